"""Every rule against its own examples and edge cases, and whether it is complete."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimline.claim.profile import Profile
from claimline.lint.run import LintRun
from claimline.rules.example import facts_for, lay
from claimline.rules.registry import all_rules
from claimline.rules.rule import DEFAULT_SETTING, Bad, FactsGiven, Good, Rule, Setting, Subject

RULES = {code: rule for code, rule in all_rules().items() if rule.examples}
JUDGING = [rule for rule in all_rules().values() if rule.subject is not Subject.STRUCTURE]
EDGE_CASES = Path(__file__).parents[2] / "fixtures" / "rules"


def cases() -> Iterator[tuple[Rule, str, Setting, FactsGiven, list[str], str | None]]:
    """Every example and edge case: rule, fragment, setting, facts, what is flagged, how."""
    for rule in RULES.values():
        for example in rule.examples:
            if isinstance(example, Bad):
                at = (example.at,) if isinstance(example.at, str) else example.at
                severity = example.severity or rule.severity
                yield rule, example.segments, example.setting, example.facts, list(at), severity
            else:
                yield rule, example.segments, example.setting, example.facts, [], None
    for path in sorted(EDGE_CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8")).values():
            setting = Setting(
                Profile(case.get("profile", DEFAULT_SETTING.profile)),
                case.get("jurisdiction", DEFAULT_SETTING.jurisdiction),
                case.get("as_of"),
            )
            facts, severity = case.get("facts", ()), case.get("severity")
            yield RULES[path.stem], case["lines"], setting, facts, case["flags"], severity


def flags_of(
    rule: Rule, lines: str, setting: Setting, facts: FactsGiven
) -> list[tuple[str, str, str]]:
    """Designator, designator with its service line, and severity of each finding of the rule."""
    run = LintRun(select=[rule.code], as_of=setting.as_of, facts=facts_for(facts))
    found = [located.finding for located in run.read(lay(lines, setting))]
    return [
        (f"{one.designator}", f"{one.service_line} {one.designator}", one.severity) for one in found
    ]


@pytest.mark.parametrize(
    ("rule", "lines", "setting", "facts", "flags", "severity"),
    list(cases()),
    ids=lambda value: value.code if isinstance(value, Rule) else None,
)
def test_rule_flags_exactly(
    rule: Rule,
    lines: str,
    setting: Setting,
    facts: FactsGiven,
    flags: list[str],
    severity: str | None,
) -> None:
    found = flags_of(rule, lines, setting, facts)

    shown = [
        long if " " in flag else short for flag, (short, long, _) in zip(flags, found, strict=False)
    ]
    assert shown == flags
    assert len(found) == len(flags)
    assert all(severity is None or severity == found_severity for _, _, found_severity in found)


@pytest.mark.parametrize("rule", JUDGING, ids=lambda rule: rule.code)
def test_rule_is_complete(rule: Rule) -> None:
    module = rule.check.__module__.rsplit(".", 1)[1]

    assert any(isinstance(example, Bad) for example in rule.examples)
    assert any(isinstance(example, Good) for example in rule.examples)
    assert rule.sources
    assert rule.title
    assert rule.why
    assert rule.remedy
    assert module == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"


@pytest.mark.parametrize("rule", JUDGING, ids=lambda rule: rule.code)
def test_good_examples_are_clean_of_errors_under_all_rules(rule: Rule) -> None:
    for example in rule.examples:
        if isinstance(example, Good):
            run = LintRun(as_of=example.setting.as_of, facts=facts_for(example.facts))
            found = [
                located.finding for located in run.read(lay(example.segments, example.setting))
            ]

            assert [one.rule for one in found if one.severity == "error"] == []
