"""Structure numbers whose examples are whole files: each found where it is, and not beside it."""

from __future__ import annotations

import pytest

from claimline.lint.run import LintRun
from claimline.rules.example import lay

CLEAN = lay("").decode()
GROUP = CLEAN[CLEAN.index("GS*") : CLEAN.index("IEA*")]
SET = CLEAN[CLEAN.index("ST*") : CLEAN.index("GE*")]
ADDRESS = "N4*ALBANY*NY*122080001~\n"
BIRTH = "DMG*D8*19500412*F~\n"


def twice(part: str, trailer: str, counted: str) -> str:
    """The clean file with a part of it doubled and its count put right."""
    return CLEAN.replace(part, part + part).replace(trailer, counted)


def rules_of(text: str) -> list[str]:
    return [located.finding.rule for located in LintRun().read(text.encode())]


@pytest.mark.parametrize(
    ("rule", "broken", "whole"),
    [
        (
            "X12025",
            twice(SET, "GE*1*1", "GE*2*1"),
            CLEAN.replace(SET, SET + SET.replace("*0001", "*0002")).replace("GE*1*1", "GE*2*1"),
        ),
        (
            "X12029",
            twice(GROUP, "IEA*1*", "IEA*2*"),
            CLEAN.replace(
                GROUP, GROUP + GROUP.replace("*0930*1*X", "*0930*2*X").replace("GE*1*1", "GE*1*2")
            ).replace("IEA*1*", "IEA*2*"),
        ),
        (
            "X12030",
            CLEAN[: CLEAN.index("IEA*")] + CLEAN.replace("000000001", "000000002"),
            CLEAN + CLEAN.replace("000000001", "000000002"),
        ),
        (
            "IGC020",
            CLEAN.replace(BIRTH, BIRTH + "REF*SY*12345678A~\n"),
            CLEAN.replace(BIRTH, BIRTH + "REF*SY*123456789~\n"),
        ),
        (
            "IGC024",
            CLEAN.replace(ADDRESS, "N4*ALBANY*NY*122080001*CA**X1*AB~\n"),
            CLEAN,
        ),
    ],
)
def test_number_is_found_in_the_broken_file_alone(rule: str, broken: str, whole: str) -> None:
    assert rule in rules_of(broken)
    assert rule not in rules_of(whole)
