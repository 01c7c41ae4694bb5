"""Loop: the base of every view, with its segments, texts and places worked out on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from claimline.findings import Place
from claimline.guide.deviations import Deviation
from claimline.guide.nodes import SegmentNode
from claimline.guide.walker import State, Step
from claimline.x12.designator import Designator
from claimline.x12.element import CompositeElement, Element
from claimline.x12.reader import Chunk

_OFTEN = 6
# The loop of a segment that has no place in the guide.
UNKNOWN = ""


def is_known(loop: str) -> bool:
    """Whether a loop is one of the guide's."""
    return loop != UNKNOWN


class Replay(Protocol):
    """A walk that can be walked again, to tell the loops of segments that were read before."""

    def step(self, state: State, elements: list[str]) -> Step: ...


@dataclass(frozen=True, slots=True)
class _Fields:
    """What a view reads of one segment: attribute, element, component if there is one, reading."""

    simple: list[tuple[str, int, Any]]
    components: list[tuple[str, int, int, Any]]
    composites: list[tuple[str, int, Any]]


class Segment:
    """One segment of a view, for reports: its elements, its loop and where it stands.

    `node` is what it is in the guide, None where it has no place or the view was not walked;
    `position` counts in the transaction set with ST = 1.
    """

    __slots__ = ("chunk", "elements", "index", "loop", "node", "position")

    def __init__(self, chunk: Chunk, index: int, loop: str, position: int) -> None:
        assert chunk.header is not None
        self.chunk = chunk
        self.index = index
        self.loop = loop
        self.node: SegmentNode | None = None
        self.position = position
        self.elements = chunk.texts[index].split(chunk.header.delimiters.element)

    @property
    def id(self) -> str:
        """The segment's id, such as SV1."""
        return self.elements[0]

    @property
    def text(self) -> str:
        """The segment as it stands, without its terminator."""
        return self.chunk.texts[self.index]

    @property
    def offset(self) -> int:
        """The byte offset of its first byte."""
        return self.chunk.start(self.index)

    def matches(self, designator: Designator) -> bool:
        """Whether the designator names this segment."""
        return self.id == designator.segment and designator.qualifier in (
            None,
            _at(self.elements, 1),
        )

    def span(self, designator: Designator) -> tuple[int, int] | None:
        """Start and end, in this segment's text, of what the designator names; None if absent."""
        if designator.element is None:
            return 0, len(self.text)
        if designator.element >= len(self.elements):
            return None
        start = sum(len(element) + 1 for element in self.elements[: designator.element])
        value = self.elements[designator.element]
        if designator.component is not None:
            assert self.chunk.header is not None
            components = value.split(self.chunk.header.delimiters.component)
            if designator.component > len(components):
                return None
            start += sum(len(part) + 1 for part in components[: designator.component - 1])
            value = components[designator.component - 1]
        return (start, start + len(value)) if value else None


class Loop:
    """A lenient view of one loop as it stands in the file.

    Its Elements are filled from the segments as they are read; what is absent or cannot be read is
    None. Nothing is kept of the segments but where they stand, so that a view is cheap.
    """

    name: ClassVar[str]
    # Of names that stand in it once, by their loop, the attribute that holds the first.
    named: ClassVar[dict[str, str]] = {}
    fields: ClassVar[dict[str, dict[str, _Fields]]] = {}
    # The walk and its state before the first segment, where the view is part of one.
    walked: tuple[Replay, State] | None = None
    # Its segments, once they have been asked for often; how often they were.
    _kept: list[Segment] | None = None
    _asked = 0
    # What the guide finds wrong with its segments, each with the position it was noticed at.
    deviations: Sequence[tuple[Deviation, int]] = ()

    def __init_subclass__(cls) -> None:
        cls.fields = {}
        for attribute in dir(cls):
            element = getattr(cls, attribute)
            # What a procedure holds, and what is read on demand, is not filled in.
            if type(element) in (Element, CompositeElement):
                _add_field(cls.fields, attribute, element)

    def __init__(self, loop: str | None = None) -> None:
        self.loop = self.name if loop is None else loop
        self.spans: list[tuple[Chunk, int, int, int]] = []

    def read(self, elements: list[str], component: str) -> None:
        """Fill the attributes that stand in a segment; the first such segment counts."""
        fields = self.fields[elements[0]]
        size = len(elements)
        found = fields.get("") or fields.get(elements[1] if size > 1 else "")
        if found is None:
            return
        fill = self.__dict__.setdefault
        for name, index, reading in found.simple:
            if index < size and (text := elements[index]):
                fill(name, reading(text))
        for name, index, number, reading in found.components:
            if index < size and (text := elements[index]):
                parts = text.split(component)
                if number <= len(parts) and parts[number - 1]:
                    fill(name, reading(parts[number - 1]))
        for name, index, reading in found.composites:
            if index < size and (text := elements[index]):
                fill(name, reading(text, component))

    def add_deviation(self, deviation: Deviation, position: int) -> None:
        """Keep what the guide finds wrong, noticed at that position."""
        self.__dict__.setdefault("deviations", []).append((deviation, position))

    def segments(self) -> Iterator[Segment]:
        """Its segments in order, those of loops inside it included."""
        return self.between(0, None, self.walked)

    def between(
        self, first: int, stop: int | None, walked: tuple[Replay, State] | None
    ) -> Iterator[Segment]:
        """Its segments from a position to before another, walked from the state at the first.

        A view that is asked often, for it has many findings, keeps them.
        """
        if self._kept is None and self._asked >= _OFTEN:
            self._kept = list(self._between(0, None, self.walked))
        self._asked += 1
        if self._kept is None:
            yield from self._between(first, stop, walked)
            return
        start = max(0, first - self._kept[0].position) if self._kept else 0
        for index in range(start, len(self._kept)):
            segment = self._kept[index]
            if stop is not None and segment.position >= stop:
                return
            yield segment

    def elements_of(self, segment_id: str) -> Iterator[tuple[int, list[str]]]:
        """Position and elements of its segments of an id, whichever their loop.

        Where they stand in the guide is not worked out, so that this costs little.
        """
        for chunk, start, end, position in self.spans:
            assert chunk.header is not None
            separator = chunk.header.delimiters.element
            for index in range(start, end):
                text = chunk.texts[index]
                if text.startswith(segment_id):
                    elements = text.split(separator)
                    if elements[0] == segment_id:
                        yield position + index - start, elements

    def segment_at(self, position: int) -> Segment | None:
        """Its segment at a position in the transaction set."""
        if self._kept:
            index = position - self._kept[0].position
            return self._kept[index] if 0 <= index < len(self._kept) else None
        return next((one for one in self.segments() if one.position == position), None)

    def backwards(self, position: int | None) -> Iterator[Segment]:
        """Its segments before a position, or all, the last first."""
        kept = self._kept if self._kept is not None else list(self.segments())
        end = len(kept)
        if position is not None and kept:
            end = max(0, min(end, position - kept[0].position))
        return (kept[index] for index in range(end - 1, -1, -1))

    def _between(
        self, first: int, stop: int | None, walked: tuple[Replay, State] | None
    ) -> Iterator[Segment]:
        walk, state = walked or (None, None)
        for chunk, start, end, position in self.spans:
            offset = position - start
            for index in range(max(start, first - offset), end):
                if stop is not None and index + offset >= stop:
                    return
                segment = Segment(chunk, index, self.loop, index + offset)
                if walk and state:
                    step = walk.step(state, segment.elements)
                    segment.node, state = step.node, step.after
                    segment.loop = step.node.loop.id if step.node else UNKNOWN
                yield segment

    @classmethod
    def reads(cls, segment_id: str, qualifier: str) -> list[tuple[str, int, int | None, Any]]:
        """What its Elements read of a segment: attribute, element, component, reading."""
        fields = cls.fields.get(segment_id, {})
        found = fields.get("") or fields.get(qualifier)
        if found is None:
            return []
        return [
            *((name, index, None, reading) for name, index, reading in found.simple),
            *found.components,
            *((name, index, None, reading) for name, index, reading in found.composites),
        ]

    def find(self, designator: Designator, loop: str | None = None) -> Segment | None:
        """The first segment the designator names in this view's loop, or in a loop inside it."""
        wanted = loop or self.loop
        for segment in self.segments():
            if segment.loop == wanted and segment.matches(designator):
                return segment
        return None

    def text(self, element: Element[Any] | str, loop: str | None = None) -> str | None:
        """What stands at an element, as written; None when it is absent."""
        designator = as_designator(element)
        segment = self.find(designator, loop)
        span = segment.span(designator) if segment else None
        return segment.text[slice(*span)] if segment and span else None

    def at(self, element: Element[Any] | str, loop: str | None = None) -> Place:
        """The place of an element of this view, for a problem."""
        return Place(str(as_designator(element)), self, loop)

    def missing(self, segment: str, loop: str | None = None) -> Place:
        """The place where an absent segment belongs, such as `DTP[472]` or `NM1[DK]` in 2420E."""
        return Place(segment, self, loop, missing=True)


class InnerLoop(Loop):
    """A view of a loop inside another: its segments are those of `around` from `first` on.

    `first` and `stop` are positions in the transaction set; `stop` is the first position after it,
    None while nothing follows. `before` is the walk's state before its first segment.
    """

    stop: int | None = None

    def __init__(self, around: Loop, first: int, loop: str, before: State) -> None:
        self.loop = loop
        self.around = around
        self.first = first
        self._before = before

    def segments(self) -> Iterator[Segment]:
        """Its segments in order, those of loops inside it included."""
        whole = self._whole()
        walked = (whole.walked[0], self._before) if whole.walked else None
        return whole.between(self.first, self.stop, walked)

    def segment_at(self, position: int) -> Segment | None:
        """Its segment at a position in the transaction set."""
        if position < self.first or (self.stop is not None and position >= self.stop):
            return None
        return self._whole().segment_at(position)

    def backwards(self, position: int | None) -> Iterator[Segment]:
        """Its segments before a position, or all, the last first."""
        inside = list(self.segments())
        return (one for one in reversed(inside) if position is None or one.position < position)

    def _whole(self) -> Loop:
        """The view around it that holds the segments."""
        whole = self.around
        while isinstance(whole, InnerLoop):
            whole = whole.around
        return whole


def as_designator(element: Element[Any] | str) -> Designator:
    """The designator of an Element, or of its text form."""
    return Designator.parse(element) if isinstance(element, str) else element.designator


def _at(elements: list[str], index: int) -> str:
    return elements[index] if index < len(elements) else ""


def _add_field(fields: dict[str, dict[str, _Fields]], name: str, element: Element[Any]) -> None:
    designator = element.designator
    assert designator.element is not None
    of_segment = fields.setdefault(designator.segment, {})
    found = of_segment.setdefault(designator.qualifier or "", _Fields([], [], []))
    if isinstance(element, CompositeElement):
        found.composites.append((name, designator.element, element.reading))
    elif designator.component is not None:
        at = designator.element, designator.component
        found.components.append((name, *at, element.reading))
    else:
        found.simple.append((name, designator.element, element.reading))
