"""Every rule reads the first and the last day of the calendar, wherever a date may stand."""

from __future__ import annotations

import json
import re

import pytest

from claimline.lint.run import LintRun
from claimline.rules.example import facts_for, lay
from claimline.rules.registry import all_rules
from claimline.rules.rule import Bad

_SENT = re.compile(rb"(?<![0-9])(?:19|20)[0-9]{6}(?![0-9])")
_FACT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@pytest.mark.parametrize(
    ("sent", "fact"),
    [(b"00010101", "9999-12-31"), (b"99991231", "0001-01-01"), (b"20260108", "9999-12-31")],
)
def test_no_rule_breaks_at_the_ends_of_the_calendar(sent: bytes, fact: str) -> None:
    claims = 0
    for rule in all_rules().values():
        for example in rule.examples:
            if isinstance(example, Bad):
                facts = json.loads(_FACT.sub(fact, json.dumps(example.facts)))
                run = LintRun(facts=facts_for(facts))
                list(run.read(_SENT.sub(sent, lay(example.segments, example.setting))))
                claims += run.summary.claims

    assert claims > len(all_rules()) // 2
