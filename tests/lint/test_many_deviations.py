"""Placing what the guide finds: the work grows with the findings, not with their square."""

from __future__ import annotations

import sys
from types import FrameType

from claimline.lint.run import LintRun
from claimline.rules.example import lay

LINE = (
    "LX*{number}~SV1*HC:L1960:RT:KX*900*UN*1***1*~ZZZ*1~DTP*435*D8*20260231~"
    "REF*6R*{number}*~NM1*DK*1*TESTORDER *PAT****XX*1234567893~"
)
CLEAN = lay("").decode()


def calls(lines: int) -> int:
    """How many function calls a claim of so many lines takes, each of the lines broken."""
    start, end = CLEAN.index("LX*1"), CLEAN.index("SE*")
    broken = "".join(LINE.format(number=number) for number in range(1, lines + 1))
    data = (CLEAN[:start] + broken + CLEAN[end:]).encode()
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    run = LintRun()
    sys.setprofile(counted)
    try:
        findings = list(run.read(data))
    finally:
        sys.setprofile(None)
    assert len(findings) > 4 * lines
    return count


def test_claim_of_many_broken_lines_takes_time_by_the_line() -> None:
    calls(10)

    assert calls(400) < 4.5 * calls(100)
