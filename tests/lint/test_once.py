"""What is said once a run: at the first place of all files, whatever is remembered."""

from __future__ import annotations

from datetime import date

import pytest

from claimline.lint.run import LintRun
from claimline.rules.example import lay

AS_OF = date(2026, 11, 2)


def line(code: str, day: str) -> str:
    return f"SV1*HC:{code}:RT:KX*900*UN*1***1~DTP*472*D8*{day}~"


PAST = lay(line("L1960", "20260930") + line("L1970", "20261001") + line("L1990", "20261002"))
BEFORE = lay(line("L1960", "20260930"))


def said(run: LintRun, *files: bytes) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.finding.file, one.finding.service_line, one.finding.value)
        for number, data in enumerate(files, 1)
        for one in run.read(data, str(number))
        if one.finding.rule == "COD010"
    ]


@pytest.mark.parametrize("memory", [True, False])
def test_dates_past_the_table_of_codes_are_told_at_the_first_line(memory: bool) -> None:
    run = LintRun(as_of=AS_OF, memory=memory)

    assert said(run, BEFORE, PAST, PAST) == [("2", "2", "20261001")]
    assert run.summary.infos == 1


def test_each_run_tells_them_anew() -> None:
    assert said(LintRun(as_of=AS_OF), PAST) == said(LintRun(as_of=AS_OF), PAST) != []


def test_rule_that_is_not_selected_is_not_told() -> None:
    assert said(LintRun(as_of=AS_OF, ignore=["COD010"]), PAST) == []


def test_finding_is_information_with_the_release_and_its_last_day() -> None:
    run = LintRun(as_of=AS_OF, select=["COD010"])

    (one,) = run.read(PAST)

    assert one.finding.severity == "info"
    assert "release 2026-07, ends on 2026-09-30" in one.finding.message
    assert "claimline codes import" in one.finding.help
