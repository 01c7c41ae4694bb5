"""Progress: seen on a terminal only, and taken away again."""

from __future__ import annotations

import io
import sys
import time

import pytest

from claimline.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def ticked(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, seconds: float) -> str:
    now = time.monotonic()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(time, "monotonic", lambda: now)
    progress = Progress()
    monkeypatch.setattr(time, "monotonic", lambda: now + seconds)

    progress.tick(1_234, 26_000)
    progress.clear()
    return stream.getvalue()


def test_long_work_is_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    written = ticked(Terminal(), monkeypatch, seconds=1)

    assert written == "\r\x1b[K1,234 claims, 26,000 segments\r\x1b[K"


def test_short_work_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ticked(Terminal(), monkeypatch, seconds=0.1) == ""


def test_nothing_is_shown_where_no_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ticked(io.StringIO(), monkeypatch, seconds=1) == ""
