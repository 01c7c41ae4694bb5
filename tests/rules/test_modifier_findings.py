"""What MOD002 says of a modifier: its message, and the 999 code of one too short or too long."""

from __future__ import annotations

import pytest

from claimline.lint.run import LintRun
from claimline.rules.example import lay


@pytest.mark.parametrize(
    ("modifier", "on", "message", "acknowledgment"),
    [
        ("R", "20260108", "modifier R is not two letters or digits", "IK403:4"),
        ("RTK", "20260108", "modifier RTK is not two letters or digits", "IK403:5"),
        ("R-", "20260108", "modifier R- is not two letters or digits", None),
        ("R1", "20260108", "modifier R1 is not in the code set", None),
        (
            "GD",
            "20200102",
            "modifier GD ended on 2019-12-31, before the date of service",
            None,
        ),
        (
            "J5",
            "20200930",
            "modifier J5 begins on 2020-10-01, after the date of service",
            None,
        ),
        (
            "R1",
            "20141231",
            "modifier R1 is not in the table, which covers dates of service from 2015-01-01 to "
            "2026-09-30",
            None,
        ),
    ],
)
def test_message_says_what_is_wrong_with_the_modifier(
    modifier: str, on: str, message: str, acknowledgment: str | None
) -> None:
    lines = f"SV1*HC:L1960:RT:KX:{modifier}*900*UN*1***1~DTP*472*D8*{on}~"

    (located,) = LintRun(select=["MOD002"]).read(lay(lines))

    assert located.finding.message == message
    assert located.finding.acknowledgment == acknowledgment
