"""Transliteration: text as the character set of the guide has it (appendix B.1.1.2)."""

from __future__ import annotations

from anyascii import anyascii


def transliterated(text: str) -> str:
    """The text without accents and signs that the set does not hold: `Muñoz` is `Munoz`."""
    return text if text.isascii() else anyascii(text)
