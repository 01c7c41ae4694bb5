"""Repairs: the text of a segment with one element written anew."""

from __future__ import annotations

from claimline.claim.loop import Segment


def with_element(segment: Segment, number: int, text: str) -> str:
    """The segment's text, without terminator, with `text` as its element `number`."""
    assert segment.chunk.header is not None
    elements = [*segment.elements[:number], text, *segment.elements[number + 1 :]]
    return segment.chunk.header.delimiters.element.join(elements)
