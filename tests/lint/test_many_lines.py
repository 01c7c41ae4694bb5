"""A claim of very many lines: the work grows with the lines, not with their square."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from claimline.lint.run import LintRun
from claimline.rules.example import lay
from claimline.rules.registry import all_rules

BROKEN = (
    "SV1*HC:L1960:RT:KX*900*UN*1***1*~ZZZ*1~DTP*435*D8*20260231~"
    "REF*6R*{number}*~NM1*DK*1*TESTORDER *PAT****XX*1234567893~"
)
REST = "DTP*472*D8*202601{day:02}~REF*6R*{number}~NM1*DK*1*TESTORDER*PAT****XX*1234567893~"
CLAIMS = {
    "broken": [BROKEN],
    "bases and additions": [
        f"SV1*HC:L1960:RT:KX*900*UN*1***1~{REST}",
        f"SV1*HC:L2820:RT:KX*70*UN*1***1~{REST}",
        f"SV1*HC:L2210:LT:KX:RB*80*UN*1***1~NTE*ADD*RPL JOINT WORN~{REST}",
    ],
    "parts without a base": [
        f"SV1*HC:L2387:RT:KX*800*UN*2***1~{REST}",
        f"SV1*HC:L5673:LT:KX*500*UN*1***1~{REST}",
        f"SV1*HC:L5620:LT:KX*500*UN*1***1~{REST}",
    ],
    "footwear and batteries": [
        f"SV1*HC:L3225:RT:KX*140*UN*1***1~{REST}",
        f"SV1*HC:L4361:RT:KX*250*UN*1***1~{REST}",
        f"SV1*HC:L7367:RT*400*UN*1***1~{REST}",
        f"SV1*HC:L5856:RT:KX:K3*20000*UN*1***1~{REST}",
    ],
    "descriptions": [f"SV1*HC:L2999:RT::::CARBON STRUT {{number}}*450*UN*1***1~{REST}"],
}
CLEAN = lay("").decode()


def calls(kinds: list[str], lines: int) -> int:
    """How many function calls a claim of so many lines takes, of these kinds in turn."""
    start, end = CLEAN.index("LX*1"), CLEAN.index("SE*")
    written = "".join(
        f"LX*{number}~{kinds[number % len(kinds)]}".format(number=number, day=number % 7 + 1)
        for number in range(1, lines + 1)
    )
    data = (CLEAN[:start] + written + CLEAN[end:]).encode()
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    run = LintRun(select=all_rules())
    sys.setprofile(counted)
    try:
        findings = list(run.read(data))
    finally:
        sys.setprofile(None)
    assert len(findings) > lines
    return count


@pytest.mark.parametrize("kinds", CLAIMS.values(), ids=list(CLAIMS))
def test_claim_of_many_lines_takes_time_by_the_line(kinds: list[str]) -> None:
    calls(kinds, 10)

    assert calls(kinds, 400) < 4.5 * calls(kinds, 100)
