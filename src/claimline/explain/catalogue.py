"""The list of rules, and the families they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from claimline.rules.rule import Rule, Subject


def family_title(rule: Rule) -> str:
    """What the rule's family is about."""
    if rule.family == "X12":
        return "reading, envelopes, levels and line numbers"
    if rule.subject is Subject.STRUCTURE:
        package = import_module(f"claimline.rules.{rule.family.lower()}")
    else:
        module = import_module(rule.check.__module__)
        package = import_module(module.__package__ or module.__name__)
    title = (package.__doc__ or "").strip().partition("\n")[0]
    return (title.partition(": ")[2] or title).rstrip(".")


def families(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """The rules by family, both in order."""
    found: dict[str, list[Rule]] = {}
    for rule in sorted(rules, key=lambda rule: rule.code):
        found.setdefault(rule.family, []).append(rule)
    return found


def family_table(rules: Iterable[Rule]) -> Iterator[str]:
    """A Markdown table of families and how many rules each has."""
    yield "| family | about | rules |"
    yield "|---|---|---|"
    for family, members in families(rules).items():
        yield f"| {family} | {family_title(members[0])} | {len(members)} |"


def rule_table(rules: Iterable[Rule]) -> Iterator[str]:
    """A Markdown table of the rules, a heading a family."""
    for family, members in families(rules).items():
        yield f"## {family}: {family_title(members[0])}"
        yield ""
        yield "| rule | name | severity | finds |"
        yield "|---|---|---|---|"
        for rule in members:
            yield f"| {rule.code} | {rule.name} | {rule.severity} | {rule.title} |"
        yield ""


def rule_lines(rules: Iterable[Rule]) -> Iterator[str]:
    """The rules for a terminal, one a line."""
    for rule in sorted(rules, key=lambda rule: rule.code):
        off = "" if rule.selected else "  (off by default)"
        yield f"{rule.code}  {rule.severity:<7}  {rule.name}{off}"


def rule_record(rule: Rule) -> dict[str, object]:
    """A rule as plain JSON values."""
    return {
        "rule": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "title": rule.title,
        "why": rule.why,
        "fix": rule.remedy,
        "profiles": None if rule.profiles is None else sorted(rule.profiles),
        "jurisdictions": None if rule.jurisdictions is None else sorted(rule.jurisdictions),
        "since": rule.since.isoformat() if rule.since else None,
        "until": rule.until.isoformat() if rule.until else None,
        "confidence": rule.confidence.value,
        "yields_to": sorted(rule.yields_to),
        "statuses": list(rule.statuses),
        "remittance": list(rule.remittance),
        "acknowledgment": rule.acknowledgment,
        "selected": rule.selected,
        "sources": [{"title": source.title, "url": source.url} for source in rule.sources],
    }
