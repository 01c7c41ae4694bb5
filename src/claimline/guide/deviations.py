"""Deviation: one way in which a transaction set departs from the guide."""

from __future__ import annotations

from dataclasses import dataclass

OUT_OF_PLACE = frozenset(("IGC004", "IGC005"))
"""The numbers of segments that stand where the guide has no place for them, or too late."""

UNPLACED = OUT_OF_PLACE | {"IGC003"}
"""The same, and of segments that the guide does not know."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """What is wrong, by its number in the table of structure rules, and where.

    `designator` names a segment (`DTP[472]`) or an element (`SV101-7`) in `loop`; it is empty where
    the segment's id could be no one's. `message` says what was found and what is expected, without
    a value that may be PHI. `missing` says that the segment named is absent.
    """

    code: str
    loop: str
    designator: str
    message: str
    missing: bool = False
