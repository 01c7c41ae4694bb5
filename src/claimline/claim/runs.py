"""Runs: which segments of which chunks the open view is made of."""

from __future__ import annotations

from claimline.claim.loop import Loop
from claimline.x12.reader import Chunk


class Runs:
    """Notes where the segments of the open heading, level or claim stand, across chunks.

    `index` is the present segment's place in its chunk, `base` the position of the chunk's first
    segment in the transaction set (ST = 1).
    """

    def __init__(self) -> None:
        self.index = 0
        self.base = 0
        self._chunk: Chunk | None = None
        self._open: Loop | None = None
        self._start = 0

    @property
    def position(self) -> int:
        """The present segment's place in its transaction set, ST = 1."""
        return self.base + self.index

    def restart(self, position: int = 1) -> None:
        """The present segment is the first of its transaction set: ST, or what is behind it."""
        self.base = position - self.index

    def enter(self, chunk: Chunk) -> None:
        """A chunk begins: what is open goes on in it."""
        if self._chunk is not None:
            self.base += len(self._chunk.texts)
        self._chunk = chunk
        self.index = 0
        self._start = 0

    def leave(self) -> None:
        """The chunk is done: what is open holds the rest of it."""
        assert self._chunk is not None
        self.index = len(self._chunk.texts)
        self._note(self.index)
        self._start = self.index

    def begin(self, view: Loop, position: int) -> None:
        """The view's first segment is the one at a position, in this chunk."""
        self._open = view
        self._start = position - self.base

    def end(self, view: Loop, position: int) -> None:
        """The view's last segment was the one before a position, in this chunk."""
        if self._open is view:
            self._note(position - self.base)
            self._open = None

    def add(self, view: Loop) -> None:
        """The present segment alone belongs to the view."""
        assert self._chunk is not None
        view.spans.append((self._chunk, self.index, self.index + 1, self.position))

    def _note(self, stop: int) -> None:
        start = self._start
        if self._open is not None and self._chunk is not None and stop > start:
            self._open.spans.append((self._chunk, start, stop, self.base + start))
