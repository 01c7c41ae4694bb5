"""Placing problems: where a finding stands, what it shows, and what it hides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from unittest.mock import patch

import pytest

from claimline.claim.loop import Loop
from claimline.claim.views import ClaimAsSent, LineAsSent, Subscriber
from claimline.findings import Finding, Fix, Place, Problem, Severity, Source
from claimline.lint import configuration
from claimline.lint.locate import Located
from claimline.lint.run import LintRun
from claimline.rules.example import lay
from claimline.rules.rule import Context, Problems, Rule, Subject, line_rule
from tests.lint.damage import places_of

TWO_LINES = (
    "SV1*HC:L1960:RT:KX*900*UN*1***1~DTP*472*D8*20260108~REF*6R*ONE~"
    "SV1*HC:L1960:LT:KX*900*UN*1***1~DTP*472*D8*20260109~REF*6R*TWO~"
)
Check = Callable[..., Problem]


@line_rule("TST001", Severity.WARNING, sources=[Source("a test")], examples=[])
def thing_found(line: LineAsSent, context: Context) -> Problems:
    """A thing is found.

    ## Fix
    Undo
    it.
    """
    yield Problem(line.at("SV1"), "a thing")


def found_by(
    check: Check, data: bytes, subject: Subject = Subject.LINE, *, show_phi: bool = False
) -> list[Located]:
    """What a rule yields that has the problem `check` makes with every subject."""
    rule: Rule = replace(
        thing_found, subject=subject, check=lambda view, context: iter([check(view)])
    )
    with patch.object(configuration, "selected_rules", lambda *_: {rule.code: rule}):
        return list(LintRun(show_phi=show_phi).read(data))


def finding_by(
    check: Check, data: bytes, subject: Subject = Subject.LINE, *, show_phi: bool = False
) -> Finding:
    (located,) = found_by(check, data, subject, show_phi=show_phi)
    return located.finding


def at(designator: str, loop: str | None = None) -> Check:
    return lambda view: Problem(view.at(designator, loop), "a thing")


def missing(designator: str, loop: str | None = None) -> Check:
    return lambda view: Problem(view.missing(designator, loop), "a thing")


# Where


@pytest.mark.parametrize(
    ("designator", "value"),
    [
        ("SV101", "HC:L1960:RT:KX"),
        ("SV101-1", "HC"),
        ("SV101-4", "KX"),
        ("SV102", "900"),
        ("SV107", "1"),
        ("SV107-1", "1"),
        ("LX01", "1"),
        ("DTP[472]03", "20260108"),
        ("DTP[472]01", "472"),
        ("REF[6R]02", "1"),
    ],
)
@pytest.mark.parametrize("line_end", ["~\n", "~\r\n", "~", "\n"])
def test_place_is_the_first_byte_of_what_is_named(
    designator: str, value: str, line_end: str
) -> None:
    data = lay("").replace(b"~\n", line_end.encode())

    found = finding_by(at(designator), data)

    assert found.value == value
    assert found.offset is not None
    assert data.startswith(value.encode(), found.offset)
    assert (found.line, found.column) == places_of(data, found.offset)
    assert found.designator == designator
    assert found.segment == designator[:3].rstrip("0")


@pytest.mark.parametrize("designator", ["SV101-3", "SV101-7", "SV105", "SV112", "REF[6R]03"])
def test_absent_element_stands_at_its_segment(designator: str) -> None:
    data = lay("SV1*HC:L1960::KX*900*UN*1***1~")

    found = finding_by(at(designator), data)

    assert found.value is None
    assert found.offset == data.index(designator[:3].encode(), data.index(b"LX*"))
    assert found.designator == designator


def test_segment_as_a_whole_has_no_value() -> None:
    found = finding_by(at("DTP[472]"), lay(""))

    assert found.value is None
    assert found.segment == "DTP"


def test_absent_segment_stands_at_the_first_of_its_loop() -> None:
    data = lay("SV1*HC:L1960:RT:KX*900*UN*1***1~-DTP[472]~")

    found = finding_by(missing("DTP[472]"), data)

    assert (found.loop, found.segment, found.designator) == ("2400", "DTP", "DTP[472]")
    assert found.offset == data.index(b"LX*1")
    assert found.value is None


def test_absent_segment_has_the_position_of_the_one_before_the_gap() -> None:
    data = lay("SV1*HC:L1960:RT:KX*900*UN*1***1~-DTP[472]~")

    found = finding_by(missing("DTP[472]"), data)

    segments = data[data.index(b"ST*") :].split(b"~\n")
    assert found.segment_position is not None
    assert segments[found.segment_position - 1].startswith(b"SV1")


def test_absent_loop_stands_at_the_first_segment_of_the_one_around() -> None:
    data = lay("SV1*HC:L1960:RT:KX*900*UN*1***1~-NM1[DK]~")

    found = finding_by(missing("NM1[DK]", "2420E"), data)

    assert (found.loop, found.segment, found.designator) == ("2420E", "NM1", "NM1[DK]")
    assert found.offset == data.index(b"LX*1")


def test_element_of_an_absent_segment_stands_where_the_segment_would() -> None:
    data = lay("SV1*HC:L1960:RT:KX*900*UN*1***1~-DTP[472]~")

    found = finding_by(at("DTP[472]03"), data)

    assert found.offset == data.index(b"LX*1")
    assert found.value is None


def test_finding_names_claim_line_and_envelopes() -> None:
    data = lay(f"CLM*MY-CLAIM*1800***12:B:1*Y*A*Y*Y~{TWO_LINES}")

    first, second = (located.finding for located in found_by(at("REF[6R]02"), data))

    assert [first.value, second.value] == ["ONE", "TWO"]
    assert [first.service_line, second.service_line] == ["1", "2"]
    assert {first.claim, second.claim} == {"MY-CLAIM"}
    assert (first.interchange, first.group, first.transaction_set) == ("000000001", "1", "0001")
    assert first.segment_position == data[data.index(b"ST*") : first.offset].count(b"~") + 1
    assert first.profile == "medicare-dme"


def test_finding_above_the_claim_names_no_claim_or_line() -> None:
    found = finding_by(at("SBR01"), lay(""), Subject.SUBSCRIBER)

    assert (found.claim, found.service_line, found.loop) == (None, None, "2000B")
    assert found.value == "P"


def test_other_places_are_named_with_their_line() -> None:
    data = lay(TWO_LINES)

    def repeated(claim: ClaimAsSent) -> Problem:
        first, second = claim.lines
        return Problem(second.at("SV104"), "a thing", related=(first.at("SV104"),))

    found = finding_by(repeated, data, Subject.CLAIM)

    (other,) = found.related
    assert found.service_line == "2"
    assert (other.service_line, other.designator) == ("1", "SV104")
    assert other.offset == data.index(b"*UN*1*") + 4


# What is shown


def test_help_is_the_remedy_on_one_line_or_what_the_problem_says() -> None:
    usual = finding_by(at("SV1"), lay(""))
    own = finding_by(lambda line: Problem(line.at("SV1"), "a thing", help="look"), lay(""))

    assert usual.help == "Undo it."
    assert own.help == "look"


def test_severity_may_be_lower() -> None:
    found = finding_by(
        lambda line: Problem(line.at("SV1"), "a thing", severity=Severity.INFO), lay("")
    )

    assert found.severity is Severity.INFO


def test_severity_is_never_higher() -> None:
    found = finding_by(
        lambda line: Problem(line.at("SV1"), "a thing", severity=Severity.ERROR), lay("")
    )

    assert found.severity is Severity.WARNING


@pytest.mark.parametrize("name", ["M\xdcLLER", "M\xc3\x9cLLER"])
def test_bytes_are_shown_as_utf8_where_they_are_else_as_latin1(name: str) -> None:
    data = lay(f"CLM*{name}*900***12:B:1*Y*A*Y*Y~SV1*HC:L1960:RT*900*UN*1***1~REF*6R*{name}~")

    def quoting(line: LineAsSent) -> Problem:
        fix = Fix("safe", name, (f"REF*6R*{name}",))
        help_ = f"ask {name}"
        return Problem(line.at("REF[6R]02"), name, help_, fix=lambda view: fix)

    found = finding_by(quoting, data)

    assert found.fix
    assert found.fix.segments == ("REF*6R*M\xdcLLER",)
    assert (found.value, found.claim, found.message) == ("M\xdcLLER",) * 3
    assert found.help == "ask M\xdcLLER"


def test_numbers_are_shown_as_they_stand() -> None:
    data = lay(f"LX*M\xc3\x9c~{TWO_LINES}").replace(b"ST*837*0001", b"ST*837*\xc3\x9c")

    found = found_by(at("SV102"), data)[0].finding

    assert found.service_line == "M\xdc"
    assert found.transaction_set == "\xdc"


# What is hidden

PEOPLE = {
    "NM103": "TESTPATIENT",
    "NM104": "ADA",
    "NM109": "1TE5TE5TT00",
    "N301": "200 SAMPLE AVE",
    "N403": "122080001",
    "DMG02": "19500412",
}


@pytest.mark.parametrize(("designator", "value"), PEOPLE.items())
def test_value_that_holds_phi_is_masked_unless_asked_for(designator: str, value: str) -> None:
    check = at(designator, "2010BA")

    hidden = finding_by(check, lay(""), Subject.SUBSCRIBER)
    shown = finding_by(check, lay(""), Subject.SUBSCRIBER, show_phi=True)

    assert hidden.value == "***"
    assert shown.value == value
    assert hidden.offset == shown.offset == lay("").index(value.encode())


@pytest.mark.parametrize("designator", ["NM102", "NM108", "N402", "DMG03", "SBR09"])
def test_other_values_of_the_subscriber_are_shown(designator: str) -> None:
    loop = "2000B" if designator.startswith("SBR") else "2010BA"

    found = finding_by(at(designator, loop), lay(""), Subject.SUBSCRIBER)

    assert found.value not in (None, "***")


def test_absent_value_is_null_though_it_would_hold_phi() -> None:
    found = finding_by(at("NM105", "2010BA"), lay(""), Subject.SUBSCRIBER)

    assert found.value is None


@pytest.mark.parametrize(("designator", "value"), PEOPLE.items())
def test_snippet_masks_phi_and_still_marks_it(designator: str, value: str) -> None:
    (located,) = found_by(at(designator, "2010BA"), lay(""), Subject.SUBSCRIBER)

    hidden = located.snippet(show_phi=False)
    shown = located.snippet(show_phi=True)

    assert hidden
    assert shown
    assert hidden.text[hidden.start : hidden.start + hidden.length] == "***"
    assert shown.text[shown.start : shown.start + shown.length] == value
    assert not any(name in hidden.text for name in PEOPLE.values())


@pytest.mark.parametrize(
    ("designator", "value"), [("NM101", "IL"), ("NM108", "MI"), ("NM1", "NM1"), ("NM112", "NM1")]
)
def test_snippet_marks_what_stands_between_masks(designator: str, value: str) -> None:
    (located,) = found_by(at(designator, "2010BA"), lay(""), Subject.SUBSCRIBER)

    snippet = located.snippet(show_phi=False)

    assert snippet
    marked = snippet.text[snippet.start : snippet.start + snippet.length]
    assert marked == (snippet.text if designator == "NM1" else value)


def test_snippet_counts_characters_not_bytes() -> None:
    data = lay("SV1*HC:L1960:RT:KX:::M\xc3\x9cLLER \xc3\x84*900*UN*1***1~")

    (located,) = found_by(at("SV102"), data)
    snippet = located.snippet(show_phi=False)

    assert snippet
    assert snippet.text[snippet.start : snippet.start + snippet.length] == "900"
    assert "M\xdcLLER \xc4" in snippet.text


def test_fix_masks_phi_unless_asked_for() -> None:
    def renamed(subscriber: Subscriber) -> Problem:
        texts = ("NM1*IL*1*NEWNAME*ADA****MI*NEWMEMBER", "N3*NEW STREET", "REF*SY*NEWNUMBER")
        fix = Fix("safe", "rename", texts)
        return Problem(Place("NM103", subscriber.member, "2010BA"), "a thing", fix=lambda view: fix)

    hidden = finding_by(renamed, lay(""), Subject.SUBSCRIBER).fix
    shown = finding_by(renamed, lay(""), Subject.SUBSCRIBER, show_phi=True).fix

    assert hidden
    assert shown
    name = "*".join(["NM1", "IL", "1", "***", "***", "", "", "", "MI", "***"])
    assert hidden.segments == (name, "N3****", "REF*SY****")
    assert shown.segments[1] == "N3*NEW STREET"


def test_fix_of_a_line_is_shown_whole() -> None:
    fix = Fix("suggested", "split", ("LX*1", "SV1*HC:L1960:RT*1*UN*1", "LX*2", "DTP*472*D8*1"))

    found = finding_by(lambda line: Problem(line.at("SV1"), "a", fix=lambda view: fix), lay(""))

    assert found.fix == fix


@pytest.mark.parametrize(
    ("misplaced", "secret"),
    [
        ("NM1*IL*1*SECRET*ADA", "SECRET"),
        ("N3*SECRET ROAD", "SECRET"),
        ("DMG*D8*19500412", "1950"),
        ("REF*SY*123456789", "123456789"),
    ],
)
def test_segment_outside_a_transaction_set_shows_no_one(misplaced: str, secret: str) -> None:
    data = lay("").replace(b"GE*1", misplaced.encode() + b"~\nGE*1")

    (located,) = LintRun(select=["X12034"]).read(data)
    snippet = located.snippet(show_phi=False)

    assert snippet
    assert secret not in snippet.text


def test_problem_may_stand_in_another_view() -> None:
    def of_billing(line: LineAsSent) -> Problem:
        view: Loop | None = line.claim.billing
        assert view
        return Problem(view.at("PRV03"), "a thing")

    found = finding_by(of_billing, lay(""))

    assert (found.loop, found.value, found.service_line) == ("2000A", "335E00000X", "1")
