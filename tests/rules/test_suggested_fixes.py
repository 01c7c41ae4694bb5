"""The fixes that rules suggest: what the segments of the repaired line would be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claimline.findings import Fix
from claimline.lint.locate import Located
from claimline.lint.run import LintRun
from claimline.rules.example import facts_for, lay
from claimline.rules.registry import all_rules
from claimline.rules.rule import Bad, Rule, Subject


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


@pytest.mark.parametrize(
    ("written", "described"),
    [
        ("HC:L3999:RT", "HC:L3999:RT::::ELBOW ORTH"),
        ("HC:L3999", "HC:L3999:::::ELBOW ORTH"),
        ("HC:L3999:RT:KX:GA:GX", "HC:L3999:RT:KX:GA:GX:ELBOW ORTH"),
    ],
)
def test_item_of_the_note_is_the_description_too(written: str, described: str) -> None:
    note = "NTE*ADD*ELBOW ORTH MFR ACME MDL FLEXARM 200 PL $450"

    segments = segments_of("NOC001", f"SV1*{written}*450*UN*1***1~{note}~")

    assert segments == [f"SV1*{described}*450*UN*1***1"]


@pytest.mark.parametrize("note", ["", "NTE*ADD*PL $450~", f"NTE*ADD*{'ELBOW ' * 15}~"])
def test_note_without_an_item_that_fits_leaves_no_fix(note: str) -> None:
    assert fix_of("NOC001", f"SV1*HC:L3999:RT*450*UN*1***1~{note}") is None


def test_only_successor_of_a_code_takes_its_place() -> None:
    segments = segments_of("COD002", "SV1*HC:K0901:RT:KX*450*UN*1***1~")

    assert segments == ["SV1*HC:L1851:RT:KX*450*UN*1***1"]


def test_code_without_a_successor_leaves_no_fix() -> None:
    assert fix_of("COD002", "SV1*HC:L8010*60*UN*1***1~DTP*472*D8*20250601~") is None


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


def repairs() -> Iterator[tuple[Rule, bytes, Located]]:
    """Every fix of a failing example: its rule, the file, and the finding."""
    for rule in all_rules().values():
        for example in rule.examples:
            if isinstance(example, Bad) and rule.subject is not Subject.STRUCTURE:
                data = lay(example.segments, example.setting)
                for located in run_of(rule, example).read(data):
                    if located.repair and located.segment:
                        yield rule, data, located


def run_of(rule: Rule, example: Bad) -> LintRun:
    return LintRun(select=[rule.code], as_of=example.setting.as_of, facts=facts_for(example.facts))


@pytest.mark.parametrize(
    ("rule", "data", "located"),
    [pytest.param(*repair, id=f"{repair[0].code}-{at}") for at, repair in enumerate(repairs())],
)
def test_fix_of_every_failing_example_mends_it(rule: Rule, data: bytes, located: Located) -> None:
    assert located.segment is not None
    assert located.repair is not None
    text = located.segment.text.encode("latin-1")
    mended = b"~\n".join(one.encode("latin-1") for one in located.repair.segments)

    before, after = (
        [one.finding.rule for one in LintRun(select=[rule.code]).read(read)]
        for read in (data, data.replace(text, mended))
    )

    assert len(after) < len(before)
    assert all(one.startswith(located.segment.id) for one in located.repair.segments)


@pytest.mark.parametrize(
    ("note", "priced"),
    [
        ("ELBOW ORTH ACME FLEXARM 200", "ELBOW ORTH ACME FLEXARM 200 PL $450"),
        ("ELBOW ORTH $450 ACME", "ELBOW ORTH PL $450 ACME"),
        ("ELBOW ORTH $300 ACME", "ELBOW ORTH $300 ACME PL $450"),
        ("X" * 72, "X" * 72 + " PL $450"),
    ],
)
def test_note_without_price_gets_the_charge_as_pl(note: str, priced: str) -> None:
    line = "SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~"

    assert segments_of("NOC007", f"{line}NTE*ADD*{note}~") == [f"NTE*ADD*{priced}"]


@pytest.mark.parametrize(
    ("charge", "note"),
    [("450", "X" * 73), ("0", "ELBOW"), ("$450", "ELBOW"), ("450", "ELBOW MSRP $450")],
)
def test_note_has_no_fix_where_the_price_does_not_fit_or_is_named_otherwise(
    charge: str, note: str
) -> None:
    line = f"SV1*HC:L3999:RT::::ELBOW ORTH*{charge}*UN*1***1~"

    assert fix_of("NOC007", f"{line}NTE*ADD*{note}~") is None
