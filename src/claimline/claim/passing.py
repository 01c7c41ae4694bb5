"""Passing over transaction sets that somebody else reads, of one file that several share."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Protocol

from claimline.claim import readings
from claimline.claim.events import Closed
from claimline.claim.walk import Walk
from claimline.x12.reader import Chunk

_ENVELOPE = frozenset(("GS", "ST", "SE", "GE", "IEA"))
_CLAIM = "CLM"
# The first two letters of these.
_BEGINNINGS = frozenset(one[:2] for one in (*_ENVELOPE, _CLAIM))


class Sharing(Protocol):
    """Which transaction sets are read here, and what is noted of the others."""

    def is_own(self) -> bool:
        """Whether the transaction set that has just opened is read here."""

    def pass_over(self, identifier: str) -> None:
        """A claim of another transaction set came by: its CLM01, empty where it is absent."""


class Passed:
    """A transaction set that is passed over: `Claims` without what its segments say.

    It ends where the same segments would end in `Claims`, so that all who share a file agree on
    its transaction sets, and segments keep their positions.
    """

    claim = None

    def __init__(self, walk: Walk, sharing: Sharing) -> None:
        self.stopped = 0
        self._walk = walk
        self._sharing = sharing

    def begin(self) -> None:
        """The transaction set begins without its ST."""

    def open(self, elements: list[str]) -> None:
        """The ST that opens the transaction set."""

    def knows(self, segment_id: str) -> bool:
        """Whether a transaction set may hold segments of an id."""
        return self._walk.knows(segment_id)

    def read(self, chunk: Chunk, start: int) -> Iterable[Closed]:
        """Pass over a chunk's segments from `start` to the next envelope segment."""
        assert chunk.header is not None
        separator = chunk.header.delimiters.element
        self.stopped = len(chunk.texts)
        for index, text in enumerate(islice(chunk.texts, start, None), start):
            if text[:2] not in _BEGINNINGS:
                continue
            elements = text.split(separator)
            if elements[0] in _ENVELOPE:
                self.stopped = index
                break
            if elements[0] == _CLAIM:
                self._sharing.pass_over(readings.text("".join(elements[1:2])) or "")
        return ()

    def stray(self, elements: list[str]) -> Iterable[Closed]:
        """A segment of an envelope in the middle, which neither opens nor ends one."""
        return ()

    def end(self, elements: list[str]) -> Iterable[Closed]:
        """The SE that closes the transaction set."""
        return ()

    def leave(self, position: int) -> Iterable[Closed]:
        """The transaction set ends without its SE."""
        return ()
