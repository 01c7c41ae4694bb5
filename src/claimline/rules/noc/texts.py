"""The two texts of a non-specific code's line: how long they are, and what one lends the other."""

from __future__ import annotations

from claimline.claim.narrative.reading import read_narrative
from claimline.claim.views import LineAsSent
from claimline.findings import Fix
from claimline.rules.repair import with_procedure
from claimline.x12.designator import Designator

LONGEST = 80
"""Characters that SV101-7 and NTE02 hold (005010X222A1)."""

_BEFORE_DESCRIPTION = 6


def described_by_the_note(line: LineAsSent) -> Fix | None:
    """The item that the line note names as the description too, for the note keeps it."""
    item = read_narrative(line.note).item
    segment = line.find(Designator("SV1"))
    if item is None or len(item) > LONGEST or segment is None or segment.chunk.header is None:
        return None
    if segment.chunk.header.delimiters.component in item:
        return None
    described = with_procedure(
        line,
        lambda parts: [
            *parts[:_BEFORE_DESCRIPTION],
            *[""] * (_BEFORE_DESCRIPTION - len(parts)),
            item,
            *parts[_BEFORE_DESCRIPTION + 1 :],
        ],
    )
    return Fix("suggested", "describe the item as the line note does", (described,))
