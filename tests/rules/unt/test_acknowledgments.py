"""The 999 codes of unit rules: only for what the guide itself refuses."""

from __future__ import annotations

import pytest

from claimline.lint.run import LintRun
from claimline.rules.example import lay


@pytest.mark.parametrize(
    ("rule", "measure", "acknowledgment"),
    [
        ("UNT001", "EA*1", "IK403:7"),
        ("UNT001", "MJ*1", None),
        ("UNT003", "UN*", "IK403:1"),
        ("UNT003", "UN*0", None),
        ("UNT003", "UN*-1", None),
    ],
)
def test_acknowledgment_says_what_the_guide_refuses(
    rule: str, measure: str, acknowledgment: str | None
) -> None:
    (located,) = LintRun(select=[rule]).read(lay(f"SV1*HC:L1960:RT:KX*900*{measure}***1~"))

    assert located.finding.acknowledgment == acknowledgment
