"""Repairs: the text of a segment with something in it written anew, the rest as it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from claimline.claim.loop import Segment
from claimline.claim.views import LineAsSent
from claimline.x12.designator import Designator
from claimline.x12.types import R

_SERVICE = Designator.parse("SV1")
_MODIFIER_PLACES = 4


def with_element(segment: Segment, number: int, text: str) -> str:
    """The segment's text, without terminator, with `text` as its element `number`."""
    assert segment.chunk.header is not None
    elements = [*segment.elements[:number], text, *segment.elements[number + 1 :]]
    return segment.chunk.header.delimiters.element.join(elements)


def without_end_separators(segment: Segment, designator: Designator) -> str:
    """The segment's text without separators at its end, or at the end of a composite named."""
    assert segment.chunk.header is not None
    delimiters = segment.chunk.header.delimiters
    if designator.element is None:
        return segment.text.rstrip(delimiters.element)
    written = segment.elements[designator.element]
    return with_element(segment, designator.element, written.rstrip(delimiters.component))


def without_end_blanks(segment: Segment, designator: Designator) -> str:
    """The segment's text without blanks at the end of the element or component named."""
    assert segment.chunk.header is not None
    assert designator.element is not None
    separator = segment.chunk.header.delimiters.component
    parts = [segment.elements[designator.element]]
    if designator.component is not None:
        parts = parts[0].split(separator)
    at = (designator.component or 1) - 1
    parts[at] = parts[at].rstrip(" ")
    return with_element(segment, designator.element, separator.join(parts))


def with_procedure(line: LineAsSent, change: Callable[[list[str]], list[str]]) -> str:
    """The line's SV1, without its terminator, with the components of SV101 changed."""
    segment = line.find(_SERVICE)
    assert segment is not None
    assert segment.chunk.header is not None
    separator = segment.chunk.header.delimiters.component
    components = change(segment.elements[1].split(separator))
    return with_element(segment, 1, separator.join(components))


def with_code(line: LineAsSent, code: str) -> str:
    """The line's SV1, without its terminator, with another procedure code."""
    return with_procedure(line, lambda parts: [parts[0], code, *parts[2:]])


def rewritten(
    line: LineAsSent,
    modifiers: Sequence[str],
    *,
    charge: int | None = None,
    units: int | None = None,
) -> str:
    """The line's SV1 with these modifiers, filled from the left, without its terminator.

    `charge` is in cents; a charge or units of None stay as they stand. The line must hold an SV101,
    and an SV102 or SV104 that is replaced.
    """
    segment = line.find(_SERVICE)
    assert segment is not None
    assert segment.chunk.header is not None
    delimiters = segment.chunk.header.delimiters
    elements = list(segment.elements)
    elements[1] = delimiters.component.join(
        _with_modifiers(elements[1].split(delimiters.component), modifiers)
    )
    if charge is not None:
        elements[2] = R.write(Decimal(charge) / 100)
    if units is not None:
        elements[4] = R.write(Decimal(units))
    return delimiters.element.join(elements)


def _with_modifiers(components: list[str], modifiers: Sequence[str]) -> list[str]:
    start, after = components[:2], components[2 + _MODIFIER_PLACES :]
    empty = _MODIFIER_PLACES - len(modifiers) if any(after) else 0
    return [*start, *modifiers, *[""] * empty, *(after if any(after) else [])]
