"""Conformance: what the guide finds wrong with a view's segments, as problems of numbered rules."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from claimline.claim.loop import Loop, Segment
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Fix, Place, Problem
from claimline.guide.deviations import Deviation
from claimline.rules.repair import without_end_blanks, without_end_separators
from claimline.x12.designator import Designator

# A segment out of order: it is not missing where it should have stood.
_LATE = "IGC005"
# What can be repaired without knowing what was meant: what the repair does, and the segment after.
_REPAIRS: dict[str, tuple[str, Callable[[Segment, Designator], str]]] = {
    "IGC010": ("remove the separators at the end", without_end_separators),
    "IGC021": ("remove the blanks at the end", without_end_blanks),
}


def deviations(view: Loop) -> Iterator[Problem]:
    """The problems of a view, each placed in the service line it is about."""
    late = [
        (one.loop, one.designator, position)
        for one, position in view.deviations
        if one.code == _LATE
    ]
    for deviation, position in view.deviations:
        around = view
        if isinstance(view, ClaimAsSent):
            around = _line_at(view, position, missing=deviation.missing) or view
        if deviation.missing and _comes_late(deviation, around, late):
            continue
        place = Place(deviation.designator, around, deviation.loop, deviation.missing, position)
        yield Problem(
            place, deviation.message, code=deviation.code, fix=_repair(deviation, position)
        )


def _repair(deviation: Deviation, position: int) -> Callable[[Loop], Fix | None] | None:
    if deviation.code not in _REPAIRS:
        return None
    title, repaired = _REPAIRS[deviation.code]

    def fix(view: Loop) -> Fix | None:
        for segment in view.segments():
            if segment.position == position:
                text = repaired(segment, Designator.parse(deviation.designator))
                return Fix("safe", title, (text,))
        return None

    return fix


def _comes_late(deviation: Deviation, around: Loop, late: list[tuple[str, str, int]]) -> bool:
    """Whether what is missing comes after all, out of order, in the same line or loop."""
    stop = around.stop if isinstance(around, LineAsSent) else None
    first = around.first if isinstance(around, LineAsSent) else 0
    return any(
        (loop, designator) == (deviation.loop, deviation.designator)
        and position >= first
        and (stop is None or position < stop)
        for loop, designator, position in late
    )


def _line_at(claim: ClaimAsSent, position: int, *, missing: bool) -> LineAsSent | None:
    """The line a deviation is about; what lacks at its end is noticed just behind it."""
    for line in claim.lines:
        if line.first <= position and (line.stop is None or position < line.stop + missing):
            if missing and line.first == position:
                continue
            return line
    return None


@cache
def restating_rules() -> dict[str, frozenset[str]]:
    """The catalogue rules that restate the guide, by the designators they speak of."""
    text = files("claimline.rules").joinpath("restated.toml").read_text("utf-8")
    by_designator: dict[str, set[str]] = {}
    for rule, designators in tomllib.loads(text).items():
        for designator in designators:
            by_designator.setdefault(designator, set()).add(rule)
    return {designator: frozenset(rules) for designator, rules in by_designator.items()}
