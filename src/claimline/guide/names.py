"""Our names for loops, segments and elements, as messages and explanations use them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

from claimline.guide.nodes import LoopNode, SegmentNode
from claimline.guide.tables import GuideName
from claimline.x12.designator import Designator

_NAMES = Path(__file__).parent / "data" / "names.toml"


class _Written(TypedDict):
    loops: dict[str, dict[str, str]]
    segments: dict[str, str]
    elements: dict[str, str]
    designators: dict[str, str]


class Names:
    """The names of one guide's nodes; KeyError for what is of another guide."""

    def __init__(self, guide: GuideName) -> None:
        written = _written()
        self._loops = written["loops"][guide]
        self._segments = written["segments"]
        self._elements = written["elements"]
        self._designators = written["designators"]

    def loop(self, loop: LoopNode) -> str:
        """What a loop holds: `ordering provider`."""
        return self._loops[loop.id]

    def segment(self, segment: SegmentNode) -> str:
        """What a segment says: `control number of the line`."""
        found = _first(self._segments, name_keys(segment))
        if found is None:
            raise KeyError(f"{segment.designator()} in loop {segment.loop.id} has no name")
        return found

    def element(self, segment: SegmentNode, number: int, part: int | None = None) -> str:
        """What an element or a component of a segment says: `units of service`."""
        element = segment.element(number, part)
        if element is None:
            raise KeyError(f"{segment.designator()} has no {segment.designator(number, part)}")
        found = _first(self._designators, name_keys(segment, number, part))
        return found or self._elements[element.data_element]


@cache
def load_names(guide: GuideName) -> Names:
    """The names of a guide, read once."""
    return Names(guide)


@cache
def _written() -> _Written:
    return cast(_Written, tomllib.loads(_NAMES.read_text(encoding="utf-8")))


def name_keys(
    segment: SegmentNode, number: int | None = None, part: int | None = None
) -> Iterator[str]:
    """The keys of the names file that a node's name may stand under, from the narrowest."""
    for loop in (f"{segment.loop.id} ", ""):
        for qualifier in (*segment.qualifiers[:1], None):
            yield f"{loop}{Designator(segment.id, qualifier, number, part)}"


def _first(names: Mapping[str, str], keys: Iterable[str]) -> str | None:
    return next((names[key] for key in keys if key in names), None)
