"""Nodes of an implementation guide: loops, segments and elements, as its tables give them.

Nodes are compared by identity. Usage is `R` required, `S` situational or `N` not used; counts of
0 mean without limit; positions order the children of one loop, and children of the same position
may come in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from claimline.x12.designator import Designator

Usage: TypeAlias = Literal["R", "S", "N"]
# Where a qualifier stands: the number of the element, and of its component if it is a composite.
Key: TypeAlias = tuple[int, int | None]

# Their elements are named with the qualifier, even where a loop knows no other segment of the id.
_QUALIFIED = {"AMT", "DTM", "DTP", "NTE", "QTY", "REF"}
# Only the whole segment is named with the qualifier: it tells the loop that the segment opens.
_OPENING = {"HL", "N1", "NM1"}
# The codes of HI belong to its composites, and those of CTX are no single word.
_UNQUALIFIED = {"CTX", "HI"}


@dataclass(frozen=True, slots=True, eq=False)
class ElementNode:
    """An element of a segment, or a component of a composite element.

    `data_element` is its number in the X12 data element dictionary, such as `782`, or that of a
    composite, such as `C003`; a composite has no type and no lengths of its own. Of a composite
    that is not used the tables know no parts. Lengths count characters; of N0 and R elements,
    digits. `codes` are the only values allowed, `external` names a list that is kept apart
    (`claimline.guide.tables.external_codes`), and `pattern` is a regular expression that is
    searched for in the text.
    """

    number: int
    usage: Usage
    data_element: str
    type: str | None
    minimum: int
    maximum: int
    codes: frozenset[str] | None
    external: str | None
    pattern: str | None
    repeat: int
    parts: tuple[ElementNode, ...]


@dataclass(frozen=True, slots=True)
class Syntax:
    """A relation that elements of one segment keep, on top of their usages.

    `P`: all or none; `R`: at least one; `E`: at most one; `C`: with the first all the others;
    `L`: with the first at least one of the others. An empty element counts as absent.
    """

    kind: Literal["P", "R", "E", "C", "L"]
    elements: tuple[int, ...]

    def __str__(self) -> str:
        return self.kind + "".join(f"{number:02}" for number in self.elements)


@dataclass(frozen=True, slots=True, eq=False)
class SegmentNode:
    """A segment at its place in a loop.

    `key` is where the qualifier stands that tells it from other segments of its id, and
    `qualifiers` are the codes it takes there, in the guide's order; without a key they are empty.
    A second key narrows the first: a node that has one comes before its siblings.
    """

    id: str
    usage: Usage
    maximum: int
    position: int
    key: Key | None
    qualifiers: tuple[str, ...]
    second_key: Key | None
    second_qualifiers: tuple[str, ...]
    syntax: tuple[Syntax, ...]
    elements: tuple[ElementNode, ...]
    loop: LoopNode

    def matches(self, elements: list[str], component: str) -> bool:
        """Whether a segment is of this node, by its id and qualifiers.

        `elements` begins with the segment id; `component` is the component separator.
        """
        return (
            elements[0] == self.id
            and _holds(elements, self.key, self.qualifiers, component)
            and _holds(elements, self.second_key, self.second_qualifiers, component)
        )

    def qualifiers_of(self, elements: Sequence[str], component: str) -> tuple[str, ...]:
        """What a segment of this node has where qualifiers stand."""
        keys = (key for key in (self.key, self.second_key) if key)
        return tuple(text_at(elements, key, component) for key in keys)

    def element(self, number: int, part: int | None = None) -> ElementNode | None:
        """The element of a number counted from 1, or a component of it; None if there is none."""
        found = _numbered(self.elements, number)
        return found if found is None or part is None else _numbered(found.parts, part)

    def designator(
        self, number: int | None = None, part: int | None = None, qualifier: str | None = None
    ) -> str:
        """The name of the segment, of an element of it or of a component: `REF[6R]02`, `SV101-7`.

        `qualifier` is the one that stands there, where it is known and the node takes several.
        """
        if not self._is_qualified(whole=number is None):
            return str(Designator(self.id, None, number, part))
        shown = qualifier if qualifier in self.qualifiers else self.qualifiers[0]
        return str(Designator(self.id, shown, number, part))

    def _is_qualified(self, *, whole: bool) -> bool:
        if not self.qualifiers or self.id in _UNQUALIFIED:
            return False
        if self.id in _QUALIFIED or (whole and self.id in _OPENING):
            return True
        return any(other.id == self.id for other in self.loop.segments() if other is not self)


@dataclass(frozen=True, slots=True, eq=False)
class LoopNode:
    """A loop: the segment that opens it, and the segments and loops that may follow inside."""

    id: str
    usage: Usage
    repeat: int
    position: int
    children: tuple[SegmentNode | LoopNode, ...]
    parent: LoopNode | None

    @property
    def first(self) -> SegmentNode:
        """The segment that opens the loop."""
        opening = self.children[0]
        assert isinstance(opening, SegmentNode)
        return opening

    def segments(self) -> Iterator[SegmentNode]:
        """The loop's own segments, without those of the loops inside."""
        return (child for child in self.children if isinstance(child, SegmentNode))

    def loops(self) -> Iterator[LoopNode]:
        """The loops directly inside."""
        return (child for child in self.children if isinstance(child, LoopNode))


def _holds(
    elements: Sequence[str], key: Key | None, qualifiers: tuple[str, ...], component: str
) -> bool:
    return key is None or text_at(elements, key, component) in qualifiers


def text_at(elements: Sequence[str], key: Key, component: str) -> str:
    """What stands at an element or component of a segment, empty where it is absent."""
    number, part = key
    text = elements[number] if number < len(elements) else ""
    if part is None:
        return text
    parts = text.split(component)
    return parts[part - 1] if part <= len(parts) else ""


def _numbered(nodes: tuple[ElementNode, ...], number: int) -> ElementNode | None:
    # The tables leave no number out, so that an element stands at its own index.
    return nodes[number - 1] if 0 < number <= len(nodes) else None
