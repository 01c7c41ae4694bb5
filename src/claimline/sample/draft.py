"""A claim before it is written: its segments, to be changed by designator and by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from claimline.x12.designator import Designator
from claimline.x12.types import R
from claimline.x12.writer import ElementText

Segment = list[ElementText]
"""Its id and elements; a composite is a tuple of components."""


class Draft:
    """The segments of one claim with the levels opened for it; a service line begins at its LX."""

    def __init__(self, segments: Iterable[tuple[ElementText, ...]]) -> None:
        self.above: list[Segment] = []
        self.lines: list[list[Segment]] = []
        for segment in map(list, segments):
            if segment[0] == "LX":
                self.lines.append([])
            (self.lines[-1] if self.lines else self.above).append(segment)

    def __iter__(self) -> Iterator[Segment]:
        yield from self.above
        for line in self.lines:
            yield from line

    @property
    def identifier(self) -> str:
        """CLM01."""
        return _text(get(self.above, "CLM01"))

    def number(self) -> None:
        """Number the lines from 1."""
        for number, line in enumerate(self.lines, 1):
            put(line, "LX01", str(number))

    def balance(self) -> None:
        """Say the sum of the charges in CLM02; one that is no amount counts nothing."""
        charges = Decimal(0)
        for line in self.lines:
            with suppress(InvalidOperation):
                charges += Decimal(_text(get(line, "SV102")))
        put(self.above, "CLM02", R.write(charges))


def find(segments: list[Segment], designator: str) -> Segment | None:
    """The first segment that a designator names."""
    wanted = Designator.parse(designator)
    for segment in segments:
        qualifier = segment[1] if len(segment) > 1 else None
        if isinstance(qualifier, tuple):
            qualifier = qualifier[0]
        if segment[0] == wanted.segment and wanted.qualifier in (None, qualifier):
            return segment
    return None


def get(segments: list[Segment], designator: str) -> ElementText:
    """What stands at an element or component; None where it is absent."""
    segment = find(segments, designator)
    wanted = Designator.parse(designator)
    if segment is None or wanted.element is None or wanted.element >= len(segment):
        return None
    value = segment[wanted.element]
    if wanted.component is None:
        return value
    components = value if isinstance(value, tuple) else (value,)
    return components[wanted.component - 1] if wanted.component <= len(components) else None


def put(segments: list[Segment], designator: str, text: str | None) -> None:
    """Write an element or component of the first segment named; LookupError where there is none."""
    segment = find(segments, designator)
    wanted = Designator.parse(designator)
    if segment is None or wanted.element is None:
        raise LookupError(f"no {designator} to write")
    segment += [None] * (wanted.element + 1 - len(segment))
    if wanted.component is None:
        segment[wanted.element] = text
        return
    value = segment[wanted.element]
    components = list(value) if isinstance(value, tuple) else [value]
    components += [None] * (wanted.component - len(components))
    components[wanted.component - 1] = text
    segment[wanted.element] = tuple(components)


def _text(value: ElementText) -> str:
    return value if isinstance(value, str) else ""
