"""Selecting rules by code and family."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from claimline.rules.registry import all_rules
from claimline.rules.rule import Rule


def selected_rules(
    select: Iterable[str] | None = None, ignore: Iterable[str] | None = None
) -> dict[str, Rule]:
    """The rules in force, by code.

    Without `select` all but those off by default; with it those it names. What `ignore` names is
    left out, a code winning over a family. Raises ValueError for a name that is no rule's.
    """
    wanted = None if select is None else [_known(name) for name in select]
    unwanted = [_known(name) for name in ignore or ()]
    return {
        code: rule
        for code, rule in all_rules().items()
        if _is_wanted(rule, wanted) and not _is_left_out(rule, wanted, unwanted)
    }


def _is_wanted(rule: Rule, wanted: list[str] | None) -> bool:
    if wanted is None:
        return rule.selected
    return rule.code in wanted or (rule.family in wanted and rule.selected)


def _is_left_out(rule: Rule, wanted: list[str] | None, unwanted: list[str]) -> bool:
    if rule.code in unwanted:
        return True
    return rule.family in unwanted and rule.code not in (wanted or ())


def _known(name: str) -> str:
    name = name.strip().upper()
    rules = all_rules()
    families = {rule.family for rule in rules.values()}
    if name in rules or name in families:
        return name
    near = get_close_matches(name, [*rules, *families], n=1, cutoff=0.5)
    hint = f", did you mean {near[0]}?" if near else ""
    raise ValueError(f"no rule or family {name}{hint}")
