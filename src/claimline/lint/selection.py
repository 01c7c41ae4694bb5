"""Selecting rules by code and family."""

from __future__ import annotations

from collections.abc import Iterable

from claimline.claim.refusal import nearest
from claimline.rules.registry import all_rules
from claimline.rules.rule import Rule


def selected_rules(
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    on: frozenset[str] = frozenset(),
) -> dict[str, Rule]:
    """The rules in force, by code.

    Without `select` all but those off by default, and these too if they are `on`; with it those it
    names. What `ignore` names is left out, a code winning over a family. Raises ValueError for a
    name that is no rule's.
    """
    wanted = None if select is None else [_known(name) for name in select]
    unwanted = [_known(name) for name in ignore or ()]
    return {
        code: rule
        for code, rule in all_rules().items()
        if _is_wanted(rule, wanted, rule.selected or code in on)
        and not _is_left_out(rule, wanted, unwanted)
    }


def codes_of(names: Iterable[str]) -> frozenset[str]:
    """The codes of rules and families; ValueError for a name that is neither's."""
    known = {_known(name) for name in names}
    return frozenset(
        code for code, rule in all_rules().items() if code in known or rule.family in known
    )


def _is_wanted(rule: Rule, wanted: list[str] | None, selected: bool) -> bool:
    if wanted is None:
        return selected
    return rule.code in wanted or (rule.family in wanted and selected)


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
    raise ValueError(f"no rule or family {name}{nearest(name, [*rules, *families])}")
