"""Which elements hold a patient's or subscriber's identity, and masking them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from claimline.claim.loop import Segment, is_known
from claimline.x12.designator import Designator

MASK = "***"

# Segments whose elements tell themselves apart even where no loop is known: they name no one, or
# their qualifier says what they hold. Any other one could be a name, misspelt or out of place.
_TOLD = frozenset(
    (
        *("ISA", "GS", "ST", "SE", "GE", "IEA", "TA1", "BHT", "HL", "CLM", "LX", "SV1", "SV5"),
        *("HI", "DTP", "AMT", "CAS", "SVD", "OI", "MOA", "QTY", "MEA", "CRC", "CN1", "REF"),
        *("PRV", "CUR"),
    )
)
_ENVELOPES = ("ISA", "GS")


@cache
def _held() -> dict[tuple[str, str], tuple[Designator, ...]]:
    """PHI designators by loop and segment id."""
    text = files("claimline.claim").joinpath("data/phi.csv").read_text("utf-8")
    held: dict[tuple[str, str], tuple[Designator, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        designator = Designator.parse(row["designator"])
        key = row["loop"], designator.segment
        held[key] = (*held.get(key, ()), designator)
    return held


def is_phi(loop: str, designator: Designator) -> bool:
    """Whether an element of a loop holds PHI, by its designator as the list has it."""
    return designator in _held().get((loop, designator.segment), ())


def holds_phi(segment: Segment, designator: Designator) -> bool:
    """Whether what the designator names in the segment is, or holds, PHI."""
    masked = masked_elements(segment)
    return bool(masked) if designator.element is None else designator.element in masked


def may_hold_phi(segment_id: str, element: int | None) -> bool:
    """Whether an element of such a segment holds PHI in any loop: for data whose loop is untold."""
    if segment_id not in _TOLD:
        return True
    return any(
        element in (None, designator.element)
        for (_, held_id), designators in _held().items()
        if held_id == segment_id
        for designator in designators
    )


def masked_elements(segment: Segment) -> frozenset[int]:
    """The numbers of the segment's elements that hold PHI.

    What stands in a loop that could not be told is taken for a patient's.
    """
    untold = not is_known(segment.loop) or segment.loop in _ENVELOPES
    if untold and segment.id not in _TOLD:
        return frozenset(range(2 if segment.id == "NM1" else 1, len(segment.elements)))
    held = {
        designator.element
        for (loop, segment_id), designators in _held().items()
        if segment_id == segment.id and (untold or loop == segment.loop)
        for designator in designators
        if designator.element is not None and segment.matches(designator)
    }
    if held and segment.node:
        # Data that slid into elements the guide does not use, or knows, is not shown either.
        known = segment.node.elements
        held.update(element.number for element in known if element.usage == "N")
        held.update(range(len(known) + 1, len(segment.elements)))
    return frozenset(held)
