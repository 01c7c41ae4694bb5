"""Reading the maps of an installed pyx12: loops, segments and elements as they stand there.

The maps give usages, repeats, codes and syntax notes; types and lengths come from pyx12's data
element dictionary. Names are left behind: ours are in `guide/data/names.toml`.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import distribution
from importlib.resources import files
from typing import TypeAlias

# Orders the children of a loop. What a wrapper holds stands within the wrapper's position.
Position: TypeAlias = list[int]

# Loops that the maps put around the transaction set and its parts; no guide knows them.
_WRAPPERS = {"HEADER", "DETAIL", "FOOTER"}
# pyx12 takes the first element as the qualifier. These carry it elsewhere, or are not of type ID.
_LEVEL_ID, _LEVEL_KEY = "HL", 3
_CONTEXT_ID = "CTX"


@dataclass
class MapElement:
    """An element or component as a map gives it."""

    number: int
    usage: str
    data_element: str
    type: str | None = None
    minimum: int = 0
    maximum: int = 0
    repeat: int = 1
    codes: list[str] = field(default_factory=list)
    external: str = ""
    pattern: str | None = None
    parts: list[MapElement] = field(default_factory=list)


@dataclass
class MapSegment:
    """A segment as a map gives it; `key` is found the way pyx12 finds it."""

    id: str
    usage: str
    max: int
    position: Position
    syntax: list[str]
    elements: list[MapElement]
    second_key: int = 0

    @property
    def key(self) -> list[int]:
        """Where the qualifier stands: an element's number and its component's, or nothing."""
        first = self.elements[0]
        if first.codes and first.type == "ID" and first.usage == "R":
            return [1]
        if first.parts and first.parts[0].codes:
            inner = first.parts[0]
            if inner.type == "ID" or self.id == _CONTEXT_ID:
                return [1, 1]
        if self.id == _LEVEL_ID and self.elements[_LEVEL_KEY - 1].codes:
            return [_LEVEL_KEY]
        return []

    @property
    def qualifiers(self) -> list[str]:
        """The codes at the key."""
        match self.key:
            case [number]:
                return self.elements[number - 1].codes
            case [number, part]:
                return self.elements[number - 1].parts[part - 1].codes
        return []


@dataclass
class MapLoop:
    """A loop as a map gives it; `children` are in the order of their positions."""

    id: str
    usage: str
    repeat: int
    position: Position
    children: list[MapSegment | MapLoop]

    def walk(self) -> Iterator[MapLoop]:
        """The loop and every loop inside, in guide order."""
        yield self
        for child in self.children:
            if isinstance(child, MapLoop):
                yield from child.walk()


@dataclass(frozen=True)
class Envelope:
    """What a map says of the functional group that its transaction sets travel in."""

    transaction_set: str
    functional_identifier: str
    version: str


class Maps:
    """The maps, code lists and licence of the installed pyx12."""

    def __init__(self) -> None:
        self._folder = files("pyx12") / "map"
        self._dictionary = {
            row.attrib["ele_num"]: (
                row.attrib["data_type"],
                int(row.attrib["min_len"]),
                int(row.attrib["max_len"]),
            )
            for row in self._parse("dataele.xml").iter("data_ele")
        }

    def transaction_set(self, file: str) -> tuple[Envelope, MapLoop]:
        """The transaction set of a map, from ST to SE, as a loop of its own."""
        interchange = self._loop(_only(self._parse(file), "loop"))
        group = _inner(interchange, "GS_LOOP")
        transaction_set = _inner(group, "ST_LOOP")
        return (
            Envelope(
                transaction_set=_first_code(transaction_set, 1),
                functional_identifier=_first_code(group, 1),
                version=_first_code(group, 8),
            ),
            _renamed(transaction_set, "ST"),
        )

    def control(self, file: str) -> MapLoop:
        """The interchange of the control map, from ISA to IEA."""
        interchange = self._loop(_only(self._parse(file), "loop"))
        interchange.children = [
            _renamed(child, "GS") if isinstance(child, MapLoop) else child
            for child in interchange.children
        ]
        return _renamed(interchange, "ISA")

    def external_codes(self) -> dict[str, list[str]]:
        """The codes of each list that elements name, by the list's name."""
        return {
            _text(one, "id"): sorted({code.text or "" for code in one.iter("code")})
            for one in self._parse("codes.xml").iter("codeset")
        }

    def licence(self) -> str:
        """pyx12's licence notice, verbatim."""
        text = distribution("pyx12").read_text("licenses/LICENSE.txt")
        assert text is not None
        return text

    def _parse(self, file: str) -> ET.Element:
        return ET.fromstring((self._folder / file).read_bytes())

    def _loop(self, node: ET.Element) -> MapLoop:
        children: list[MapSegment | MapLoop] = [
            self._segment(inner) for inner in node.findall("segment")
        ]
        for inner in node.findall("loop"):
            loop = self._loop(inner)
            children += _flattened(loop) if loop.id in _WRAPPERS else [loop]
        children.sort(key=lambda child: child.position)
        return MapLoop(
            id=node.attrib["xid"],
            usage=_text(node, "usage"),
            repeat=_count(_text(node, "repeat")),
            position=[int(_text(node, "pos"))],
            children=children,
        )

    def _segment(self, node: ET.Element) -> MapSegment:
        elements = sorted(
            (self._element(inner) for inner in node if inner.tag in ("element", "composite")),
            key=lambda element: element.number,
        )
        _assert_complete(node.attrib["xid"], elements)
        return MapSegment(
            id=node.attrib["xid"],
            usage=_text(node, "usage"),
            max=_count(_text(node, "max_use")),
            position=[int(_text(node, "pos"))],
            syntax=[note.text or "" for note in node.findall("syntax")],
            elements=elements,
        )

    def _element(self, node: ET.Element) -> MapElement:
        element = MapElement(
            number=int(_text(node, "seq")),
            usage=_text(node, "usage"),
            data_element=_text(node, "data_ele"),
            repeat=int(node.findtext("repeat") or 1),
        )
        if node.tag == "composite":
            element.parts = [self._element(part) for part in node.findall("element")]
            _assert_complete(element.data_element, element.parts)
            return element
        element.type, element.minimum, element.maximum = self._dictionary[element.data_element]
        element.pattern = node.findtext("regex")
        codes = node.find("valid_codes")
        if codes is not None:
            element.external = codes.get("external", "")
            element.codes = list(dict.fromkeys(code.text or "" for code in codes))
        return element


def _flattened(wrapper: MapLoop) -> list[MapSegment | MapLoop]:
    for child in wrapper.children:
        child.position = wrapper.position + child.position
    return wrapper.children


def _renamed(loop: MapLoop, name: str) -> MapLoop:
    loop.id = name
    return loop


def _inner(loop: MapLoop, name: str) -> MapLoop:
    (found,) = (child for child in loop.children if isinstance(child, MapLoop) and child.id == name)
    return found


def _first_code(loop: MapLoop, element: int) -> str:
    opening = next(child for child in loop.children if isinstance(child, MapSegment))
    return opening.elements[element - 1].codes[0]


def _assert_complete(name: str, elements: list[MapElement]) -> None:
    assert [one.number for one in elements] == list(range(1, len(elements) + 1)), name


def _only(node: ET.Element, tag: str) -> ET.Element:
    (found,) = node.findall(tag)
    return found


def _text(node: ET.Element, tag: str) -> str:
    text = node.findtext(tag)
    assert text is not None, f"{node.tag} {node.attrib} has no {tag}"
    return text


def _count(text: str) -> int:
    return 0 if text == ">1" else int(text)
