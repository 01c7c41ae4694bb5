"""Assembling views: which claim, line and name loop each segment ends up in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from io import BytesIO

import pytest

from claimline.claim.assembly import Assembler
from claimline.claim.document import read
from claimline.claim.events import Closed, Event
from claimline.claim.loop import Loop
from claimline.claim.views import (
    BillingProvider,
    ClaimAsSent,
    FunctionalGroup,
    Heading,
    Interchange,
    Level,
    LineAsSent,
    Party,
    Patient,
    Subscriber,
    TransactionSet,
)
from claimline.x12 import reader
from claimline.x12.errors import X12Error
from tests.claim.wire import (
    BILLING,
    CLAIM,
    HEADER,
    LINE,
    ORDERING,
    SUBSCRIBER,
    TRAILERS,
    claim_of,
    claims_of,
    interchange,
    line_of,
    loops,
    places,
    written,
)

PATIENT = (
    "HL*3*2*23*0",
    "PAT*19",
    "NM1*QC*1*TESTCHILD*EVE",
    "N3*200 SAMPLE AVE",
    "N4*ALBANY*NY*122080001",
    "DMG*D8*20150102*F",
)
INSURED = ("HL*2*1*22*1", "SBR*P********CI", *SUBSCRIBER[2:])
OTHER_PAYER = (
    "SBR*S*18*******CI",
    "CAS*CO*45*100",
    "AMT*D*300",
    "OI***Y***Y",
    "NM1*IL*1*TESTPATIENT*ADA****MI*ABC123456",
    "NM1*PR*2*OTHER PLAN*****PI*PLANA",
    "REF*G1*OTHERAUTH",
)


def closed(data: bytes) -> Iterator[Loop]:
    """The views of a file as they are complete."""
    for event in events(data):
        if isinstance(event, Closed):
            yield event.view


def events(data: bytes) -> Iterator[Event]:
    """What assembling a file says."""
    assembler = Assembler()
    for chunk in reader.read_chunks(BytesIO(data)):
        yield from assembler.feed(chunk)
    yield from assembler.finish()


# A claim as the guide has it


def test_claim_holds_what_its_segments_say() -> None:
    claim = claim_of(*CLAIM, *LINE, ORDERING)

    assert claim.identifier == "A1"
    assert claim.charge == 90000
    assert claim.place_of_service == "12"
    assert claim.frequency == "1"
    assert [(found.position, found.code) for found in claim.diagnoses] == [
        (1, "M21371"),
        (2, "M21372"),
    ]


def test_line_holds_what_its_segments_say() -> None:
    line = line_of(*LINE, ORDERING)

    assert line.number == "1"
    assert line.code == "L1960"
    assert line.modifiers == ("RT", "KX")
    assert line.charge == 90000
    assert line.units == 1
    assert line.diagnosis_pointers == (1,)
    assert line.service_dates == (date(2026, 1, 8),)
    assert line.control_number == "17"
    assert line.ordering_provider is not None
    assert line.ordering_provider.identifier == "1234567893"


def test_each_line_keeps_its_own_providers_and_dates() -> None:
    second = ("LX*2", "SV1*HC:L1960:LT:KX*900*UN*1***2", "DTP*472*D8*20260109")

    claim = claim_of(*CLAIM, *LINE, ORDERING, *second)

    assert [line.service_date for line in claim.lines] == [date(2026, 1, 8), date(2026, 1, 9)]
    assert [loops(line.providers) for line in claim.lines] == [["2420E"], []]


def test_claim_of_a_subscriber_has_no_patient() -> None:
    claim = claim_of(*CLAIM, *LINE)

    assert claim.patient is None
    assert claim.subscriber is not None
    assert claim.subscriber.relationship == "18"
    assert claim.subscriber.member is not None
    assert claim.subscriber.member.birth_date == date(1950, 4, 12)
    assert claim.payer is not None
    assert claim.payer.identifier == "17013"
    assert claim.billing is not None
    assert claim.billing.taxonomy == "335E00000X"


def test_claim_of_a_dependent_has_both() -> None:
    (claim,) = claims_of(*BILLING, *INSURED, *PATIENT, *CLAIM, *LINE)

    assert claim.patient is not None
    assert claim.patient.person is not None
    assert claim.patient.person.first_name == "EVE"
    assert claim.subscriber is not None
    assert claim.subscriber.member is not None
    assert claim.subscriber.member.first_name == "ADA"


def test_own_claims_may_precede_those_of_dependents() -> None:
    claims = claims_of(*BILLING, *INSURED, *CLAIM, *LINE, *PATIENT, *CLAIM, *LINE)

    assert [claim.patient is not None for claim in claims] == [False, True]
    assert claims[0].subscriber is claims[1].subscriber


def test_next_subscriber_takes_no_patient_over() -> None:
    own = ("HL*4*1*22*0", *SUBSCRIBER[1:])

    claims = claims_of(*BILLING, *INSURED, *PATIENT, *CLAIM, *LINE, *own, *CLAIM, *LINE)

    assert [claim.patient is not None for claim in claims] == [True, False]


def test_next_billing_provider_takes_no_subscriber_over() -> None:
    next_billing = ("HL*3**20*1", "NM1*85*2*OTHER SUPPLY*****XX*1999999018")

    claims = claims_of(*BILLING, *SUBSCRIBER, *CLAIM, *LINE, *next_billing, *CLAIM, *LINE)

    assert [claim.subscriber is not None for claim in claims] == [True, False]


def test_claims_of_one_level_follow_each_other() -> None:
    claims = claims_of(*BILLING, *SUBSCRIBER, *CLAIM, *LINE, "CLM*A2*900***12:B:1", *LINE)

    assert [claim.identifier for claim in claims] == ["A1", "A2"]
    assert claims[1].diagnoses == []


def test_providers_of_the_claim_are_not_those_of_a_line() -> None:
    claim = claim_of(*CLAIM, "NM1*82*1*R*R****XX*1999999000", *LINE, ORDERING)

    assert loops(claim.providers) == ["2310B"]
    assert loops(claim.lines[0].providers) == ["2420E"]


def test_other_payers_keep_their_names_and_amounts() -> None:
    claim = claim_of(*CLAIM, *OTHER_PAYER, "SBR*T*18*******MC", "AMT*D*50", *LINE)

    assert [payer.rank for payer in claim.other_payers] == ["S", "T"]
    assert [payer.paid for payer in claim.other_payers] == [30000, 5000]
    assert [loops(payer.parties) for payer in claim.other_payers] == [["2330A", "2330B"], []]
    assert not claim.providers
    assert claim.payer is not None
    assert claim.payer.identifier == "17013"


def test_authorization_of_another_payer_is_not_that_of_the_claim() -> None:
    claim = claim_of(*CLAIM, *OTHER_PAYER, *LINE)

    assert claim.authorization is None


def test_line_adjudications_keep_their_dates_to_themselves() -> None:
    first = ("SVD*PLANA*300*HC:L1960**1", "CAS*CO*45*600", "DTP*573*D8*20260110")
    second = ("SVD*PLANB*0*HC:L1960**1", "DTP*573*D8*20260111")

    line = line_of(*LINE, ORDERING, *first, *second)

    assert [found.payer_identifier for found in line.adjudications] == ["PLANA", "PLANB"]
    assert [found.paid for found in line.adjudications] == [30000, 0]
    assert line.service_date == date(2026, 1, 8)
    assert line.code == "L1960"


def test_line_after_other_payers_belongs_to_the_claim() -> None:
    claim = claim_of(*CLAIM, *OTHER_PAYER, *LINE, ORDERING)

    assert [line.code for line in claim.lines] == ["L1960"]
    assert loops(claim.lines[0].providers) == ["2420E"]


# Segments out of order, missing and unknown


def test_diagnoses_after_a_provider_of_the_claim_are_those_of_the_claim() -> None:
    claim = claim_of(CLAIM[0], "NM1*82*1*R*R****XX*1999999000", CLAIM[1], *LINE)

    assert [found.code for found in claim.diagnoses] == ["M21371", "M21372"]
    assert claim.text("HI01-2") == "M21371"


def test_note_after_a_provider_of_the_claim_is_that_of_the_claim() -> None:
    claim = claim_of(*CLAIM, "NM1*82*1*R*R****XX*1999999000", "NTE*ADD*LATE", *LINE)

    assert claim.note == "LATE"


@pytest.mark.parametrize(
    "inside",
    [
        [ORDERING],
        [ORDERING, "REF*G2*X"],
        ["NM1*ZZ*1*NOBODY"],
        ["SVD*PLANA*300*HC:L1960**1", "DTP*573*D8*20260110"],
        ["LIN**EN*0123456789012", "CTP****1*UN"],
        ["LQ*UT*04.04C", "FRM*1*Y"],
    ],
    ids=["ordering", "ordering and REF", "unknown name", "adjudication", "device", "form"],
)
def test_line_takes_its_own_segments_after_a_loop_inside_it(inside: list[str]) -> None:
    line = line_of(*LINE[:2], *inside, *LINE[2:], "NTE*ADD*LATE")

    assert line.service_date == date(2026, 1, 8)
    assert line.control_number == "17"
    assert line.note == "LATE"
    assert line.text("REF[6R]02") == "17"


def test_unknown_name_leaves_the_next_one_in_its_place() -> None:
    line = line_of(*LINE, "NM1*ZZ*1*NOBODY", ORDERING)

    assert line.ordering_provider is not None
    assert line.ordering_provider.last_name == "TESTORDER"


def test_unknown_name_of_the_claim_leaves_the_next_one_in_its_place() -> None:
    claim = claim_of(*CLAIM, ORDERING, "NM1*82*1*R*R****XX*1999999000", *LINE)

    assert loops(claim.providers) == ["2310B"]
    assert claim.lines[0].ordering_provider is None


def test_unknown_segments_change_nothing() -> None:
    odd = ("ZZZ*1*2", "QQ", "BHT*0019*00*2*20260115*0930*CH")

    claim = claim_of(odd[0], *CLAIM, *odd, *LINE[:2], *odd, *LINE[2:], ORDERING, *odd)

    assert claim.lines[0].service_date == date(2026, 1, 8)
    assert claim.lines[0].control_number == "17"
    assert claim.lines[0].text("SV101-2") == "L1960"
    assert [segment.id for segment in claim.segments()].count("ZZZ") == 3


def test_service_without_lx_opens_a_line() -> None:
    claim = claim_of(*CLAIM, *LINE[1:], "SV1*HC:L2820:RT:KX*50*UN*1***1")

    assert [line.code for line in claim.lines] == ["L1960", "L2820"]
    assert [line.number for line in claim.lines] == [None, None]
    assert [line.text("SV102") for line in claim.lines] == ["900", "50"]
    assert claim.lines[0].control_number == "17"


@pytest.mark.parametrize("before", [["NM1*82*1*R*R****XX*1999999000"], list(OTHER_PAYER)])
def test_service_without_lx_opens_a_line_after_any_loop(before: list[str]) -> None:
    claim = claim_of(*CLAIM, *before, *LINE[1:], ORDERING)

    assert claim.lines[0].text("SV101-2") == "L1960"
    assert claim.lines[0].ordering_provider is not None


def test_lx_without_service_is_a_line() -> None:
    claim = claim_of(*CLAIM, "LX*1", *LINE)

    assert [(line.number, line.code) for line in claim.lines] == [("1", None), ("1", "L1960")]


def test_claim_before_any_level_still_comes() -> None:
    (claim,) = claims_of(*CLAIM, *LINE)

    assert claim.identifier == "A1"
    assert claim.lines[0].code == "L1960"
    assert claim.subscriber is None
    assert claim.billing is None
    assert claim.payer is None


def test_line_before_any_claim_is_none() -> None:
    (claim,) = claims_of(*BILLING, *LINE, *SUBSCRIBER, *CLAIM, *LINE)

    assert len(claim.lines) == 1
    assert claim.payer is not None
    assert claim.payer.identifier == "17013"


@pytest.mark.parametrize("level", ["HL*2*1*99*0", "HX*2*1*22*0"])
def test_level_without_its_hl_is_told_by_what_it_holds(level: str) -> None:
    (claim,) = claims_of(*BILLING, level, *SUBSCRIBER[1:], *CLAIM, *LINE)

    assert claim.identifier == "A1"
    assert claim.subscriber is not None
    assert claim.subscriber.filing_indicator == "MB"
    assert (claim.subscriber.number, claim.subscriber.parent) == ("2", "1")


@pytest.mark.parametrize("missing", ["SE", "GE", "IEA", "SE GE", "SE GE IEA"])
def test_last_claim_comes_whole_without_trailers(missing: str) -> None:
    trailers = [text for text in TRAILERS if text.split("*")[0] not in missing.split()]
    body = (*HEADER, *BILLING, *SUBSCRIBER, *CLAIM, *LINE, ORDERING)
    data = written(*body, *trailers, *body, *TRAILERS)

    claims = [view for view in closed(data) if isinstance(view, ClaimAsSent)]

    assert [[segment.text for segment in claim.segments()] for claim in claims] == [
        [*CLAIM, *LINE, ORDERING]
    ] * 2
    assert [segment.text for segment in claims[0].lines[0].segments()] == [*LINE, ORDERING]
    assert [segment.position for segment in claims[0].segments()] == list(range(19, 26))


def test_transaction_set_without_se_counts_its_segments() -> None:
    body = (*HEADER, *BILLING, *SUBSCRIBER, *CLAIM, *LINE)

    views = list(closed(written(*body, *body, *TRAILERS)))

    counts = [view.segments_counted for view in views if isinstance(view, TransactionSet)]
    assert counts == [len(body) - 2, len(body) - 2 + 1]


def test_claim_that_is_cut_off_is_open() -> None:
    assembler = Assembler()
    data = written(*HEADER, *BILLING, *SUBSCRIBER, *CLAIM, *LINE)

    with suppress(X12Error):
        for chunk in reader.read_chunks(BytesIO(data)):
            list(assembler.feed(chunk))

    assert assembler.claim is not None
    assert assembler.claim.identifier == "A1"


def test_other_transaction_sets_hold_no_claims() -> None:
    remittance = written(*HEADER[:2], "ST*835*0001", "CLM*X*1", "LX*1", "SE*4*0001", *TRAILERS[1:])

    assert list(read(remittance).claims()) == []


def test_views_close_from_the_inside_out() -> None:
    data = interchange(*BILLING, *SUBSCRIBER, *CLAIM, *LINE)

    assert [type(view) for view in closed(data)] == [
        Heading,
        BillingProvider,
        Subscriber,
        ClaimAsSent,
        TransactionSet,
        FunctionalGroup,
        Interchange,
    ]


def test_levels_know_the_level_above() -> None:
    data = interchange(*BILLING, *INSURED, *PATIENT, *CLAIM, *LINE, "HL*4*9*22*0")

    levels = [view for view in closed(data) if isinstance(view, Level)]

    assert [type(level) for level in levels] == [BillingProvider, Subscriber, Patient, Subscriber]
    assert [level.above for level in levels] == [None, levels[0], levels[1], levels[0]]
    assert [level.expected_number for level in levels] == [1, 2, 3, 4]


def test_view_is_complete_before_the_next_one_is_counted() -> None:
    second = ("HL*4*2*23*0", *PATIENT[1:])
    data = interchange(*BILLING, *INSURED, *PATIENT, *second, *CLAIM, *LINE)

    told = [
        view.above.patients
        for view in closed(data)
        if isinstance(view, Patient) and isinstance(view.above, Subscriber)
    ]

    assert told == [1, 2]


# Chunks


ODD = (
    *BILLING,
    *INSURED,
    *CLAIM,
    "NM1*82*1*R*R****XX*1999999000",
    "NTE*ADD*LATE",
    *LINE[:2],
    ORDERING,
    *LINE[2:],
    *PATIENT,
    *CLAIM,
    *OTHER_PAYER,
    *LINE,
    "NM1*ZZ*1*NOBODY",
    ORDERING,
    "SVD*PLANA*300*HC:L1960**1",
    "DTP*573*D8*20260110",
    "SV1*HC:L2820:RT:KX*50*UN*1***1",
    "HL*4*1*22*0",
    *SUBSCRIBER[1:],
    *CLAIM,
    "LX*1",
    "CLM*A4*0***12:B:1",
)
WHOLE = {
    "lines": interchange(*ODD),
    "no lines": written(*HEADER, *ODD, *TRAILERS, end="~"),
    "carriage returns": written(*HEADER, *ODD, *TRAILERS, end="~\r\n"),
    "newline ends": written(*HEADER, *ODD, *TRAILERS, end="\n"),
    "indented": written(*HEADER, *ODD, *TRAILERS, end="~\n  "),
    "blank lines": written(*HEADER, *ODD, *TRAILERS, end="~\n\n"),
    "mark": b"\xef\xbb\xbf" + interchange(*ODD),
    "two": interchange(*ODD) + interchange(*ODD).replace(b"*", b"|").replace(b":", b">"),
    "no trailers": written(*HEADER, *ODD, *HEADER, *ODD, *TRAILERS),
}


def view_of(loop: Loop) -> object:
    """What a view read, without what stands around it."""
    return {
        name: value
        for name, value in vars(loop).items()
        if name != "walked" and isinstance(value, (str, int, date, tuple, type(None)))
    }


def parties_of(parties: Sequence[Party]) -> list[object]:
    """What name loops read, and their segments."""
    return [(view_of(party), [found.text for found in party.segments()]) for party in parties]


def line_state(line: LineAsSent) -> list[object]:
    """Everything a service line says, and where."""
    return [
        view_of(line),
        line.procedure and line.procedure.written,
        parties_of(line.providers),
        [(view_of(found), [one.text for one in found.segments()]) for found in line.adjudications],
        [(segment.text, segment.loop, segment.offset) for segment in line.segments()],
    ]


def claim_state(claim: ClaimAsSent) -> list[object]:
    """Everything a claim says, and where."""
    return [
        view_of(claim),
        claim.diagnoses,
        parties_of(claim.providers),
        [(view_of(payer), parties_of(payer.parties)) for payer in claim.other_payers],
        [line_state(line) for line in claim.lines],
        list(places(claim)),
        [
            (view_of(level), parties_of(level.parties), [one.offset for one in level.segments()])
            for level in (claim.billing, claim.subscriber, claim.patient)
            if level
        ],
    ]


def state(data: bytes) -> list[object]:
    """Everything the views of a file say, and where."""
    found: list[object] = []
    for view in closed(data):
        spots = [(one.text, one.loop, one.offset, one.position) for one in view.segments()]
        found.append((type(view).__name__, view_of(view), spots))
        if isinstance(view, ClaimAsSent):
            found.append(claim_state(view))
    return found


@pytest.mark.parametrize("name", WHOLE)
def test_chunk_borders_change_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = WHOLE[name]
    whole = state(data)

    different = []
    for block in (*range(1, 201, 7), 2, 3, 64, 128):
        monkeypatch.setattr(reader, "BLOCK", block)
        if state(data) != whole:
            different.append(block)

    assert different == []


@pytest.mark.parametrize("name", WHOLE)
def test_offsets_lines_and_columns_are_those_of_the_file(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = WHOLE[name]
    monkeypatch.setattr(reader, "BLOCK", 50)

    found = [place for claim in read(data).claims() for place in places(claim)]

    assert len(found) >= 31
    for text, _, _, offset, (line, column) in found:
        before = data[:offset]
        assert data[offset:].startswith(text.encode("latin-1"))
        assert line == before.count(b"\n") + 1
        assert column == offset - (before.rfind(b"\n") + 1) + 1


def test_every_block_size_reads_the_same_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    data = interchange(*BILLING, *SUBSCRIBER, *CLAIM, *LINE, ORDERING, "CLM*A2*0***12:B:1", "LX*1")
    whole = state(data)

    different = []
    for block in range(1, 201):
        monkeypatch.setattr(reader, "BLOCK", block)
        if state(data) != whole:
            different.append(block)

    assert different == []
