"""The compiler of `guide/data/`: pyx12's maps, corrected, as JSON of one loop or segment a line.

The files are deterministic: the same pyx12 and the same corrections give the same bytes. How they
are written is told in `guide/data/README.md`, and read by `claimline.guide.tables`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from claimline.dev.corrections import Corrections, apply
from claimline.dev.maps import MapElement, MapLoop, Maps, MapSegment, Position

MAP_FILES = {
    "837": "837.5010.X222.A1.xml",
    "999": "999.5010X231.A1.xml",
    "277": "277.5010.X214.xml",
    "835": "835.5010.X221.A1.xml",
    "control": "x12.control.00501.xml",
}
CORRECTIONS = Path(__file__).parents[1] / "guide" / "data" / "corrections.toml"


@dataclass(frozen=True)
class Compiled:
    """One guide: what its file says first, and its loops and segments in guide order."""

    head: dict[str, object]
    lines: list[dict[str, object]]

    def text(self) -> str:
        """The file of the guide."""
        head = [f'"{key}": {_json(value)},' for key, value in self.head.items()]
        nodes = ",\n".join(_json(line) for line in self.lines)
        return "\n".join(["{", *head, '"nodes": [', nodes, "]", "}", ""])


def compile_all() -> dict[str, str]:
    """Every file of `guide/data/` that is made, by its name."""
    corrections = Corrections.read(CORRECTIONS)
    made = {f"{name}.json": compile_guide(name, corrections).text() for name in MAP_FILES}
    made["external_codes.json"] = _external_codes(corrections)
    made["LICENSE.pyx12.txt"] = maps().licence()
    return made


def compile_guide(name: str, corrections: Corrections) -> Compiled:
    """One guide from its map; AssertionError where map and corrections do not fit."""
    head: dict[str, object]
    if name == "control":
        root, head = maps().control(MAP_FILES[name]), {}
    else:
        envelope, root = maps().transaction_set(MAP_FILES[name])
        head = {**asdict(envelope), "readable_versions": corrections.readable_versions(name)}
    apply([one for one in corrections.changes if one.guide == name], root)
    return Compiled(head, list(lines(root)))


@cache
def maps() -> Maps:
    """The installed pyx12, opened once."""
    return Maps()


def _external_codes(corrections: Corrections) -> str:
    lists = maps().external_codes()
    corrections.extend(lists)
    return json.dumps(lists, indent=0, sort_keys=True) + "\n"


def lines(root: MapLoop) -> Iterator[dict[str, object]]:
    """The lines of a guide: its root, then the children of each loop in guide order."""
    yield {"loop": root.id, "usage": root.usage, "repeat": root.repeat}
    seen: dict[str, list[dict[str, object]]] = {}
    for loop in root.walk():
        content = list(_children(loop))
        if loop.id in seen:
            # A loop of two parents stands once: its copies may differ in usage alone.
            assert seen[loop.id] == content, f"the copies of loop {loop.id} differ"
            continue
        seen[loop.id] = content
        yield from content


def _children(loop: MapLoop) -> Iterator[dict[str, object]]:
    ordered = sorted(loop.children, key=_order)
    positions = groupby(ordered, key=lambda child: child.position)
    for position, (_, children) in enumerate(positions, start=1):
        for child in children:
            if isinstance(child, MapLoop):
                yield {
                    "loop": child.id,
                    "in": loop.id,
                    "position": position,
                    "usage": child.usage,
                    "repeat": child.repeat,
                }
            else:
                yield _segment(child, loop.id, position)


def _order(child: MapSegment | MapLoop) -> tuple[Position, bool]:
    # Of segments that share a qualifier the narrower one is asked first.
    return child.position, not (isinstance(child, MapSegment) and child.second_key)


def _segment(segment: MapSegment, loop: str, position: int) -> dict[str, object]:
    line: dict[str, object] = {
        "segment": segment.id,
        "in": loop,
        "position": position,
        "usage": segment.usage,
        "max": segment.max,
    }
    if segment.key:
        line["key"] = segment.key
    if segment.second_key:
        line["second_key"] = [segment.second_key]
    syntax = [note for note in segment.syntax if _may_be_broken(note, segment.elements)]
    if syntax:
        line["syntax"] = syntax
    line["elements"] = [
        [_element(element), *map(_element, element.parts)] if element.parts else _element(element)
        for element in segment.elements
    ]
    return line


def _may_be_broken(note: str, elements: list[MapElement]) -> bool:
    """Whether a segment whose elements keep their usages can break a syntax note."""
    kind, digits = note[0], note[1:]
    usages = [elements[int(digits[at : at + 2]) - 1].usage for at in range(0, len(digits), 2)]
    first, *others = usages
    match kind:
        case "P":
            return len(set(usages)) > 1 or first == "S"
        case "R":
            return "R" not in usages
        case "E":
            return len(usages) - usages.count("N") > 1
        case "C":
            return first != "N" and set(others) != {"R"}
        case "L":
            return first != "N" and "R" not in others
    raise AssertionError(f"syntax note {note}")


def _element(element: MapElement) -> str:
    words = [f"{element.number:02}", element.usage, element.data_element]
    if element.type:
        words += [element.type, f"{element.minimum}-{element.maximum}"]
    if element.repeat != 1:
        words.append(f"x{element.repeat}")
    if element.external:
        words.append(f"@{element.external}")
    if element.pattern:
        words.append(f"/{element.pattern}/")
    if element.codes:
        words.append("{" + "|".join(element.codes) + "}")
    return " ".join(words)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)
