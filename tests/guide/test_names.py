"""The names of the guides' nodes: one for each, and none of them X12's."""

import tomllib
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyx12.map_if import load_map_file
from pyx12.params import params

import claimline.guide
from claimline.dev.guide import MAP_FILES
from claimline.guide.names import load_names, name_keys
from claimline.guide.tables import GuideName, load_guide

WRITTEN = Path(claimline.guide.__file__).parent / "data" / "names.toml"
GUIDES: list[GuideName] = ["837", "999", "277", "835", "control"]
# Facts that two words or fewer can say in one way only.
FACTS = {"description", "name", "patient level", "revenue code"}
PARTS = dict.fromkeys(["ST_LOOP", "HEADER", "DETAIL", "FOOTER"], "ST")
LOOPS = {"ISA_LOOP": "ISA", "GS_LOOP": "GS", **PARTS}
Named = tuple[tuple[object, ...], str]


def ours(guide: GuideName) -> Iterator[Named]:
    """Every name we give, with the place it belongs to."""
    names = load_names(guide)
    for loop in load_guide(guide).loops():
        yield (loop.id,), names.loop(loop)
        for segment in loop.segments():
            yield (loop.id, segment.id), names.segment(segment)
            for element in segment.elements:
                place = loop.id, segment.id, element.number
                yield place, names.element(segment, element.number)
                for part in element.parts:
                    yield (*place, part.number), names.element(segment, element.number, part.number)


# pyx12's nodes have no annotations that tell segments from loops: hence Any.
def theirs(guide: GuideName) -> Iterator[Named]:
    """Every name pyx12's map gives, with the place it belongs to."""
    root: Any = load_map_file(MAP_FILES[guide], params()).getnodebypath("/ISA_LOOP")
    for node in root.loop_segment_iterator():
        if node.is_loop():
            yield (LOOPS.get(node.id, node.id),), node.name
            continue
        place = LOOPS.get(node.parent.id, node.parent.id), node.id
        yield place, node.name
        for element in node.children:
            yield (*place, element.seq), element.name
            for part in element.children:
                yield (*place, element.seq, part.seq), part.name


def shared(guide: GuideName) -> set[str]:
    """The names that are the map's for the same place."""
    written = {(place, name.lower()) for place, name in theirs(guide)}
    return {name for place, name in ours(guide) if (place, name.lower()) in written}


@pytest.mark.parametrize("guide", GUIDES)
def test_every_loop_segment_and_element_has_a_short_name(guide: GuideName) -> None:
    for place, name in ours(guide):
        assert 0 < len(name) <= 50, place
        assert name == name.strip()


def test_no_name_is_the_map_s_but_for_plain_facts() -> None:
    assert set().union(*map(shared, GUIDES)) == FACTS


def test_every_name_is_some_node_s() -> None:
    written = tomllib.loads(WRITTEN.read_text(encoding="utf-8"))
    segments, designators, elements = set(), set(), set()

    for segment in (one for guide in GUIDES for one in load_guide(guide).segments()):
        segments.add(first(written["segments"], name_keys(segment)))
        for element in segment.elements:
            for named in (element, *element.parts):
                part = None if named is element else named.number
                keys = name_keys(segment, element.number, part)
                designators.add(first(written["designators"], keys))
                elements.add(named.data_element)

    assert set(written["segments"]) == segments
    assert set(written["designators"]) == designators - {None}
    assert set(written["elements"]) == elements


def first(names: Container[str], keys: Iterable[str]) -> str | None:
    return next((key for key in keys if key in names), None)
