"""Strict models of claims as sent: what they carry, and what stands in their way."""

from __future__ import annotations

import traceback
from decimal import Decimal

import pytest
from hypothesis import given
from pydantic import ValidationError

import claimline
from claimline import Claim, ClaimError, Document, ReferringProvider, X12Error
from claimline.claim.models.generic import OtherSegment
from claimline.claim.views import ClaimAsSent
from tests.claim.wire import (
    BILLING,
    CLAIM,
    LINE,
    ORDERING,
    SUBSCRIBER,
    claim_of,
    claims_of,
    line_of,
)
from tests.lint.damage import damaged

AMBULANCE = ("NM1*PW*2", "N3*1 EXAMPLE WAY", "N4*ALBANY*NY*122079998")


def texts(claim: Claim) -> list[str]:
    return claim.to_x12().removesuffix("~").split("~")


def sent(view: ClaimAsSent) -> list[str]:
    return [segment.text for segment in view.segments()]


def faults(view: ClaimAsSent) -> list[str]:
    with pytest.raises(ClaimError) as raised:
        view.model()
    return [str(fault) for fault in raised.value.faults]


def test_line_has_a_model_of_its_own() -> None:
    line = line_of(*LINE, ORDERING).model()

    assert (line.code, line.modifiers, line.charge) == ("L1960", ("RT", "KX"), Decimal(900))
    assert line.ordering_provider
    assert line.ordering_provider.last_name == "TESTORDER"


def test_claim_knows_who_stands_around_it() -> None:
    claim = claim_of(*CLAIM, *LINE).model()

    assert claim.billing_provider.npi == "1999999000"
    assert claim.subscriber.identifier == "1TE5TE5TT00"
    assert claim.payer.identifier == "17013"
    assert claim.receiver
    assert (claim.receiver.identifier, claim.receiver.receiver_code) == ("TESTRCV01", "TESTRCV01")
    assert claim.patient is None


def test_claims_of_one_level_share_its_models() -> None:
    first, second = claims_of(*BILLING, *SUBSCRIBER, *CLAIM, *LINE, *CLAIM, *LINE)

    assert first.model().subscriber is second.model().subscriber


@pytest.mark.parametrize(
    "segments",
    [
        (*CLAIM, "LX*1", "SV1*HC:L1960:RT::KX*900*UN*1***1", "DTP*472*D8*20260108"),
        (*CLAIM, "LX*1", "SV1*HC:l1960:rt*0900.50*UN*1.0***1", "DTP*472*RD8*20260108-20260108"),
        (*CLAIM, *LINE[:2], "REF*6R*17", "REF*9F*R1**2U:P1", "REF*G1*A2", "REF*G1*A1"),
        (CLAIM[0], "REF*G1*AUTH ", "REF*D9*TRACE", "REF*EA*R", "K3*TWO", "K3*ONE", CLAIM[1], *LINE),
        (CLAIM[0], "CR1*LB*140**A*DH*12", "CRC*07*Y*01*06", CLAIM[1], *AMBULANCE, *LINE),
        (*CLAIM, "HI*BG:17*BG:67", "HCP*03*100*10*RPO", *LINE, "HCP*03*100*10*RPO"),
        (*CLAIM, "NM1*82*1*ONE", "NM1*DN*1*TWO", *LINE),
        (*CLAIM, "NM1*DN*1*ONE", "NM1*82*1*TWO", "NM1*P3*1*THREE", *LINE),
    ],
)
def test_what_is_odd_or_unnamed_is_carried(segments: tuple[str, ...]) -> None:
    dated = segments if any("DTP*472" in one for one in segments) else _dated(segments)
    view = claim_of(*dated)

    model = view.model()

    assert texts(model) == sent(view)
    noted = model.replace(goals_note=None, note="NEW")
    assert [one for one in texts(noted) if one != "NTE*ADD*NEW"] == sent(view)


def _dated(segments: tuple[str, ...]) -> tuple[str, ...]:
    at = next(number for number, one in enumerate(segments) if one.startswith("SV1")) + 1
    return (*segments[:at], "DTP*472*D8*20260108", *segments[at:])


def test_loop_that_is_added_follows_those_that_were_read() -> None:
    view = claim_of(*CLAIM, "NM1*82*1*ONE", *LINE)

    claim = view.model().replace(referring_providers=(ReferringProvider(last_name="TWO"),))

    assert texts(claim)[2:4] == ["NM1*82*1*ONE", "NM1*DN*1*TWO"]


def test_copy_with_changes_is_written_with_them() -> None:
    line = line_of(*LINE).model()

    assert "NTE*ADD*NEW~" in line.model_copy(update={"note": "NEW"}).to_x12()
    assert line.model_copy().to_x12() == line.to_x12()
    with pytest.raises(ValidationError, match="SV101-2 has 60 characters"):
        line.model_copy(update={"code": "L" * 60})


def test_what_no_model_names_is_read_and_written_by_designator() -> None:
    view = claim_of(CLAIM[0], "CR1*LB*140**A*DH*12", CLAIM[1], *AMBULANCE, *LINE)

    claim = view.model()

    (transport,), (pick_up,) = claim.other_segments, claim.other_loops
    assert (transport["CR102"], transport["CR103"], pick_up["N401"]) == ("140", None, "ALBANY")
    changed = claim.replace(
        other_segments=(transport.replace("CR106", "15"),),
        other_loops=(pick_up.replace("N401", "TROY"),),
    )
    assert set(texts(changed)) - set(sent(view)) == {"CR1*LB*140**A*DH*15", "N4*TROY*NY*122079998"}
    with pytest.raises(KeyError):
        transport["REF02"]


def test_segment_without_place_is_refused() -> None:
    line = claim_of(*CLAIM, *LINE).model().lines[0]
    misplaced = OtherSegment(segment="CR2", elements=("", "A"))

    with pytest.raises(ValidationError, match="CR2 with this qualifier has no place in loop 2400"):
        line.replace(other_segments=(misplaced,))


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        (
            ("LX*1", "SV1*HC:L1960:RT*9.005*UN*1***1", "DTP*472*D8*20260108"),
            "line 1, loop 2400: SV102 is no amount in dollars and cents",
        ),
        (
            ("LX*1", "SV1*HC:L1960:RT*1E3*UN*1***1", "DTP*472*D8*20260108"),
            "line 1, loop 2400: SV102 is no decimal number",
        ),
        (
            ("LX*1", "SV1*HC:L1960:RT*9*UN*1***1", "DTP*472*D8*20260231"),
            "line 1, loop 2400: DTP[472]03 is no date in the form D8",
        ),
        (LINE[:2], "line 1, loop 2400: DTP[472] is missing"),
        ((*LINE[:2], "LX*2", *LINE[1:]), "line 1, loop 2400: DTP[472] is missing"),
        ((*LINE, "FOO*1"), "line 1, loop 2400: 'FOO' is no segment of the guide"),
    ],
)
def test_fault_says_line_loop_designator_and_reason(
    segments: tuple[str, ...], expected: str
) -> None:
    (fault,) = faults(claim_of(*CLAIM, *segments))

    assert fault.startswith(expected)


def test_gap_between_diagnoses_is_a_fault() -> None:
    found = faults(claim_of(CLAIM[0], "HI*ABK:M21371**ABF:M21372", *LINE))

    assert found == ["loop 2300: HI02 is left out, and others follow"]


def test_faults_around_a_claim_are_its_own() -> None:
    bare = [segment for segment in SUBSCRIBER if not segment.startswith("NM1*PR")]
    (view,) = claims_of(*BILLING, *bare, *CLAIM, *LINE)

    assert faults(view) == ["loop 2010BB: NM1[PR] is missing, loop 2010BB needs it"]


def test_error_reads_well_in_a_traceback() -> None:
    view = claim_of(*CLAIM, "LX*1", "SV1*HC:L1960:RT*9.005*EA*1***1", "DTP*472*D8*20260108")

    with pytest.raises(ClaimError) as raised:
        view.model()

    assert "".join(traceback.format_exception_only(raised.value)) == (
        "claimline.claim.models.errors.ClaimError: claim A1 cannot be typed, 2 faults\n"
        "  line 1, loop 2400: SV103 is EA, one of MJ, UN is expected\n"
        "  line 1, loop 2400: SV102 is no amount in dollars and cents\n"
    )


@given(damaged())
def test_damage_gives_a_model_or_a_claim_error(data: bytes) -> None:
    try:
        for view in Document(data).claims():
            try:
                model = view.model()
            except ClaimError:
                continue
            numbers = [line.number for line in view.lines]
            if numbers == [str(number) for number in range(1, len(numbers) + 1)]:
                separator = next(view.segments()).chunk.header
                assert separator
                component = separator.delimiters.component
                assert [one.texts(component) for one in model.segments()] == [
                    segment.elements for segment in view.segments()
                ]
    except X12Error:
        pass


def test_public_names() -> None:
    assert claimline.ClaimError is ClaimError
