"""Seen: which texts of a file came before, in eight bytes each."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from hashlib import blake2b

_FRESH = 4096


class Seen:
    """A set of digests that stays small however many texts it is shown.

    Two texts share a digest once in some 2**32 files of a million texts.
    """

    def __init__(self) -> None:
        self._sorted = array("Q")
        self._fresh: set[int] = set()

    def before(self, text: str) -> bool:
        """Whether the text was shown before; from now on it was."""
        digest = int.from_bytes(blake2b(text.encode("latin-1"), digest_size=8).digest())
        at = bisect_left(self._sorted, digest)
        if digest in self._fresh or (at < len(self._sorted) and self._sorted[at] == digest):
            return True
        self._fresh.add(digest)
        if len(self._fresh) >= _FRESH:
            self._sorted = array("Q", sorted([*self._sorted, *self._fresh]))
            self._fresh.clear()
        return False
