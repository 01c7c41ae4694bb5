"""A rule's page: what it finds, why, what to do, what fails, what passes, and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimline.rules.example import PLAIN_LINE
from claimline.rules.rule import DEFAULT_SETTING, Bad, Example, Rule


def rule_page(rule: Rule) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(rule)) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    yield ""
    yield f"{rule.title}."
    yield ""
    yield f"- severity: {rule.severity}"
    yield f"- holds for: {_scope(rule)}"
    yield f"- confidence: {rule.confidence}"
    if rule.yields_to:
        yield f"- silent on a line where one of these speaks: {', '.join(sorted(rule.yields_to))}"
    if rule.statuses:
        yield f"- 277CA: {', '.join(rule.statuses)}"
    if rule.remittance:
        yield f"- 835 (CARC RARC): {', '.join(rule.remittance)}"
    if rule.acknowledgment:
        yield f"- 999 or TA1: {rule.acknowledgment}"
    yield from _section("Why", rule.why)
    yield from _section("Fix", rule.remedy)
    yield from _examples(rule)
    yield from _section("Sources", "")
    for source in rule.sources:
        yield f"- {source.title}" + (f" <{source.url}>" if source.url else "")


def _section(title: str, text: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    if text:
        yield text


def _examples(rule: Rule) -> Iterator[str]:
    for title, wanted in (("Fails", True), ("Passes", False)):
        chosen = [example for example in rule.examples if isinstance(example, Bad) is wanted]
        if not chosen:
            continue
        yield from _section(title, "```")
        for number, example in enumerate(chosen):
            if number:
                yield ""
            yield from _example(example)
        yield "```"


def _example(example: Example) -> Iterator[str]:
    """Its segments, after what else it is judged with where that is not the usual."""
    if example.setting.profile is not DEFAULT_SETTING.profile:
        yield f"# payer profile {example.setting.profile}"
    given = example.facts
    for record in [given] if isinstance(given, Mapping) else given:
        said = (f"{name} {_said(value)}" for name, value in record.items() if name != "claim")
        yield f"# side file: {', '.join(said)}"
    yield from (f"{text}~" for text in (example.segments or PLAIN_LINE).split("~") if text.strip())


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(_said(part) for part in value.values())
    if isinstance(value, (list, tuple)):
        return " and ".join(map(_said, value)) or "none"
    return str(value)


def _scope(rule: Rule) -> str:
    payers = "all payers" if rule.profiles is None else ", ".join(sorted(rule.profiles))
    if rule.jurisdictions:
        payers += f", jurisdictions {', '.join(sorted(rule.jurisdictions))}"
    if rule.since:
        payers += f", dates of service from {rule.since}"
    if rule.until:
        payers += f" to {rule.until}" if rule.since else f", dates of service to {rule.until}"
    return payers
