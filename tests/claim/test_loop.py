"""Loop: what a view reads of its segments, and where its elements stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claimline.claim import readings
from claimline.claim.document import read
from claimline.claim.loop import Loop, Segment, is_known
from claimline.claim.views import LineAsSent, Party
from claimline.findings import Place
from claimline.x12.designator import Designator
from claimline.x12.element import Element, OnDemand
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
    line_of,
    written,
)

# Reading


def test_first_segment_of_a_kind_counts() -> None:
    line = line_of(*LINE, "REF*6R*18", "DTP*472*D8*20260109")

    assert line.control_number == "17"
    assert line.service_date == date(2026, 1, 8)


def test_qualifier_tells_segments_apart() -> None:
    line = line_of(
        *LINE[:2], "REF*G1*AUTH", "DTP*471*D8*20251201", *LINE[2:], "NTE*TPO*NO", "NTE*ADD*YES"
    )

    assert line.authorization == "AUTH"
    assert line.service_date == date(2026, 1, 8)
    assert line.note == "YES"


@pytest.mark.parametrize(
    ("service", "charge", "units"),
    [
        ("SV1*HC:L1960*900.00*UN*1.0", 90000, Decimal("1.0")),
        ("SV1*HC:L1960*.5*UN*.5", 50, Decimal("0.5")),
        ("SV1*HC:L1960*-45*UN*-1", -4500, Decimal(-1)),
        ("SV1*HC:L1960*$900*UN*ONE", None, None),
        ("SV1*HC:L1960*900.125*UN*1E1", None, None),
        ("SV1*HC:L1960**UN", None, None),
        ("SV1*HC:L1960", None, None),
    ],
)
def test_what_cannot_be_read_is_none(
    service: str, charge: int | None, units: Decimal | None
) -> None:
    line = line_of("LX*1", service)

    assert (line.charge, line.units) == (charge, units)


@pytest.mark.parametrize(
    ("period", "dates"),
    [
        ("D8*20260108", (date(2026, 1, 8),)),
        ("RD8*20260108-20260110", (date(2026, 1, 8), date(2026, 1, 10))),
        ("RD8*20260108-20260108", (date(2026, 1, 8), date(2026, 1, 8))),
        ("D8*20260108-", None),
        ("D8*20260230", None),
        ("D8*2026-01-08", None),
        ("D8*", None),
    ],
)
def test_service_dates_are_one_day_or_two(period: str, dates: tuple[date, ...] | None) -> None:
    line = line_of(*LINE[:2], f"DTP*472*{period}")

    assert line.service_dates == dates


@pytest.mark.parametrize(
    ("composite", "pointers"),
    [("1", (1,)), ("2:1:12", (2, 1, 12)), (":2", (None, 2)), ("A:2", (None, 2))],
)
def test_pointers_keep_their_places(composite: str, pointers: tuple[int | None, ...]) -> None:
    line = line_of("LX*1", f"SV1*HC:L1960*900*UN*1***{composite}")

    assert line.diagnosis_pointers == pointers


def test_codes_read_in_upper_case_and_stay_as_written() -> None:
    line = line_of("LX*1", "SV1*hc:l1960:rt::kx*900*un*1***1")

    assert (line.qualifier, line.code, line.basis) == ("HC", "L1960", "UN")
    assert line.modifiers == ("RT", "KX")
    assert line.text(LineAsSent.code) == "l1960"


def test_procedures_written_alike_are_one() -> None:
    claim = claim_of(*CLAIM, *LINE, "LX*2", LINE[1], "LX*3", "SV1*HC:L1960:LT:KX*900*UN*1***1")

    first, second, third = (line.procedure for line in claim.lines)
    assert first is second
    assert first is not third


def test_component_separator_is_that_of_the_interchange() -> None:
    data = written(*HEADER, *BILLING, *SUBSCRIBER, *CLAIM, *LINE, *TRAILERS).replace(b":", b">")

    (claim,) = read(data).claims()

    assert claim.frequency == "1"
    assert claim.diagnoses[1].code == "M21372"
    assert claim.lines[0].modifiers == ("RT", "KX")


class Assigned(Loop):
    """A claim of which one element is read with the others, and some when they are asked for."""

    name = "2300"
    charge = Element("CLM02", readings.cents)
    filing_code = OnDemand("CLM08", readings.text)
    facility = OnDemand("CLM05-2", readings.text)
    episode = OnDemand("REF[EA]02", readings.text)
    total = OnDemand("AMT[F5]02", readings.cents)


def test_element_on_demand_is_looked_up_in_the_segments() -> None:
    claim = claim_of(*CLAIM, "AMT*F5*1E5", "REF*EA* R1 ", "REF*EA*R2", *LINE)
    view = Assigned()
    view.spans = claim.spans

    assert (view.filing_code, view.facility, view.episode) == ("Y", "B", " R1")
    assert view.total is None
    assert view.charge is None


def test_element_on_demand_is_no_part_of_what_is_read() -> None:
    assert [name for name, *_ in Assigned.reads("CLM", "A1")] == ["charge"]
    assert Assigned.reads("REF", "EA") == []
    assert str(Assigned.filing_code) == "CLM08"


# Places


def test_segments_know_their_loop() -> None:
    adjudication = ("SVD*PLANA*300*HC:L1960**1", "DTP*573*D8*20260110")
    claim = claim_of(
        *CLAIM, "NM1*82*1*R*R", "PRV*PE*PXC*335E00000X", *LINE, ORDERING, *adjudication
    )

    assert [(segment.id, segment.loop) for segment in claim.segments()] == [
        ("CLM", "2300"),
        ("HI", "2300"),
        ("NM1", "2310B"),
        ("PRV", "2310B"),
        ("LX", "2400"),
        ("SV1", "2400"),
        ("DTP", "2400"),
        ("REF", "2400"),
        ("NM1", "2420E"),
        ("SVD", "2430"),
        ("DTP", "2430"),
    ]


def test_name_out_of_place_stands_in_no_known_loop() -> None:
    claim = claim_of(*CLAIM, ORDERING, *LINE)

    (segment,) = (one for one in claim.segments() if one.text == ORDERING and not one.node)
    assert not claim.providers
    assert not is_known(segment.loop)


def test_names_of_a_level_of_no_known_kind_stand_in_no_known_loop() -> None:
    (claim,) = claims_of("HL*1**99*0", *SUBSCRIBER[1:], *CLAIM, *LINE)

    assert claim.subscriber is None
    assert claim.lines[0].text("LX01") == "1"


def test_view_holds_its_own_segments_and_those_inside() -> None:
    second = ("LX*2", "SV1*HC:L2820:RT:KX*50*UN*1***1")
    claim = claim_of(*CLAIM, *LINE, ORDERING, *second)

    first_line, second_line = claim.lines
    assert [segment.text for segment in first_line.segments()] == [*LINE, ORDERING]
    assert [segment.text for segment in second_line.segments()] == [*second]
    assert [segment.text for segment in first_line.providers[0].segments()] == [ORDERING]


def test_name_ends_where_the_line_goes_on() -> None:
    line = line_of(*LINE[:2], ORDERING, "N3*1 OAK", *LINE[2:])

    assert [segment.id for segment in line.providers[0].segments()] == ["NM1", "N3"]


def test_positions_count_from_st() -> None:
    claim = claim_of(*CLAIM, *LINE)

    before = len(HEADER) - 2 + len(BILLING) + len(SUBSCRIBER)
    assert [segment.position for segment in claim.segments()] == [
        before + number for number in range(1, 7)
    ]


@pytest.mark.parametrize(
    ("designator", "text"),
    [
        ("SV1", "SV1*HC:L1960:RT:KX::: brace *900.00*UN*1***1:2"),
        ("SV101", "HC:L1960:RT:KX::: brace "),
        ("SV101-2", "L1960"),
        ("SV101-5", None),
        ("SV101-7", " brace "),
        ("SV101-8", None),
        ("SV102", "900.00"),
        ("SV105", None),
        ("SV107-2", "2"),
        ("SV107-3", None),
        ("SV111", None),
        ("DTP[472]03", "20260108"),
        ("DTP[471]03", None),
        ("REF[6R]02", "17"),
        ("REF[6R]", "REF*6R*17"),
        ("PWK01", None),
    ],
)
def test_text_is_what_stands_at_a_designator(designator: str, text: str | None) -> None:
    line = line_of("LX*1", "SV1*HC:L1960:RT:KX::: brace *900.00*UN*1***1:2", *LINE[2:])

    assert line.text(designator) == text


def test_text_of_a_loop_inside_is_asked_for_by_its_name() -> None:
    line = line_of(*LINE, ORDERING)

    assert line.text("NM109") is None
    assert line.text("NM109", loop="2420E") == "1234567893"


def test_text_takes_the_loop_of_the_view_not_one_inside() -> None:
    claim = claim_of(
        *CLAIM, "SBR*S*18", "NM1*PR*2*PLAN*****PI*P", "REF*G1*OTHER", *LINE, "REF*G1*LINE"
    )

    assert claim.text("REF[G1]02") is None
    assert claim.lines[0].text("REF[G1]02") == "LINE"


def test_find_gives_the_first_segment_a_designator_names() -> None:
    line = line_of(*LINE, "REF*6R*18")

    found = line.find(Designator.parse("REF[6R]02"))

    assert found is not None
    assert found.text == "REF*6R*17"
    assert line.find(Designator.parse("REF[G1]")) is None


def test_span_is_where_an_element_stands_in_its_segment() -> None:
    line = line_of(*LINE)
    segment = line.find(Designator.parse("SV1"))

    assert segment is not None
    assert spanned(segment, "SV1") == LINE[1]
    assert spanned(segment, "SV101-4") == "KX"
    assert spanned(segment, "SV104") == "1"
    assert segment.span(Designator.parse("SV101-5")) is None
    assert segment.span(Designator.parse("SV105")) is None


def spanned(segment: Segment, designator: str) -> str:
    """The part of a segment's text that a designator names."""
    span = segment.span(Designator.parse(designator))
    assert span is not None
    return segment.text[slice(*span)]


def test_place_of_an_element_names_its_designator() -> None:
    line = line_of(*LINE)

    assert line.at(LineAsSent.charge) == Place("SV102", line)
    assert line.at("SV101-7") == Place("SV101-7", line)
    assert line.at("NM109", loop="2420E") == Place("NM109", line, "2420E")


def test_place_of_a_missing_segment_says_so() -> None:
    line = line_of(*LINE)

    assert line.missing("DTP[472]") == Place("DTP[472]", line, missing=True)
    assert line.missing("NM1[DK]", loop="2420E") == Place("NM1[DK]", line, "2420E", missing=True)


def test_element_on_the_class_is_its_declaration() -> None:
    assert str(LineAsSent.charge) == "SV102"
    assert str(LineAsSent.service_dates) == "DTP[472]03"
    assert str(Party.identifier) == "NM109"
