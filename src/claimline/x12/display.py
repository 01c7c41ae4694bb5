"""Showing bytes that were read as Latin-1 text."""

from __future__ import annotations


def as_written(text: str) -> str:
    """The text as UTF-8 where its bytes are UTF-8, else as Latin-1."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text
