"""Progress of long work, on standard error where that is a terminal."""

from __future__ import annotations

import sys
import time

from claimline.report.visible import visible

_EVERY = 0.5


class Progress:
    """One line that is written over and over, from half a second on."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _EVERY
        self._shown = False
        self._on = sys.stderr.isatty()

    def tick(self, claims: int, segments: int) -> None:
        """Some more was read."""
        if self._is_due():
            self._write(f"{claims:,} claims, {segments:,} segments")

    def tick_lines(self, name: str, lines: int) -> None:
        """Some more lines of a file were read."""
        if self._is_due():
            self._write(f"{visible(name)}: {lines:,} lines")

    def _is_due(self) -> bool:
        return self._on and time.monotonic() >= self._next

    def _write(self, text: str) -> None:
        self._next = time.monotonic() + _EVERY
        self._shown = True
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._shown = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
