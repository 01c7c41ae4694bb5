"""Generic segments and loops: what the guide has and no model names, as it stands.

Their elements are text, read and written by designator: `segment["CR104"]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from claimline.claim.models.plan import loop_node
from claimline.claim.models.written import Text, Written, composite, trimmed
from claimline.guide.nodes import LoopNode
from claimline.x12.designator import Designator

_CONFIG = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

SegmentId = Annotated[str, StringConstraints(pattern="^[A-Z][A-Z0-9]{1,2}$")]


class OtherSegment(BaseModel):
    """A segment of the guide for which its loop has no field.

    `elements` are those after the segment's id, "" for an absent one, a composite as its
    components.
    """

    model_config = _CONFIG

    segment: SegmentId
    elements: tuple[str | tuple[str, ...], ...] = Field(min_length=1)

    def __getitem__(self, designator: str) -> str | None:
        """The text at a designator such as `CR104` or `HI01-2`; None where it is absent.

        Raises KeyError for a designator of another segment or of none of its elements.
        """
        number, part = self._place(designator)
        text: Text = self.elements[number - 1] if number <= len(self.elements) else ""
        if part is None:
            return ":".join(text) or None if isinstance(text, tuple) else text or None
        parts = (text,) if isinstance(text, str) else text
        return (parts[part - 1] if part <= len(parts) else "") or None

    def replace(self, designator: str, text: str) -> Self:
        """The segment with another text at a designator, "" for none. KeyError as above."""
        number, part = self._place(designator)
        elements: list[Text] = [*self.elements, *("",) * (number - len(self.elements))]
        if part is None:
            elements[number - 1] = text
        else:
            old = elements[number - 1]
            parts = [old] if isinstance(old, str) else [*old]
            parts += [""] * (part - len(parts))
            parts[part - 1] = text
            elements[number - 1] = composite(parts)
        return type(self)(segment=self.segment, elements=trimmed(elements))

    def matches(self, designator: str) -> bool:
        """Whether a designator names this segment or an element of it: `CRC`, `CRC[07]03`."""
        wanted = Designator.parse(designator)
        first = self.elements[0] if isinstance(self.elements[0], str) else self.elements[0][0]
        return wanted.segment == self.segment and wanted.qualifier in (None, first)

    def _place(self, designator: str) -> tuple[int, int | None]:
        wanted = Designator.parse(designator)
        if wanted.element is None or not self.matches(designator):
            raise KeyError(f"{self.segment} has no element {designator}")
        return wanted.element, wanted.component

    @classmethod
    def of(cls, written: Written) -> Self:
        """A segment that was read."""
        elements = (
            one.rstrip(" ") if isinstance(one, str) else tuple(part.rstrip(" ") for part in one)
            for one in written.elements
        )
        return cls.model_construct(segment=written.node.id, elements=trimmed(elements))

    def written(self, loop: LoopNode) -> Written:
        """The segment at its node in a loop; ValueError where the guide has none there."""
        elements = [one if isinstance(one, str) else "\x1f".join(one) for one in self.elements]
        for node in loop.segments():
            if node.matches([self.segment, *elements], "\x1f"):
                return Written(node, trimmed(self.elements))
        raise ValueError(f"{self.segment} with this qualifier has no place in loop {loop.id}")


class OtherLoop(BaseModel):
    """A loop of the guide for which there is no model; its segments are named by the guide."""

    model_config = _CONFIG

    loop: str
    segments: tuple[OtherSegment, ...] = Field(min_length=1)
    loops: tuple[OtherLoop, ...] = ()

    def __getitem__(self, designator: str) -> str | None:
        """The text at a designator, of its first such segment; None where it is absent."""
        for segment in self.segments:
            if segment.matches(designator):
                return segment[designator]
        return None

    def replace(self, designator: str, text: str) -> Self:
        """The loop with another text at a designator of its first such segment, else KeyError."""
        for at, segment in enumerate(self.segments):
            if segment.matches(designator):
                changed = segment.replace(designator, text)
                segments = (*self.segments[:at], changed, *self.segments[at + 1 :])
                return type(self)(loop=self.loop, segments=segments, loops=self.loops)
        raise KeyError(f"loop {self.loop} has no segment {designator}")

    def written(self) -> Iterator[Written]:
        """Its segments at their nodes; ValueError where the guide has no such loop or segment."""
        try:
            node = loop_node(self.loop)
        except KeyError as error:
            raise ValueError(f"the guide has no loop {self.loop!r}") from error
        for segment in self.segments:
            yield segment.written(node)
        for inner in self.loops:
            yield from inner.written()
