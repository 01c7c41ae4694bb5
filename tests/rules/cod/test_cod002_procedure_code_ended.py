"""What COD002 says to do about a code that ended."""

from __future__ import annotations

from claimline.lint.run import LintRun
from claimline.rules.example import lay


def help_of(code: str, day: str) -> str:
    (located,) = LintRun(select=["COD002"]).read(
        lay(f"SV1*HC:{code}*60*UN*1***1~DTP*472*D8*{day}~")
    )
    return located.finding.help


def test_successor_of_the_cross_reference_is_named() -> None:
    assert help_of("A4466", "20170105") == "Bill A4467 if it describes the item."


def test_successor_that_ended_too_is_not_named() -> None:
    assert "J9037" in help_of("C9069", "20250331")
    assert "J9037" not in help_of("C9069", "20250401")


def test_no_successor_is_invented() -> None:
    assert help_of("L8010", "20250601") == (
        "Bill the code that describes the item on the date of service."
    )
