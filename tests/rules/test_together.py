"""One cause, one finding: which rules still fire together on one failing example, and why."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import chain
from pathlib import Path

from claimline.lint.run import LintRun
from claimline.rules.example import facts_for, lay
from claimline.rules.registry import all_rules
from claimline.rules.rule import Bad, Subject

_REASONS = Path(__file__).parents[2] / "fixtures" / "together.toml"
_AT_MOST = 25


@cache
def together() -> frozenset[tuple[str, str]]:
    """The pairs of rules that fire on one failing example of either; reading's numbers apart."""
    rules = [rule for rule in all_rules().values() if rule.subject is not Subject.STRUCTURE]
    pairs = chain.from_iterable(
        {(rule.code, other) for other in _fires_on(example) - {rule.code}}
        for rule in rules
        for example in rule.examples
        if isinstance(example, Bad)
    )
    return frozenset((min(pair), max(pair)) for pair in pairs)


def _fires_on(example: Bad) -> set[str]:
    run = LintRun(as_of=example.setting.as_of, facts=facts_for(example.facts))
    found = run.read(lay(example.segments, example.setting))
    return {located.finding.rule for located in found}


def reasons() -> dict[tuple[str, str], str]:
    """The pairs that may fire together, each with the reason."""
    pairs = tomllib.loads(_REASONS.read_text("utf-8"))
    return {(one, other): why for one, others in pairs.items() for other, why in others.items()}


def test_rules_that_fire_together_have_a_reason() -> None:
    assert sorted(together() - reasons().keys()) == []


def test_reasons_are_still_needed() -> None:
    assert sorted(reasons().keys() - together()) == []


def test_few_rules_fire_together() -> None:
    assert len(reasons()) <= _AT_MOST
    assert all(reasons().values())
