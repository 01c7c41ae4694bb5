"""Answer: the base of the views of what came back, and what the readers of each kind share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import ClassVar, Protocol

from claimline.claim.loop import Loop


class Kind(StrEnum):
    """Which transaction set an answer came in."""

    TA1 = "TA1"
    FUNCTIONAL = "999"
    CLAIM_STATUS = "277CA"
    REMITTANCE = "835"


class Answer(Loop):
    """One thing that a response says, as it stands in the file; what cannot be read is None."""

    kind: ClassVar[Kind]

    @property
    def offset(self) -> int | None:
        """The byte offset of its first segment."""
        segment = next(self.segments(), None)
        return segment.offset if segment else None

    def fill(self, elements: list[str], component: str) -> None:
        """Read the attributes that stand in a segment, if any do."""
        if elements[0] in self.fields:
            self.read(elements, component)


# Notes where the present segment stands, as the first of an answer.
Place = Callable[[Loop], None]


class Content(Protocol):
    """Reads the segments of one transaction set into answers."""

    def take(self, elements: list[str], component: str) -> Iterable[Answer]:
        """One more segment; the answers that are complete now."""

    def finish(self) -> Iterable[Answer]:
        """The transaction set is over; what was still open."""


def at(elements: Sequence[str], number: int) -> str:
    """An element by its number, empty where it is absent."""
    return elements[number] if number < len(elements) else ""
