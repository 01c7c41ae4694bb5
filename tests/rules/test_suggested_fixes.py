"""The fixes that rules suggest: what the segments of the repaired line would be."""

from __future__ import annotations

import pytest

from claimline.findings import Fix
from claimline.lint.run import LintRun
from claimline.rules.example import lay


def fix_of(rule: str, lines: str) -> Fix | None:
    """The fix of the only finding the rule has."""
    (located,) = LintRun(select=[rule]).read(lay(lines))
    return located.finding.fix


def segments_of(rule: str, lines: str) -> list[str] | None:
    """The segments of the fix of the only finding the rule has."""
    fix = fix_of(rule, lines)
    return list(fix.segments) if fix else None


@pytest.mark.parametrize(
    ("line", "right", "left"),
    [
        ("HC:L1960:RT:LT:KX*1800*UN*2", "HC:L1960:RT:KX*900*UN*1", "HC:L1960:LT:KX*900*UN*1"),
        (
            "HC:L1960:LT:RT:KX*901.01*UN*2",
            "HC:L1960:RT:KX*450.51*UN*1",
            "HC:L1960:LT:KX*450.5*UN*1",
        ),
        ("HC:L2387:RT:LT:KX*1799*UN*4", "HC:L2387:RT:KX*899.5*UN*2", "HC:L2387:LT:KX*899.5*UN*2"),
        ("HC:L1960:KX:RT::LT*.01*UN*2", "HC:L1960:KX:RT*.01*UN*1", "HC:L1960:KX:LT*0*UN*1"),
        (
            "HC:L2999:RT:LT:::ANKLE STRUT*900*UN*2.0",
            "HC:L2999:RT::::ANKLE STRUT*450*UN*1",
            "HC:L2999:LT::::ANKLE STRUT*450*UN*1",
        ),
    ],
)
def test_line_for_both_sides_is_shared_out_by_side(line: str, right: str, left: str) -> None:
    segments = segments_of("LAT002", f"SV1*{line}*12**1:2~")

    assert segments == [f"SV1*{right}*12**1:2", f"SV1*{left}*12**1:2"]


@pytest.mark.parametrize("units", ["1", "3", "1.5", "2.5", "0", "-2", "", "TWO", "9" * 600])
def test_units_that_cannot_be_halved_leave_no_fix(units: str) -> None:
    assert fix_of("LAT002", f"SV1*HC:L1960:RT:LT:KX*1800*UN*{units}***1~") is None


@pytest.mark.parametrize("charge", ["", "$1800", "1800.005"])
def test_charge_that_cannot_be_read_leaves_no_fix(charge: str) -> None:
    assert fix_of("LAT002", f"SV1*HC:L1960:RT:LT:KX*{charge}*UN*2***1~") is None


@pytest.mark.parametrize("amount", ["AMT*T*12", "SVD*PAYER1*700*HC:L1960:RT:LT**2", "HCP*10*700"])
def test_other_amounts_of_the_line_leave_no_fix(amount: str) -> None:
    lines = f"SV1*HC:L1960:RT:LT:KX*1800*UN*2***1~{amount}~"

    assert fix_of("LAT002", lines) is None


def test_modifier_50_gives_way_to_a_line_a_side() -> None:
    segments = segments_of("LAT004", "SV1*HC:L1960:KX:50*1800.01*UN*2***1~")

    assert segments == ["SV1*HC:L1960:KX:RT*900.01*UN*1***1", "SV1*HC:L1960:KX:LT*900*UN*1***1"]


@pytest.mark.parametrize(
    "line",
    [
        "HC:L0457:50*1800*UN*2",
        "HC:L1960:50:RT:KX*1800*UN*2",
        "HC:L1960:50:KX*1800*UN*1",
    ],
)
def test_modifier_50_has_no_fix_where_the_sides_are_not_known(line: str) -> None:
    assert fix_of("LAT004", f"SV1*{line}***1~") is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("HC:L1960:RT:KX:RT", "HC:L1960:RT:KX"),
        ("HC:L1960:RT:RT:RT:KX", "HC:L1960:RT:KX"),
        ("HC:L3999:RT:RT:::ELBOW ORTH", "HC:L3999:RT::::ELBOW ORTH"),
    ],
)
def test_repeated_modifier_is_dropped(written: str, kept: str) -> None:
    assert segments_of("MOD001", f"SV1*{written}*900*UN*1***1~") == [f"SV1*{kept}*900*UN*1***1"]


@pytest.mark.parametrize(
    ("written", "shifted"),
    [
        ("HC:L1960::RT:KX", "HC:L1960:RT:KX"),
        ("HC:L1960::RT::KX", "HC:L1960:RT:KX"),
        ("HC:L3999::RT:::ELBOW ORTH", "HC:L3999:RT::::ELBOW ORTH"),
    ],
)
def test_modifiers_are_shifted_to_the_left(written: str, shifted: str) -> None:
    assert segments_of("MOD003", f"SV1*{written}*900*UN*1***1~") == [f"SV1*{shifted}*900*UN*1***1"]


def test_fix_is_written_with_the_delimiters_of_its_file() -> None:
    text = lay("SV1*HC:L1960:RT:LT:KX*1800*UN*2***1~").decode("latin-1")
    other = text.translate(str.maketrans("*:", "|>")).encode("latin-1")
    (located,) = LintRun(select=["LAT002"]).read(other)

    assert located.finding.fix is not None
    assert located.finding.fix.segments[0] == "SV1|HC>L1960>RT>KX|900|UN|1|||1"


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("LAT002", "HC:L1960:RT:LT:KX*1800*UN*2"),
        ("LAT004", "HC:L1960:50:KX*1800*UN*2"),
        ("MOD001", "HC:L1960:RT:KX:RT*900*UN*1"),
        ("MOD003", "HC:L1960::RT:KX*900*UN*1"),
    ],
)
def test_suggested_segments_do_not_break_the_rule_again(rule: str, line: str) -> None:
    fix = fix_of(rule, f"SV1*{line}***1~")
    assert fix is not None
    mended = "".join(f"{segment}~" for segment in fix.segments)

    assert fix.kind == "suggested"
    assert list(LintRun(select=["LAT", "MOD"]).read(lay(mended))) == []
