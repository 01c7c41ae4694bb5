"""The 999 code a finding corresponds to, where one rule finds several kinds of error."""

from __future__ import annotations

import pytest

from claimline.lint.run import LintRun
from claimline.rules.example import lay


@pytest.mark.parametrize(
    ("rule", "lines", "acknowledgment"),
    [
        ("CHG003", "SV1*HC:L1960*$900*UN*1***1~", "IK403:6"),
        ("CHG003", "SV1*HC:L1960*900.125*UN*1***1~", "IK403:I12"),
        ("CHG003", "CLM*A*0***12:B:1~SV1*HC:L1960*100000000*UN*1***1~", "IK403:5"),
        ("DTE001", "-DTP[472]~", "IK304:3"),
        ("DTE001", "DTP*472*D8~", "IK403:1"),
        ("DTE003", "DTP*472*D8*20261131~", "IK403:8"),
        ("DTE003", "DTP*472*DT*20260108~", "IK403:7"),
        ("DTE003", "DTP*472**20260108~", "IK403:1"),
        ("DXP001", "SV1*HC:L1960*900*UN*1~", "IK403:1"),
        ("DXP002", "SV1*HC:L1960*900*UN*1***3~", None),
        ("DXP002", "SV1*HC:L1960*900*UN*1***0~", "IK403:7"),
        ("DXP002", "-HI~", "IK304:3"),
        ("PRV003", "NM1*DK*2*EXAMPLE CLINIC*****XX*1234567893~", "IK403:I6"),
        ("PRV003", "NM1*DK*1*EXAMPLE*****XX*1234567893~", None),
    ],
)
def test_finding_names_its_999_code(rule: str, lines: str, acknowledgment: str | None) -> None:
    (located,) = LintRun(select=[rule]).read(lay(lines))

    assert located.finding.acknowledgment == acknowledgment
