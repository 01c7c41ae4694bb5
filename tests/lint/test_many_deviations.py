"""Placing what the guide finds: the time grows with the findings, not with their square."""

from __future__ import annotations

import time

from claimline.lint.run import LintRun
from claimline.rules.example import lay

LINE = (
    "LX*{number}~SV1*HC:L1960:RT:KX*900*UN*1***1*~ZZZ*1~DTP*435*D8*20260231~"
    "REF*6R*{number}*~NM1*DK*1*TESTORDER *PAT****XX*1234567893~"
)
CLEAN = lay("").decode()


def seconds(lines: int) -> float:
    """The CPU time of a claim of so many lines, each of them broken."""
    start, end = CLEAN.index("LX*1"), CLEAN.index("SE*")
    broken = "".join(LINE.format(number=number) for number in range(1, lines + 1))
    data = (CLEAN[:start] + broken + CLEAN[end:]).encode()
    run = LintRun()
    before = time.process_time()
    assert len(list(run.read(data))) > 4 * lines
    return time.process_time() - before


def test_claim_of_many_broken_lines_takes_time_by_the_line() -> None:
    seconds(10)

    assert seconds(2000) / seconds(400) < 12
