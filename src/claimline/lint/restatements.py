"""Restatements: one finding where the catalogue and the guide's tables speak of one element."""

from __future__ import annotations

from claimline.claim.loop import Segment
from claimline.guide.deviations import OUT_OF_PLACE
from claimline.lint.locate import Located
from claimline.rules.conformance import restating_rules
from claimline.x12.designator import Designator

# The numbers of what the guide's tables decide; those after them are rules that judge.
_TABLES = [f"IGC{number:03}" for number in range(1, 30)]
_ABSENT, _EMPTY = "IGC001", "IGC008"
_ACCOUNTING = frozenset((_ABSENT, "IGC003", "IGC004"))

_Gap = tuple[object, ...]


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


def without_consequences(found: list[Located]) -> list[Located]:
    """The findings, without those that miss a segment which another finding accounts for.

    That one says that the segment is missing by the tables, or that the segment which stands in the
    gap is none of the guide's: it is the one that is missed, misspelt. Or it says that the segment
    is out of place, behind the next one. Of a segment that is empty nothing else is said.
    """
    found = _without_elements_of_empty(found)
    causes = {_gap(one) for one in found if one.finding.rule in _ACCOUNTING}
    late = {
        _place_of(one, -2)[:2]: one.segment
        for one in found
        if one.segment and one.finding.rule in OUT_OF_PLACE
    }
    if not causes and not late:
        return found
    return [one for one in found if not (_misses_segment(one) and _is_told(one, causes, late))]


def _without_elements_of_empty(found: list[Located]) -> list[Located]:
    empty = {_place_of(one) for one in found if one.finding.rule == _EMPTY}
    if not empty:
        return found
    return [
        one
        for one in found
        if one.finding.rule == _EMPTY or _place_of(one, int(_misses_segment(one))) not in empty
    ]


def _is_told(one: Located, causes: set[_Gap], late: dict[_Gap, Segment]) -> bool:
    """Whether another finding accounts for the segment that one misses."""
    named = one.finding.designator
    behind_the_next = late.get(_place_of(one)[:2])
    if named and behind_the_next and behind_the_next.matches(Designator.parse(named)):
        return True
    return one.finding.rule not in _TABLES and not causes.isdisjoint(_gaps(one))


def _place_of(one: Located, shift: int = 0) -> _Gap:
    """The set, the position and the segment of a finding."""
    finding = one.finding
    return finding.transaction_set, (finding.segment_position or 0) + shift, finding.segment


def _gap(cause: Located) -> _Gap:
    """What a finding accounts for: the set, the position before the gap, and maybe the segment."""
    finding = cause.finding
    position = finding.segment_position or 0
    if finding.rule == _ABSENT:
        return _place_of(cause)
    named = None if finding.rule == "IGC003" else finding.segment
    return finding.transaction_set, position - 1, named


def _gaps(one: Located) -> set[_Gap]:
    finding = one.finding
    where = finding.transaction_set, finding.segment_position
    return {(*where, finding.segment), (*where, None)}


def _misses_segment(one: Located) -> bool:
    """Whether the segment that a finding names is not there."""
    return one.segment is None or one.segment.id != one.finding.segment


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
