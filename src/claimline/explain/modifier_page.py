"""A modifier's page: what it says, since when, which codes it is asked of, which rules read it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from claimline.claim.views import Side
from claimline.codes import Tables, Validity
from claimline.rules.mod.levels import FUNCTIONAL_LEVELS
from claimline.rules.modifiers import COVERAGE
from claimline.rules.registry import all_rules
from claimline.rules.rule import Rule, Subject

_FORM = re.compile("[A-Z0-9]{2}")
_EQUIPMENT = ("NU", "RR", "UE")
_SHOWN = 5


def modifier_page(modifier: str, tables: Tables, on: date) -> str | None:
    """The page as Markdown, of what holds on a day; None for what is no modifier on any."""
    validity = tables.modifier_validity(modifier, on) if _FORM.fullmatch(modifier) else None
    fact = tables.modifier(modifier, on)
    if validity is None or (fact is None and validity is not Validity.VALID):
        return None
    return "\n".join(_lines(modifier, tables, on)) + "\n"


def _lines(modifier: str, tables: Tables, on: date) -> Iterator[str]:
    fact = tables.modifier(modifier, on)
    yield f"# Modifier {modifier}"
    yield ""
    if fact is None:
        yield "A Level I modifier: that list is licensed, and only its form is judged."
    else:
        yield f"{fact.label or 'We have no words of our own for it'}."
        yield ""
        yield f"- valid from: {fact.added}" + (f" to {fact.ended}" if fact.ended else "")
    demands = list(_demands(modifier, tables, on))
    if demands:
        yield ""
        yield "## Asked of"
        yield ""
        yield from demands
    judging = (rule for rule in all_rules().values() if rule.subject is not Subject.STRUCTURE)
    rules = [rule for rule in judging if _reads(rule, modifier)]
    if rules:
        yield ""
        yield "## Rules"
        yield ""
        for rule in rules:
            yield f"- {rule.code} ({rule.severity}): {rule.title}"


def _reads(rule: Rule, modifier: str) -> bool:
    """Whether a rule is asked by the modifier, or its page speaks of it."""
    if modifier in rule.reads.modifiers or modifier in rule.reads.without:
        return True
    spoken = " ".join((rule.title, rule.why, rule.remedy))
    return re.search(rf"(?<![\w-]){modifier}(?![\w-])", spoken) is not None


def _demands(modifier: str, tables: Tables, on: date) -> Iterator[str]:
    """The families of codes of which this modifier, or one of a few, is asked."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code in tables.codes():
        for family in _families(modifier, code, tables, on):
            found[family].append(code)
    for family, codes in found.items():
        shown = ", ".join(codes[:_SHOWN]) + (" ..." if len(codes) > _SHOWN else "")
        yield f"- {family}: {len(codes)} codes ({shown})"


def _families(modifier: str, code: str, tables: Tables, on: date) -> Iterator[str]:
    if modifier in COVERAGE:
        family = tables.coverage_family(code, on)
        if family:
            yield f"{family.name}, one of {', '.join(COVERAGE)}"
    elif modifier in tuple(Side):
        requirement = tables.side_required(code, on)
        if requirement:
            yield f"{requirement.list_name}, {' or '.join(Side)}"
    elif modifier in FUNCTIONAL_LEVELS:
        if tables.functional_level_required(code, on):
            yield f"lower-limb prosthesis parts, one of {', '.join(FUNCTIONAL_LEVELS)}"
    elif modifier in _EQUIPMENT:
        wanted = tables.equipment_modifiers(code, on)
        if modifier in wanted:
            yield f"equipment, one of {', '.join(sorted(wanted))}"
