"""Conformance: what the guide finds wrong with a view's segments, as problems of numbered rules."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from functools import cache
from importlib.resources import files

from claimline.claim.loop import Loop, Segment
from claimline.claim.views import ClaimAsSent, FunctionalGroup, Interchange, LineAsSent
from claimline.findings import Fix, Place, Problem
from claimline.guide.conformance import Checker
from claimline.guide.deviations import OUT_OF_PLACE, UNPLACED, Deviation
from claimline.guide.tables import load_guide
from claimline.rules.repair import without_end_blanks, without_end_separators
from claimline.x12.designator import Designator

# A segment out of order: it is not missing where it should have stood.
_LATE = "IGC005"
# Which numbers speak for a segment right behind theirs as well.
_SPEAKS_FOR = {"IGC003": (), "IGC004": ("IGC003", "IGC004"), _LATE: (_LATE,)}
# Where what opens or ends an envelope stands in its middle.
_HELP = dict.fromkeys(
    ("GS", "ST", "SE", "GE"),
    "Remove the segment; or, where a transaction set was to end here, complete and end it before.",
)
# The widths of ISA are for reading to find, its delimiters no data, its passwords often blank; a
# trailer repeats what stands in its header, or counts.
_LENGTHS = frozenset(("IGC014", "IGC015"))
_UNASKED: dict[str, frozenset[str]] = {
    "ISA": _LENGTHS | {"ISA02", "ISA04", "ISA11", "ISA16"},
    "GE": _LENGTHS,
    "IEA": _LENGTHS,
}
# What can be repaired without knowing what was meant: what the repair does, and the segment after.
_REPAIRS: dict[str, tuple[str, Callable[[Segment, Designator], str]]] = {
    "IGC010": ("remove the separators at the end", without_end_separators),
    "IGC021": ("remove the blanks at the end", without_end_blanks),
}


def deviations(view: Loop) -> Iterator[Problem]:
    """The problems of a view, each placed in the service line it is about."""
    for deviation, position, line in _causes(view):
        place = Place(
            deviation.designator, line or view, deviation.loop, deviation.missing, position
        )
        yield Problem(
            place,
            deviation.message,
            help=_HELP.get(deviation.designator) if deviation.code in OUT_OF_PLACE else None,
            code=deviation.code,
            fix=_repair(deviation, position),
        )


def _causes(view: Loop) -> Iterator[tuple[Deviation, int, LineAsSent | None]]:
    """What is wrong with a view, where it was noticed and in which line; no consequences.

    Of segments out of place that follow one another the first speaks for all: what stands before
    them came too early, or what opens their loop is absent or unknown. Of what an empty level,
    claim or line lacks the first does. What comes late is not missing.
    """
    late: dict[tuple[str, str], list[int]] = {}
    for one, position in view.deviations:
        if one.code == _LATE:
            late.setdefault((one.loop, one.designator), []).append(position)
    last: tuple[str, int] = "", 0
    empty: set[Loop] = set()
    for deviation, position in view.deviations:
        line = _line_of(view, deviation, position)
        around = line or view
        if deviation.code in UNPLACED:
            before, last = last, (deviation.code, position)
            if before in [(code, position - 1) for code in _SPEAKS_FOR[deviation.code]]:
                continue
        if deviation.missing and (around in empty or _comes_late(late, deviation, line)):
            continue
        if deviation.missing and _is_empty(around):
            empty.add(around)
        yield deviation, position, line


def envelope_deviations(view: Interchange | FunctionalGroup, segment_id: str) -> Iterator[Problem]:
    """What the tables find wrong with the elements of the header or trailer of an envelope."""
    node = next(one for one in load_guide("control").segments() if one.id == segment_id)
    segment = view.find(Designator(segment_id))
    if segment is None or segment.chunk.header is None:
        return
    elements = segment.elements
    if segment_id == "ISA":
        elements = [text.strip() for text in elements]
    unasked = _UNASKED.get(segment_id, frozenset())
    for deviation in Checker(segment.chunk.header.delimiters).check(node, elements):
        if deviation.designator not in unasked and deviation.code not in unasked:
            place = Place(deviation.designator, view)
            repair = _repair(deviation, segment.position)
            yield Problem(place, deviation.message, code=deviation.code, fix=repair)


def _is_empty(view: Loop) -> bool:
    """Whether a level, claim or line has nothing but the segment that opens it."""
    if isinstance(view, LineAsSent):
        return view.is_empty
    return sum(end - start for _, start, end, _ in view.spans) == 1


def _repair(deviation: Deviation, position: int) -> Callable[[Loop], Fix | None] | None:
    if deviation.code not in _REPAIRS:
        return None
    title, repaired = _REPAIRS[deviation.code]

    def fix(view: Loop) -> Fix | None:
        segment = view.segment_at(position)
        if segment is None:
            return None
        text = repaired(segment, Designator.parse(deviation.designator))
        return Fix("safe", title, (text,))

    return fix


def _comes_late(
    late: dict[tuple[str, str], list[int]], missing: Deviation, line: LineAsSent | None
) -> bool:
    """Whether what is missing comes after all, out of order, in the same line or loop."""
    positions = late.get((missing.loop, missing.designator), [])
    after = bisect_left(positions, line.first if line else 0)
    if after == len(positions):
        return False
    return line is None or line.stop is None or positions[after] < line.stop


def _line_of(view: Loop, deviation: Deviation, position: int) -> LineAsSent | None:
    """The line a deviation is about; what lacks at its end is noticed just behind it."""
    if not isinstance(view, ClaimAsSent):
        return None
    return view.line_at(position - 1 if deviation.missing else position)


def noticed(view: Loop, numbers: Collection[str]) -> Iterator[Segment]:
    """The segments of a view at which the tables find one of these numbers."""
    positions = {position for deviation, position in view.deviations if deviation.code in numbers}
    return (one for one in view.segments() if one.position in positions) if positions else iter(())


@cache
def restating_rules() -> dict[str, frozenset[str]]:
    """The catalogue rules that restate the guide, by the designators they speak of."""
    text = files("claimline.rules").joinpath("restated.toml").read_text("utf-8")
    by_designator: dict[str, set[str]] = {}
    for rule, designators in tomllib.loads(text).items():
        for designator in designators:
            by_designator.setdefault(designator, set()).add(rule)
    return {designator: frozenset(rules) for designator, rules in by_designator.items()}
