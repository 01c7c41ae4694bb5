"""Fixes: one element of one segment written anew."""

from __future__ import annotations

import pytest

from claimline.findings import Fix
from claimline.lint.run import LintRun
from claimline.rules.example import lay


def fix_of(rule: str, data: bytes) -> Fix | None:
    """The fix of the only finding the rule has."""
    (located,) = LintRun(select=[rule]).read(data)
    return located.finding.fix


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("900.00", "900"),
        ("899.50", "899.5"),
        ("0900", "900"),
        ("900.", "900"),
        ("00.50", ".5"),
        ("0.00", "0"),
        ("-0", "0"),
        ("-045.10", "-45.1"),
        ("900.120", "900.12"),
    ],
)
def test_safe_fix_writes_the_charge_plainly(written: str, plain: str) -> None:
    fix = fix_of("CHG003", lay(f"SV1*HC:L1960:RT:KX*{written}*UN*1***1~"))

    assert fix is not None
    assert fix.kind == "safe"
    assert fix.segments == (f"SV1*HC:L1960:RT:KX*{plain}*UN*1***1",)


def test_safe_fix_writes_the_claim_total_plainly() -> None:
    fix = fix_of("CHG003", lay("CLM*A1*900.00***12:B:1*Y*A*Y*Y~"))

    assert fix is not None
    assert fix.segments == ("CLM*A1*900***12:B:1*Y*A*Y*Y",)


@pytest.mark.parametrize("written", ["$900.00", "1,200", "9E2", "900.125", "123456789.00"])
def test_charge_that_may_mean_something_else_is_not_rewritten(written: str) -> None:
    data = lay(f"CLM*A1*0***12:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:KX*{written}*UN*1***1~")

    assert fix_of("CHG003", data) is None


@pytest.mark.parametrize(
    ("period", "announced"),
    [
        ("RD8*20260108", "DTP*472*D8*20260108"),
        ("D8*20260105-20260108", "DTP*472*RD8*20260105-20260108"),
    ],
)
def test_suggested_fix_announces_the_date_as_it_is_written(period: str, announced: str) -> None:
    fix = fix_of("DTE003", lay(f"DTP*472*{period}~"))

    assert fix is not None
    assert fix.kind == "suggested"
    assert fix.segments == (announced,)


@pytest.mark.parametrize("period", ["D8*20261131", "RD8*20260108-20260105", "DT*20260108"])
def test_date_in_doubt_is_not_rewritten(period: str) -> None:
    assert fix_of("DTE003", lay(f"DTP*472*{period}~")) is None


@pytest.mark.parametrize(
    ("pointers", "once"), [("1:1", "1"), ("2:1:2", "2:1"), ("1:01:2", "1:2"), ("1::1:2", "1:2")]
)
def test_suggested_fix_points_to_each_diagnosis_once(pointers: str, once: str) -> None:
    fix = fix_of("DXP003", lay(f"SV1*HC:L1960:RT:KX*900*UN*1***{pointers}~"))

    assert fix is not None
    assert fix.kind == "suggested"
    assert fix.segments == (f"SV1*HC:L1960:RT:KX*900*UN*1***{once}",)


def test_fix_keeps_the_delimiters_of_the_file() -> None:
    data = lay("SV1*HC:L1960:RT:KX*900.00*UN*1***1:1~")
    data = data.replace(b"*", b"|").replace(b":", b">")

    charge, pointers = fix_of("CHG003", data), fix_of("DXP003", data)

    assert charge is not None
    assert charge.segments == ("SV1|HC>L1960>RT>KX|900|UN|1|||1>1",)
    assert pointers is not None
    assert pointers.segments == ("SV1|HC>L1960>RT>KX|900.00|UN|1|||1",)


def test_safe_fix_writes_the_diagnosis_codes_without_dots() -> None:
    fix = fix_of("IGC046", lay("HI*ABK:M21371*ABF:M21.372~"))

    assert fix is not None
    assert fix.kind == "safe"
    assert fix.segments == ("HI*ABK:M21371*ABF:M21372",)


def test_safe_fix_writes_the_diagnosis_codes_in_capitals() -> None:
    fix = fix_of("IGC047", lay("HI*ABK:m21371*ABF:M21372*ABF:s72.001a~"))

    assert fix is not None
    assert fix.kind == "safe"
    assert fix.segments == ("HI*ABK:M21371*ABF:M21372*ABF:S72.001A",)


@pytest.mark.parametrize(
    ("rule", "written", "repaired"),
    [
        ("IGC010", "NTE*ADD*KNEE*", "NTE*ADD*KNEE"),
        ("IGC010", "SV1*HC:L1960:RT::*900*UN*1***1", "SV1*HC:L1960:RT*900*UN*1***1"),
        ("IGC021", "REF*6R*1  *", "REF*6R*1*"),
        ("IGC021", "SV1*HC:L1960:RT :KX*900*UN*1***1", "SV1*HC:L1960:RT:KX*900*UN*1***1"),
    ],
)
def test_safe_fix_removes_what_stands_at_the_end(rule: str, written: str, repaired: str) -> None:
    fix = fix_of(rule, lay(f"{written}~"))

    assert fix is not None
    assert fix.kind == "safe"
    assert fix.segments == (repaired,)


def test_fix_of_a_name_shows_no_phi() -> None:
    data = lay("").replace(b"TESTPATIENT*", b"TESTPATIENT *")

    fix = fix_of("IGC021", data)
    (shown,) = LintRun(select=["IGC021"], show_phi=True).read(data)

    assert fix is not None
    assert "TESTPATIENT" not in fix.segments[0]
    assert shown.finding.fix is not None
    assert shown.finding.fix.segments == ("NM1*IL*1*TESTPATIENT*ADA****MI*1TE5TE5TT00",)


def test_blanks_that_fill_a_value_up_are_left() -> None:
    assert list(LintRun(select=["IGC"]).read(lay("").replace(b"ALBANY", b"A "))) == []
