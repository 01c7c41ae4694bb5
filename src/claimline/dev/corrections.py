"""Corrections of pyx12's maps: `guide/data/corrections.toml`, read and applied."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import TypeAlias

from claimline.dev.maps import MapElement, MapLoop, MapSegment
from claimline.x12.designator import Designator

Node: TypeAlias = MapLoop | MapSegment | MapElement


@dataclass(frozen=True)
class Correction:
    """What one node of a guide should say instead of what its map says.

    `at` names a segment or an element of the loop, a segment of several by its first qualifier;
    without it the loop itself is meant. `data_element` means all used elements and components of
    that number, in whatever loop. `was` is what the map says today: a map that says anything
    else, perhaps because it was mended, fails the compilation.
    """

    guide: str
    loop: str
    at: str | None
    was: dict[str, object]
    set: dict[str, object]
    reason: str
    data_element: str | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, (self.guide, self.loop, self.at, self.data_element)))


@dataclass(frozen=True)
class Readable:
    """Versions that are read like a guide's own though they do not conform to it."""

    guide: str
    versions: list[str]
    reason: str


@dataclass(frozen=True)
class ListAddition:
    """Codes that belong to an external list and are missing from it."""

    name: str
    added: list[str]
    reason: str


@dataclass(frozen=True)
class Corrections:
    """Everything that is changed or added to the maps."""

    changes: list[Correction] = field(default_factory=list)
    readable: list[Readable] = field(default_factory=list)
    lists: list[ListAddition] = field(default_factory=list)

    @staticmethod
    def read(path: Path) -> Corrections:
        """The corrections of a TOML file."""
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        changes = [one for row in written["correction"] for one in _each(row)]
        return Corrections(
            changes,
            [Readable(**row) for row in written["readable"]],
            [ListAddition(**row) for row in written["list"]],
        )

    def without(self, change: Correction) -> Corrections:
        """All corrections but one."""
        return replace(self, changes=[one for one in self.changes if one is not change])

    def readable_versions(self, guide: str) -> list[str]:
        """The versions read like those of a guide."""
        return [version for one in self.readable if one.guide == guide for version in one.versions]

    def extend(self, lists: dict[str, list[str]]) -> None:
        """Add to the external lists; AssertionError where a list has a code already."""
        for one in self.lists:
            assert not {*one.added} & {*lists[one.name]}, f"list {one.name} has some of {one.added}"
            lists[one.name] = sorted([*lists[one.name], *one.added])


def apply(changes: Iterable[Correction], root: MapLoop) -> None:
    """Change the loops of a map; AssertionError where a correction does not fit it."""
    for change in changes:
        nodes = list(_nodes(change, root))
        assert nodes, f"{change}: the map has no such node"
        for node in nodes:
            found = {key: getattr(node, key) for key in change.was}
            assert found == change.was, f"{change}: the map says {found}, not {change.was}"
            for key, value in change.set.items():
                assert hasattr(node, key), f"{change}: {key} cannot be set"
                setattr(node, key, value)


def _each(row: dict[str, object]) -> Iterator[Correction]:
    loops, places, numbers = (
        row.get(key, [default])
        for key, default in (("loops", ""), ("at", None), ("data_elements", None))
    )
    assert isinstance(loops, list)
    assert isinstance(places, list)
    assert isinstance(numbers, list)
    for loop, at, number in product(loops, places, numbers):
        yield Correction(
            guide=str(row["guide"]),
            loop=loop,
            at=at,
            was=_table(row["was"]),
            set=_table(row["set"]),
            reason=str(row["reason"]),
            data_element=number,
        )


def _table(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def _nodes(change: Correction, root: MapLoop) -> Iterator[Node]:
    if change.data_element:
        yield from _elements(root, change.data_element)
        return
    for loop in root.walk():
        if loop.id != change.loop:
            continue
        if change.at is None:
            yield loop
            continue
        place = Designator.parse(change.at)
        for segment in loop.children:
            if isinstance(segment, MapSegment) and _is_named(segment, place):
                yield _inside(segment, place)


def _elements(root: MapLoop, number: str) -> Iterator[MapElement]:
    """The elements and components of a number that are used."""
    for loop in root.walk():
        for segment in loop.children:
            if isinstance(segment, MapSegment):
                for element in segment.elements:
                    for one in (element, *element.parts):
                        if one.data_element == number and one.usage != "N":
                            yield one


def _is_named(segment: MapSegment, place: Designator) -> bool:
    if segment.id != place.segment:
        return False
    return place.qualifier is None or segment.qualifiers[:1] == [place.qualifier]


def _inside(segment: MapSegment, place: Designator) -> MapSegment | MapElement:
    if place.element is None:
        return segment
    element = segment.elements[place.element - 1]
    return element if place.component is None else element.parts[place.component - 1]
