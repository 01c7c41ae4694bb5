"""The page of an element, a segment or a loop: what it is, where it stands, what it may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

from claimline.guide.conformance import PERIOD
from claimline.guide.names import load_names
from claimline.guide.nodes import ElementNode, LoopNode, SegmentNode, Syntax
from claimline.guide.tables import LIST_NAMES, Guide, GuideName, external_codes, load_guide
from claimline.rules.flagged import flagged_designators
from claimline.rules.registry import all_rules
from claimline.rules.rule import Rule
from claimline.x12.designator import Designator

# What is linted: claims, and the envelopes around them. The first that knows a name explains it.
_GUIDES: tuple[GuideName, ...] = ("837", "control")
_USAGES = {"R": "required", "S": "situational", "N": "not used"}
_TYPES = {
    "AN": "text",
    "DT": "date",
    "ID": "code",
    "N0": "whole number",
    "R": "decimal number",
    "TM": "time of day",
}
_IN_DIGITS = ("N0", "R")
_FEW_CODES = 6

# An element or a component: the numbers of its designator, and its node.
_Row: TypeAlias = tuple[int, int | None, ElementNode]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A segment of a guide as it was asked for: as a whole, or one of its elements."""

    guide: GuideName
    segment: SegmentNode
    wanted: Designator

    @property
    def element(self) -> ElementNode | None:
        """The element or component asked for."""
        if self.wanted.element is None:
            return None
        return self.segment.element(self.wanted.element, self.wanted.component)

    @property
    def designator(self) -> str:
        """What findings call it."""
        wanted = self.wanted
        return self.segment.designator(wanted.element, wanted.component, wanted.qualifier)

    @property
    def name(self) -> str:
        """Our name for it."""
        names = load_names(self.guide)
        if self.wanted.element is None:
            return names.segment(self.segment)
        return names.element(self.segment, self.wanted.element, self.wanted.component)

    @property
    def title(self) -> str:
        """Designator and name."""
        return f"{self.designator} {self.name}"

    @property
    def loop(self) -> str:
        """The loop it stands in, with its name."""
        return _loop_title(self.guide, self.segment.loop)

    def facts(self) -> tuple[str, ...]:
        """Title and lines: all that its page says of it but the loop."""
        say = _segment_facts if self.element is None else _element_facts
        return (self.title, *say(self))


def element_page(what: str) -> str | None:
    """The page as Markdown, of what a designator such as `SV101-7` or a loop's id names.

    None where neither the guide of claims nor that of the envelopes knows it.
    """
    name = what.upper()
    spots = _find(name)
    if spots:
        return _page(_spots_page(name, spots))
    loop = _loops().get(name)
    return _page(_loop_page(*loop)) if loop else None


@cache
def known_names() -> tuple[str, ...]:
    """Every name that has a page: the loops, the segments, their elements and components."""
    return (*_loops(), *dict.fromkeys(_designators()))


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _find(name: str) -> list[_Spot]:
    try:
        wanted = Designator.parse(name)
    except ValueError:
        return []
    for guide in _GUIDES:
        spots = [_Spot(guide, one, wanted) for one in load_guide(guide).find_segments(name)]
        found = [spot for spot in spots if wanted.element is None or spot.element]
        if found:
            return found
    return []


@cache
def _loops() -> dict[str, tuple[GuideName, LoopNode]]:
    """The loops by id, but those of envelopes, whose ids are those of segments."""
    return {
        loop.id: (guide, loop)
        for guide in _GUIDES
        for loop in load_guide(guide).loops()
        if loop.id != loop.first.id
    }


def _designators() -> Iterator[str]:
    for guide in _GUIDES:
        for segment in load_guide(guide).segments():
            yield segment.id
            for qualifier in segment.qualifiers or (None,):
                yield segment.designator(qualifier=qualifier)
                for element in segment.elements:
                    yield segment.designator(element.number, None, qualifier)
                    for part in element.parts:
                        yield segment.designator(element.number, part.number, qualifier)


# Elements and segments


def _spots_page(name: str, spots: list[_Spot]) -> Iterator[str]:
    """The facts of each kind of spot under the loops it stands in; where all are alike, once."""
    kinds: dict[tuple[str, ...], list[_Spot]] = {}
    for spot in spots:
        kinds.setdefault(spot.facts(), []).append(spot)
    if len(kinds) == 1:
        yield f"# {spots[0].title}"
        yield ""
        yield from _kind(spots)
    elif spots[0].element is None and len({spot.designator for spot in spots}) > 1:
        yield f"# {name}"
        yield ""
        yield from _places_table(spots)
    else:
        yield f"# {name}"
        yield ""
        for alike in kinds.values():
            loops = ", ".join(spot.segment.loop.id for spot in alike)
            yield f"## {loops}: {alike[0].title}"
            yield ""
            yield from _kind(alike)
    wanted = spots[0].wanted
    certain = _rules_about(wanted)
    yield from _rules_section(certain)
    whole = replace(wanted, qualifier=None)
    others = [rule for rule in _rules_about(whole, unqualified=True) if rule not in certain]
    if wanted.qualifier and others:
        yield ""
        yield f"At {whole}, here or in another loop:"
        yield ""
        yield from map(_rule_line, others)


def _kind(spots: list[_Spot]) -> Iterator[str]:
    """Spots that differ in nothing but their loops."""
    yield f"- loop: {', '.join(spot.loop for spot in spots)}"
    yield from spots[0].facts()[1:]
    yield ""


def _places_table(spots: list[_Spot]) -> Iterator[str]:
    """A segment that qualifiers tell apart: where it stands, to be asked for by one of them."""
    yield "| segment | name | loop | usage | stands |"
    yield "|---|---|---|---|---|"
    for spot in spots:
        segment = spot.segment
        stands = f"{_USAGES[segment.usage]} | {_times(segment.maximum)}"
        yield f"| {spot.designator} | {spot.name} | {spot.loop} | {stands} |"
    yield ""


def _element_facts(spot: _Spot) -> Iterator[str]:
    segment, element = spot.segment, spot.element
    assert element is not None
    yield f"- segment: {segment.designator()} {load_names(spot.guide).segment(segment)}"
    yield f"- usage: {_USAGES[element.usage]}"
    if element.usage == "N":
        return
    yield f"- holds: {_content(element)}"
    if element.repeat != 1:
        yield f"- stands: {_times(element.repeat)}"
    if element.codes:
        yield f"- codes: {', '.join(sorted(element.codes))}"
    if element.external:
        size = len(external_codes(element.external))
        yield f"- codes: the {size} of the list of {LIST_NAMES[element.external]}"
    if element.pattern:
        yield f"- form: `{element.pattern}`"
    if spot.wanted.component is None:
        yield from _relations(segment, lambda note: element.number in note.elements)
    if element.parts:
        yield from _elements_table(spot, _components(element))


def _segment_facts(spot: _Spot) -> Iterator[str]:
    segment = spot.segment
    yield f"- usage: {_USAGES[segment.usage]}"
    yield f"- stands: {_times(segment.maximum)}"
    yield from _relations(segment, lambda note: True)
    rows = ((one.number, None, one) for one in segment.elements)
    yield from _elements_table(
        spot, (row for whole in rows for row in (whole, *_components(whole[2])))
    )


def _components(element: ElementNode) -> Iterator[_Row]:
    return ((element.number, part.number, part) for part in element.parts)


def _elements_table(spot: _Spot, rows: Iterable[_Row]) -> Iterator[str]:
    """A row for each element and component; what is not used is only named."""
    names, segment = load_names(spot.guide), spot.segment
    unused = []
    yield ""
    yield "| element | name | usage | holds |"
    yield "|---|---|---|---|"
    for number, part, element in rows:
        designator = segment.designator(number, part, spot.wanted.qualifier)
        if element.usage == "N":
            # Of a whole segment, what is unused inside composites would bury the rest.
            if part is None or spot.element:
                unused.append(designator)
        else:
            name, usage = names.element(segment, number, part), _USAGES[element.usage]
            yield f"| {designator} | {name} | {usage} | {_content(element, codes=True)} |"
    if unused:
        yield ""
        yield f"Not used: {', '.join(unused)}."


def _content(element: ElementNode, *, codes: bool = False) -> str:
    """Type and length in words: `text, 1 to 80 characters`; of few codes, if asked, these."""
    if element.type is None:
        used = sum(part.usage != "N" for part in element.parts)
        return f"composite, {used} component{'s' * (used > 1)}" if used else "composite"
    if codes and element.codes and len(element.codes) <= _FEW_CODES:
        *others, last = sorted(element.codes)
        return f"code {', '.join(others)} or {last}" if others else f"code {last}"
    kind = _TYPES[element.type]
    if element.data_element == PERIOD:
        kind = "date or period in the form that the element before it names"
    unit = "digit" if element.type in _IN_DIGITS else "character"
    return f"{kind}, {_range(element.minimum, element.maximum)} {unit}{'s' * (element.maximum > 1)}"


def _range(minimum: int, maximum: int) -> str:
    return str(maximum) if minimum == maximum else f"{minimum} to {maximum}"


def _times(count: int) -> str:
    match count:
        case 0:
            return "without limit"
        case 1:
            return "once"
    return f"up to {count} times"


def _relations(segment: SegmentNode, wanted: Callable[[Syntax], bool]) -> Iterator[str]:
    for note in filter(wanted, segment.syntax):
        yield f"- relation: {_relation(note, [*map(segment.designator, note.elements)])}"


def _relation(note: Syntax, names: list[str]) -> str:
    joined = ", ".join(names)
    first, others = names[0], ", ".join(names[1:])
    match note.kind:
        case "P":
            return f"{joined} stand together or not at all"
        case "R":
            return f"at least one of {joined} stands"
        case "E":
            return f"at most one of {joined} stands"
        case "C":
            return f"where {first} stands, so {'do' if names[2:] else 'does'} {others}"
        case "L":
            return f"where {first} stands, so does at least one of {others}"


# Loops


def _loop_page(guide: GuideName, loop: LoopNode) -> Iterator[str]:
    names = load_names(guide)
    yield f"# {_loop_title(guide, loop)}"
    yield ""
    parents = ", ".join(_loop_title(guide, parent) for parent in _parents(load_guide(guide), loop))
    if parents:
        yield f"- loop around it: {parents}"
    yield f"- usage: {_USAGES[loop.usage]}"
    yield f"- stands: {_times(loop.repeat)}"
    yield ""
    yield "## Segments and loops inside"
    yield ""
    yield "| name | holds | usage | stands |"
    yield "|---|---|---|---|"
    for child in loop.children:
        if isinstance(child, LoopNode):
            designator, name, count = child.id, f"loop: {names.loop(child)}", child.repeat
        else:
            designator, name, count = child.designator(), names.segment(child), child.maximum
        yield f"| {designator} | {name} | {_USAGES[child.usage]} | {_times(count)} |"
    yield ""
    yield from _rules_section(_rules_of_loop(load_guide(guide), loop))


def _loop_title(guide: GuideName, loop: LoopNode) -> str:
    return f"{loop.id} {load_names(guide).loop(loop)}"


def _parents(guide: Guide, loop: LoopNode) -> Iterator[LoopNode]:
    """The loops around it: of the claim, the subscriber's level and the patient's."""
    for parent in guide.loops():
        if any(child.id == loop.id for child in parent.loops()):
            yield parent


# Rules


def _rules_section(rules: list[Rule]) -> Iterator[str]:
    yield "## Rules"
    yield ""
    if rules:
        yield from map(_rule_line, rules)
    else:
        yield "None but those of the guide's tables."


def _rule_line(rule: Rule) -> str:
    return f"- {rule.code} {rule.name} ({rule.severity}): {rule.title}"


def _rules_about(wanted: Designator, *, unqualified: bool = False) -> list[Rule]:
    """The rules that find something at what is asked for, or at a part of it.

    `unqualified` asks for those that name the segment without a qualifier.
    """
    return [
        all_rules()[code]
        for code, designators in flagged_designators().items()
        if any(
            _is_inside(one, wanted) and not (unqualified and one.qualifier) for one in designators
        )
    ]


def _rules_of_loop(guide: Guide, loop: LoopNode) -> list[Rule]:
    """The rules that find something at a segment which stands in no other loop."""
    return [
        all_rules()[code]
        for code, designators in flagged_designators().items()
        if any(
            {segment.loop.id for segment in guide.find_segments(str(one))} == {loop.id}
            for one in designators
        )
    ]


def _is_inside(one: Designator, wanted: Designator) -> bool:
    return (
        one.segment == wanted.segment
        and wanted.qualifier in (None, one.qualifier)
        and wanted.element in (None, one.element)
        and wanted.component in (None, one.component)
    )
