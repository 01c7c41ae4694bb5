"""Progress of long work, on standard error where that is a terminal."""

from __future__ import annotations

import sys
import time

_EVERY = 0.5


class Progress:
    """One line that is written over and over, from half a second on."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _EVERY
        self._shown = False
        self._on = sys.stderr.isatty()

    def tick(self, claims: int, segments: int) -> None:
        """Some more was read."""
        if self._on and time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            self._shown = True
            sys.stderr.write(f"\r\x1b[K{claims:,} claims, {segments:,} segments")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._shown = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
