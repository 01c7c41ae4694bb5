"""Restatements: one finding where the catalogue and the guide's tables speak of one element."""

from __future__ import annotations

from claimline.lint.locate import Located
from claimline.rules.conformance import restating_rules
from claimline.x12.designator import Designator

# The numbers of what the guide's tables decide; those after them are rules that judge.
_TABLES = [f"IGC{number:03}" for number in range(1, 30)]


def without_restatements(found: list[Located]) -> list[Located]:
    """The findings of a claim, with one for each element that both speak of.

    It is the catalogue's, unless the guide's is the more severe one, or names what is wrong in the
    segment that the catalogue misses.
    """
    by_place: dict[tuple[str | None, ...], list[Located]] = {}
    for one in found:
        by_place.setdefault(_place(one, one.finding.rule), []).append(one)
    dropped: set[int] = set()
    for one in found:
        if one.finding.rule not in _TABLES:
            continue
        others = [
            other
            for rule in restating_rules().get(one.finding.designator or "", ())
            for other in by_place.get(_place(one, rule), ())
            if other.finding.segment_position == one.finding.segment_position
            or other.finding.value is None
        ]
        if others and all(_says_less(other, one) for other in others):
            dropped |= {id(other) for other in others}
        elif others:
            dropped.add(id(one))
    return [one for one in found if id(one) not in dropped]


def _place(one: Located, rule: str) -> tuple[str | None, ...]:
    """What a rule's finding about the same segment of the same line is found by."""
    return rule, one.finding.service_line, one.finding.segment


def _says_less(other: Located, one: Located) -> bool:
    if other.finding.severity.rank > one.finding.severity.rank:
        return True
    return _is_whole(other) and not _is_whole(one)


def _is_whole(one: Located) -> bool:
    """Whether a finding is about a whole segment, not an element of it."""
    named = one.finding.designator
    return named is not None and Designator.parse(named).element is None
