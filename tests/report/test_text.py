"""The text report: the finding, its segment, and carets under what it is about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from claimline.claim.document import read
from claimline.findings import Fix, Source
from claimline.lint.locate import Located
from claimline.lint.run import LintRun
from claimline.report.json import json_report
from claimline.report.text import text_report
from claimline.rules.example import lay
from claimline.x12.designator import Designator
from tests.lint.damage import damaged

BOTH_SIDES = "SV1*HC:L1960:RT:LT:KX*1800*UN*2***1~"
SECRETS = ("TESTPATIENT", "1TE5TE5TT00", "200 SAMPLE", "122080001", "19500412")


def plain(text: str, colour: str) -> str:
    return text


def report_of(
    data: bytes, *, name: str = "batch.837", show_phi: bool = False, rules: str = "LAT002"
) -> str:
    run = LintRun(select=["X12", *rules.split()], show_phi=show_phi)
    return "".join(text_report(run.read(data, name), run, plain))


def marked(report: str) -> str:
    """What stands above the carets of the first finding."""
    lines = report.splitlines()
    at = next(at for at, line in enumerate(lines) if line.strip(" |0123456789") and "^" in line)
    start, end = lines[at].index("^"), lines[at].rindex("^") + 1
    return lines[at - 1][start:end]


def test_finding_shows_where_what_and_what_to_do() -> None:
    run = LintRun(select=["LAT002"])
    located = [
        Located(
            replace(
                one.finding,
                help="Bill two lines.",
                sources=(Source("A source", None),),
                fix=Fix("suggested", "bill two", ("SV1*A", "SV1*B")),
            ),
            one.segment,
            one.span,
        )
        for one in run.read(lay(BOTH_SIDES), "march.837")
    ]

    report = "".join(text_report(located, run, plain))

    assert report == (
        "error[LAT002]: L1960 carries both RT and LT\n"
        "  --> march.837:24:17  claim TEST-1, line 1, SV101-4\n"
        "   |\n"
        "24 | SV1*HC:L1960:RT:LT:KX*1800*UN*2***1\n"
        "   |                 ^^\n"
        "  help:   Bill two lines.\n"
        "  fix:    bill two (suggested)\n"
        "          SV1*A\n"
        "          SV1*B\n"
        "  source: A source\n"
        "  more:   claimline explain LAT002\n"
        "\n"
        "1 claim, 1 service line, 30 segments: 1 error\n"
    )


def test_summary_alone_where_nothing_is_found() -> None:
    assert report_of(lay("")) == "1 claim, 1 service line, 30 segments: nothing found\n"


def test_summary_counts_in_the_plural() -> None:
    report = report_of(lay(BOTH_SIDES * 2) + b"junk")

    assert report.splitlines()[-1] == "1 claim, 2 service lines, 35 segments: 3 errors"


def test_finding_on_no_segment_names_the_byte() -> None:
    report = report_of(b"no X12")

    assert "  --> batch.837:1:1  byte 0\n" in report
    assert "^" not in report


def test_file_that_is_missing_has_no_place() -> None:
    run = LintRun()

    report = "".join(text_report(run.read("nowhere.837"), run, plain))

    assert "  --> nowhere.837\n" in report


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (BOTH_SIDES, "LT"),
        ("SV1*HC:L1960:\x1b:RT:LT*900*UN*1~", "LT"),
        ("SV1*HC:L1960:M\xdc:RT:LT*900*UN*1~", "LT"),
        ("SV1*HC:L1960:M\xc3\x9c:RT:LT*900*UN*1~", "LT"),
        ("SV1*HC:L1960:RT:LT:::" + "x" * 500 + "*900*UN*1~", "LT"),
        ("SV1*" + "x" * 500 + ":L1960:RT:LT*900*UN*1~", "LT"),
        ("SV1*HC:L1960:RT:LT*" + "9" * 5_000 + "*UN*1~", "LT"),
    ],
)
def test_carets_stand_under_what_is_meant(line: str, value: str) -> None:
    report = report_of(lay(line))

    assert marked(report) == value
    assert max(map(len, report.splitlines())) < 200


def test_long_value_is_cut() -> None:
    report = report_of(lay(f"SE*{'9' * 400}*0001~"))

    assert "9" * 100 in marked(report)
    assert max(map(len, report.splitlines()[1:])) < 200


def test_absent_element_is_marked_at_the_segment_id() -> None:
    report = report_of(lay("SE*26~"), rules="IGC002")

    assert marked(report) == "SE"


def test_colour_is_asked_for_by_severity() -> None:
    run = LintRun(select=["LAT002"])

    report = "".join(
        text_report(run.read(lay(BOTH_SIDES)), run, lambda text, colour: f"<{colour} {text}>")
    )

    assert report.startswith("<red error[LAT002]>: ")
    assert "| " + " " * 16 + "<red ^^>\n" in report


@pytest.mark.parametrize(
    "text", ["\x1b[31mRED", "\x9b2J", "\x07\x08", "\xc2\x9b2J", "\xe2\x80\xae"]
)
def test_nothing_of_a_file_reaches_a_terminal_raw(text: str) -> None:
    claim = f"CLM*{text}*1800***12:B:1*Y*A*Y*Y~"
    data = lay(f"{claim}SV1*HC:L1960{text}:RT:LT:KX*1800*UN*2***1~")

    report = report_of(data, name=f"{text}.837")

    assert "LAT002" in report
    assert all(character.isprintable() or character == "\n" for character in report)


def test_phi_of_a_snippet_is_masked_unless_asked_for() -> None:
    run = LintRun(select=["LAT002"])
    (located,) = run.read(lay(BOTH_SIDES))
    (claim,) = read(lay("")).claims()
    assert claim.subscriber
    member = claim.subscriber.find(Designator.parse("NM1"), "2010BA")
    assert member
    on_member = replace(located, segment=member, span=member.span(Designator.parse("NM109")))

    hidden = "".join(text_report([on_member], run, plain))
    run.show_phi = True
    shown = "".join(text_report([on_member], run, plain))

    assert not any(secret in hidden for secret in SECRETS)
    assert marked(hidden) == "***"
    assert "NM1*IL*1*TESTPATIENT*ADA****MI*1TE5TE5TT00" in shown
    assert marked(shown) == "1TE5TE5TT00"


@given(damaged())
@settings(max_examples=40, deadline=None)
def test_damaged_claims_are_shown_without_a_control_character(data: bytes) -> None:
    run = LintRun()

    report = "".join(text_report(run.read(data), run, plain))

    assert all(character.isprintable() or character == "\n" for character in report)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("NM1*IL", "NM1*ZZ"),
        ("NM1*IL", "NM1*QC"),
        ("NM1*IL", "NM1"),
        ("NM1*IL*1", "NM1*IL*9"),
        ("*MI*", "*ZZ*"),
        ("HL*2*1*22*0", "HL*7*8*22*0"),
        ("HL*2*1*22*0", "HL*2*1*99*0"),
        ("HL*2*1*22*0", "XX"),
        ("SBR*P*18*******MB~\n", ""),
        ("ST*837", "XX*837"),
        ("GS*HC", "XX*HC"),
        ("DMG*D8", "DMG*D9"),
        (
            "NM1*PR",
            "CLM*A*1***12:B:1*Y*A*Y*Y~\nNM1*IL*1*TESTPATIENT*ADA****MI*1TE5TE5TT00~\nNM1*PR",
        ),
        ("HI*", "N3*200 SAMPLE AVE~\nDMG*D8*19500412*F~\nHI*"),
        ("HI*", "REF*SY*19500412~\nHI*"),
        ("LX*1", "NM1*IL*1*TESTPATIENT*ADA~\nLX*1"),
    ],
)
def test_damage_around_the_subscriber_shows_no_one(old: str, new: str) -> None:
    assert secrets_shown(old, new) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("NM1*IL", "NMI*IL"),
        ("NM1*IL", "*IL"),
        ("NM1*IL", "nm1*IL"),
        ("~\nNM1*IL", "\nNM1*IL"),
        ("~\nNM1*IL", "NM1*IL"),
        ("~\nN3*200", "\nN3*200"),
        ("~\nN4*ALBANY*NY*122080001", "N4*ALBANY*NY*122080001"),
        ("~\nDMG", "DMG"),
        ("~\nDMG", "*DMG"),
        ("N3*200", "N2*200"),
    ],
)
def test_segment_that_is_misread_shows_no_one(old: str, new: str) -> None:
    assert secrets_shown(old, new) == []


def secrets_shown(old: str, new: str) -> list[str]:
    """What the reports show of the subscriber when the template claim is changed so."""
    text = lay("").decode()
    assert old in text
    run = LintRun()
    found = list(run.read(text.replace(old, new).encode()))

    shown = "".join(text_report(found, run, plain)) + "".join(json_report(found, run))

    return [secret for secret in SECRETS if secret in shown]
