"""Guides: the tables of `data/`, read into nodes, and the questions put to them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, TypeAlias

from claimline.guide.nodes import ElementNode, Key, LoopNode, SegmentNode, Syntax
from claimline.x12.designator import Designator

GuideName: TypeAlias = Literal["837", "999", "277", "835", "control"]

# A line of a table is a JSON object, whose values have the types that the compiler gave them.
_Line: TypeAlias = dict[str, Any]
# What stands in each loop. A loop of two parents is built twice from lines that are read once.
_Content: TypeAlias = dict[str, list[_Line | Callable[[LoopNode], SegmentNode]]]

# What the lists are called that elements name as `external`.
LIST_NAMES = {
    "country": "countries",
    "currency": "currencies",
    "pos": "places of service",
    "states": "states and provinces",
}

_DATA = Path(__file__).parent / "data"
_ELEMENT = re.compile(
    r"(\d\d) ([RSN]) (\w+)(?: (\w+) (\d+)-(\d+))?"  # number, usage, data element, type, lengths
    r"(?: x(\d+))?(?: @(\w+))?(?: /(.+)/)?(?: \{(.+)\})?"  # repeat, external, pattern, codes
)


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """A guide: its root is the transaction set, loop `ST`; of the control guide, loop `ISA`.

    `version` is that of GS08. Versions that do not conform and are read alike are
    `readable_versions`. The control guide has neither versions nor a functional group's codes.
    """

    name: GuideName
    transaction_set: str
    functional_identifier: str
    version: str
    readable_versions: tuple[str, ...]
    root: LoopNode

    def loops(self) -> Iterator[LoopNode]:
        """Every loop in guide order; of a loop with two parents (2300) the copy under the first."""
        return _distinct(self.root, set())

    def segments(self) -> Iterator[SegmentNode]:
        """Every segment of those loops."""
        return (segment for loop in self.loops() for segment in loop.segments())

    def loop(self, loop: str) -> LoopNode:
        """The loop of an id, such as `2420E`; KeyError where the guide has none."""
        for found in self.loops():
            if found.id == loop:
                return found
        raise KeyError(f"guide {self.name} has no loop {loop}")

    def find_segments(self, designator: str) -> list[SegmentNode]:
        """The segments a designator can mean: of every loop, with its qualifier if it has one."""
        wanted = Designator.parse(designator)
        return [
            segment
            for segment in self.segments()
            if segment.id == wanted.segment
            and (wanted.qualifier is None or wanted.qualifier in segment.qualifiers)
        ]

    def find(self, designator: str) -> list[tuple[SegmentNode, ElementNode]]:
        """The elements or components that a designator such as `SV101-7` can mean."""
        wanted = Designator.parse(designator)
        if wanted.element is None:
            return []
        return [
            (segment, element)
            for segment in self.find_segments(designator)
            if (element := segment.element(wanted.element, wanted.component))
        ]


@cache
def load_guide(name: GuideName) -> Guide:
    """A guide by the number of its transaction set; `control` is that of the envelopes."""
    return read_guide(name, (_DATA / f"{name}.json").read_text(encoding="utf-8"))


def read_guide(name: GuideName, text: str) -> Guide:
    """A guide from the text of its table, as `claimline.dev.guide` writes it."""
    table = json.loads(text)
    root, *lines = table["nodes"]
    return Guide(
        name=name,
        transaction_set=table.get("transaction_set", ""),
        functional_identifier=table.get("functional_identifier", ""),
        version=table.get("version", ""),
        readable_versions=tuple(table.get("readable_versions", ())),
        root=_loop(root, None, _content(lines)),
    )


@cache
def external_codes(name: str) -> frozenset[str]:
    """The codes of a list that elements name as `external`; the lists say nothing about dates."""
    return _external_codes()[name]


@cache
def _external_codes() -> dict[str, frozenset[str]]:
    lists = json.loads((_DATA / "external_codes.json").read_text(encoding="utf-8"))
    return {name: frozenset(codes) for name, codes in lists.items()}


def _distinct(loop: LoopNode, seen: set[str]) -> Iterator[LoopNode]:
    if loop.id in seen:
        return
    seen.add(loop.id)
    yield loop
    for inner in loop.loops():
        yield from _distinct(inner, seen)


def _content(lines: list[_Line]) -> _Content:
    content: _Content = {}
    for line in lines:
        content.setdefault(line["in"], []).append(line if "loop" in line else _segment(line))
    return content


def _loop(line: _Line, parent: LoopNode | None, content: _Content) -> LoopNode:
    position = line.get("position", 1)
    loop = LoopNode(line["loop"], line["usage"], line["repeat"], position, (), parent)
    children = tuple(
        _loop(child, loop, content) if isinstance(child, dict) else child(loop)
        for child in content[loop.id]
    )
    # Parent and children name each other: the parent is closed when they are there.
    object.__setattr__(loop, "children", children)
    return loop


def _segment(line: _Line) -> Callable[[LoopNode], SegmentNode]:
    elements = line["elements"]
    key, second_key = line.get("key"), line.get("second_key")
    return partial(
        SegmentNode,
        line["segment"],
        line["usage"],
        line["max"],
        line["position"],
        _key(key),
        _codes(elements, key),
        _key(second_key),
        _codes(elements, second_key),
        tuple(map(_syntax, line.get("syntax", ()))),
        tuple(_element(one) if isinstance(one, str) else _composite(*one) for one in elements),
    )


@cache
def _element(text: str, parts: tuple[ElementNode, ...] = ()) -> ElementNode:
    match = _ELEMENT.fullmatch(text)
    assert match, f"{text!r} is no element of a table"
    usage: Any
    number, usage, data_element, kind, minimum, maximum, repeat, external, pattern, codes = (
        match.groups()
    )
    return ElementNode(
        int(number),
        usage,
        data_element,
        kind,
        int(minimum or 0),
        int(maximum or 0),
        frozenset(codes.split("|")) if codes else None,
        external,
        pattern,
        int(repeat or 1),
        parts,
    )


@cache
def _composite(text: str, *parts: str) -> ElementNode:
    return _element(text, tuple(map(_element, parts)))


def _key(place: list[int] | None) -> Key | None:
    if place is None:
        return None
    return place[0], place[1] if len(place) > 1 else None


def _codes(elements: list[Any], place: list[int] | None) -> tuple[str, ...]:
    """The codes of the element at a key, in the guide's order."""
    if place is None:
        return ()
    text = elements[place[0] - 1]
    if len(place) > 1:
        text = text[place[1]]
    return tuple(text[text.index("{") + 1 : -1].split("|"))


@cache
def _syntax(note: str) -> Syntax:
    numbers = (int(note[at : at + 2]) for at in range(1, len(note), 2))
    kind: Any = note[0]
    return Syntax(kind, tuple(numbers))
