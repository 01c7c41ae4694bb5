"""Seen: which texts of a file came before, in few bytes each."""

from __future__ import annotations

from array import array

_SLOTS = 64
_EIGHT_BYTES = (1 << 64) - 1


class Seen:
    """A set of digests, at most 20 bytes a text, that answers as fast however many it holds.

    Two texts share a digest once in some 2**25 files of a million texts.
    """

    def __init__(self) -> None:
        self._slots = array("Q", (0,)) * _SLOTS
        self._count = 0

    def before(self, text: str) -> bool:
        """Whether the text was shown before; from now on it was."""
        # A slot of 0 is free.
        digest = hash(text) & _EIGHT_BYTES or 1
        slots = self._slots
        last = len(slots) - 1
        at = digest & last
        while held := slots[at]:
            if held == digest:
                return True
            at = (at + 1) & last
        slots[at] = digest
        self._count += 1
        if self._count * 5 > len(slots) * 4:
            self._grow()
        return False

    def _grow(self) -> None:
        held = self._slots
        slots = self._slots = array("Q", (0,)) * (2 * len(held))
        last = len(slots) - 1
        for digest in filter(None, held):
            at = digest & last
            while slots[at]:
                at = (at + 1) & last
            slots[at] = digest
