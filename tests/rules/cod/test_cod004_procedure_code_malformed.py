"""The fixes of COD004."""

from __future__ import annotations

import pytest

from claimline.findings import Fix
from claimline.lint.run import LintRun
from claimline.rules.example import lay


def fix_of(procedure: str) -> Fix | None:
    """The fix of the first finding on a line that bills the procedure."""
    located, *_ = LintRun(select=["COD004"]).read(lay(f"SV1*{procedure}*450*UN*1***1~"))
    return located.finding.fix


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("HC:l1960:RT:KX", "HC:L1960:RT:KX"),
        ("HC:L1960:rt::kx", "HC:L1960:RT::KX"),
        ("hc:l1960:rt", "HC:L1960:RT"),
        ("HC:l3999:rt::::Elbow orth", "HC:L3999:RT::::Elbow orth"),
        ("HC:0591t", "HC:0591T"),
        ("HC:l1960:\xb5\xff", "HC:L1960:\xb5\xff"),
    ],
)
def test_codes_are_put_in_capitals_and_the_description_left(written: str, mended: str) -> None:
    fix = fix_of(written)

    assert fix == Fix(
        "safe", "write the codes of SV101 in capitals", (f"SV1*{mended}*450*UN*1***1",)
    )


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("HC:L-1960:RT", "HC:L1960:RT"),
        ("HC: L1960 :RT", "HC:L1960:RT"),
        ("HC:l.1960:rt", "HC:L1960:rt"),
        ("HC:977-60", "HC:97760"),
    ],
)
def test_code_without_its_separators_is_suggested(written: str, mended: str) -> None:
    fix = fix_of(written)

    assert fix is not None
    assert fix.kind == "suggested"
    assert fix.segments == (f"SV1*{mended}*450*UN*1***1",)


@pytest.mark.parametrize("written", ["HC:L1960RT", "HC:L196", "HC:W1960", "HC:-"])
def test_code_that_is_none_without_separators_leaves_no_fix(written: str) -> None:
    assert fix_of(written) is None


def test_fix_is_written_with_the_delimiters_of_its_file() -> None:
    text = lay("SV1*HC:l1960:rt*450*UN*1***1~").decode("latin-1")
    other = text.translate(str.maketrans("*:", "|>")).encode("latin-1")

    (located,) = LintRun(select=["COD004"]).read(other)

    assert located.finding.fix is not None
    assert located.finding.fix.segments == ("SV1|HC>L1960>RT|450|UN|1|||1",)


def test_capitals_leave_nothing_to_find() -> None:
    fix = fix_of("HC:l1960:rt:kx")
    assert fix is not None

    findings = list(LintRun(select=["COD004"]).read(lay(f"{fix.segments[0]}~")))

    assert findings == []
