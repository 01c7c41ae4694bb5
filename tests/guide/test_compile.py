"""The compiler of the guide tables: repeatable, true to pyx12's maps, corrected where they err."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyx12.map_if import MAXINT, load_map_file
from pyx12.params import params

import claimline.guide
from claimline.dev.__main__ import main
from claimline.dev.corrections import Correction, Corrections, ListAddition
from claimline.dev.guide import CORRECTIONS, MAP_FILES, compile_all, compile_guide, lines
from claimline.dev.maps import MapElement, MapLoop, MapSegment
from claimline.guide.nodes import ElementNode, LoopNode
from claimline.guide.tables import GuideName, read_guide

DATA = Path(claimline.guide.__file__).parent / "data"
GUIDES: list[GuideName] = ["837", "999", "277", "835", "control"]
ALL = Corrections.read(CORRECTIONS)
NONE = Corrections()
# What pyx12 calls the loops of the envelopes, and the parts it divides a transaction set in.
PARTS = {"HEADER": "ST", "DETAIL": "ST", "FOOTER": "ST"}
LOOPS = {"ISA_LOOP": "ISA", "GS_LOOP": "GS", "ST_LOOP": "ST", **PARTS}


def test_compiling_again_gives_the_same_bytes() -> None:
    for name, text in compile_all().items():
        assert (DATA / name).read_bytes() == text.encode(), f"{name}: python -m claimline.dev guide"


def test_check_says_that_nothing_changes() -> None:
    result = CliRunner().invoke(main, ["guide", "--check"])

    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize("change", ALL.changes, ids=str)
def test_correction_changes_the_table(change: Correction) -> None:
    corrected = (DATA / f"{change.guide}.json").read_text(encoding="utf-8")

    assert compile_guide(change.guide, ALL.without(change)).text() != corrected


@pytest.mark.parametrize("change", ALL.changes, ids=str)
def test_correction_says_what_the_map_says_and_why_it_is_wrong(change: Correction) -> None:
    assert change.was.keys() == change.set.keys()
    assert change.reason.endswith(".")


def test_correction_of_what_the_map_no_longer_says_fails() -> None:
    stale = replace(ALL.changes[0], was={"second_key": 3})

    with pytest.raises(AssertionError, match=r"PWK\[CT\]: the map says"):
        compile_guide("837", Corrections([stale]))


def test_correction_of_a_segment_that_is_not_there_fails() -> None:
    lost = replace(ALL.changes[0], at="PWK[QQ]")

    with pytest.raises(AssertionError, match="no such node"):
        compile_guide("837", Corrections([lost]))


def test_codes_are_added_to_a_list_that_lacks_them() -> None:
    lists = {"states": ["AL", "PQ"]}
    addition = ListAddition("states", ["QC", "NU"], "")

    Corrections(lists=[addition]).extend(lists)

    assert lists == {"states": ["AL", "NU", "PQ", "QC"]}


def test_addition_to_a_list_that_has_the_code_fails() -> None:
    addition = ListAddition("states", ["QC"], "")

    with pytest.raises(AssertionError, match="list states has"):
        Corrections(lists=[addition]).extend({"states": ["QC"]})


def loop_in(parent: str, usage: str, length: int) -> MapLoop:
    element = MapElement(1, "R", "782", "R", 1, length)
    claim = MapSegment("CLM", "R", 1, [1], [], [element])
    opening = MapSegment("SBR", "R", 1, [1], [], [MapElement(1, "S", "1138", "ID", 1, 1)])
    return MapLoop(parent, "R", 0, [1], [opening, MapLoop("2300", usage, 100, [2], [claim])])


def test_copies_of_a_loop_may_differ_in_usage_alone() -> None:
    root = MapLoop("ST", "R", 0, [1], [loop_in("2000B", "S", 18), loop_in("2000C", "R", 18)])

    compiled = list(lines(root))

    assert [line["usage"] for line in compiled if line.get("loop") == "2300"] == ["S", "R"]
    assert [line.get("segment") for line in compiled].count("CLM") == 1


def test_copies_of_a_loop_that_differ_inside_fail() -> None:
    root = MapLoop("ST", "R", 0, [1], [loop_in("2000B", "S", 18), loop_in("2000C", "R", 10)])

    with pytest.raises(AssertionError, match="copies of loop 2300 differ"):
        list(lines(root))


Fact = tuple[object, ...]


def ours(guide: GuideName) -> Iterator[Fact]:
    for loop in walked(read_guide(guide, compile_guide(guide, NONE).text()).root):
        yield loop.parent and loop.parent.id, loop.id, loop.usage, loop.repeat
        for segment in loop.segments():
            head = loop.id, segment.id, segment.usage, segment.maximum
            yield *head, segment.key, segment.qualifiers, *map(our_element, segment.elements)


def walked(loop: LoopNode) -> Iterator[LoopNode]:
    yield loop
    for inner in loop.loops():
        yield from walked(inner)


def our_element(element: ElementNode) -> Fact:
    head = element.number, element.usage, element.data_element
    if element.type is None:
        return *head, element.repeat, *map(our_element, element.parts)
    codes = sorted(element.codes or ())
    lengths = element.minimum, element.maximum
    return *head, element.type, *lengths, codes, element.external, element.pattern


# pyx12's nodes have no annotations that tell segments from loops: hence Any.
def theirs(guide: GuideName) -> Iterator[Fact]:
    root: Any = load_map_file(MAP_FILES[guide], params())
    if guide == "control":
        root = root.getnodebypath("/ISA_LOOP")
    else:
        root = root.getnodebypath("/ISA_LOOP/GS_LOOP/ST_LOOP")
    for node in root.loop_segment_iterator():
        if node.is_loop() and node.id in PARTS:
            continue
        outside = None if node is root else LOOPS.get(node.parent.id, node.parent.id)
        size = node.get_max_repeat()
        head = outside, LOOPS.get(node.id, node.id), node.usage, 0 if size == MAXINT else size
        yield head if node.is_loop() else (*head, *their_key(node), *their_elements(node))


def their_key(node: Any) -> Fact:
    found = node._resolve_unique_key_field(node.id, with_qual=False)
    if found is None:
        return None, ()
    carrier, number, part = found
    return (number, part), tuple(dict.fromkeys(carrier.valid_codes))


def their_elements(node: Any) -> Iterator[Fact]:
    return map(their_element, node.children)


def their_element(node: Any) -> Fact:
    head = node.seq, node.usage, node.data_ele
    if node.is_composite():
        return *head, node.repeat, *their_elements(node)
    codes = sorted(set(node.valid_codes))
    return *head, node.data_type, node.min_len, node.max_len, codes, node.external_codes, node.res


@pytest.mark.parametrize("guide", GUIDES)
def test_uncorrected_tables_say_what_pyx12_reads(guide: GuideName) -> None:
    assert sorted(map(repr, ours(guide))) == sorted(map(repr, theirs(guide)))
