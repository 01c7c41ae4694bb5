"""Runs of segments: which segments of which chunks a view is made of."""

from __future__ import annotations

from claimline.claim.loop import Loop
from claimline.x12.reader import Chunk


class Runs:
    """Notes for each open view where its segments stand, across chunks.

    `index` is the present segment's place in its chunk, `position` its place in the transaction
    set (ST = 1).
    """

    def __init__(self) -> None:
        self.index = 0
        self.position = 0
        self._chunk: Chunk | None = None
        self._open: dict[Loop, tuple[int, int]] = {}

    def enter(self, chunk: Chunk) -> None:
        """A chunk begins: what is open goes on in it."""
        self._chunk = chunk
        self._open = dict.fromkeys(self._open, (0, self.position + 1))

    def leave(self, chunk: Chunk) -> None:
        """A chunk is done: what is open holds the rest of it."""
        for view, (start, position) in self._open.items():
            view.spans.append((chunk, start, len(chunk.texts), position))

    def begin(self, view: Loop) -> None:
        """The view's first segment is the present one."""
        self._open[view] = (self.index, self.position)

    def end(self, view: Loop) -> None:
        """The view's last segment was the one before the present one."""
        run = self._open.pop(view, None)
        if run and self._chunk and run[0] < self.index:
            view.spans.append((self._chunk, run[0], self.index, run[1]))

    def add(self, view: Loop) -> None:
        """The present segment alone belongs to the view."""
        assert self._chunk is not None
        view.spans.append((self._chunk, self.index, self.index + 1, self.position))
