"""Transliteration: text as the character set of the guide has it (appendix B.1.1.2)."""

from __future__ import annotations

from anyascii import anyascii


class TransliterationWarning(UserWarning):
    """A model holds characters that no 837P may hold, and others were written for them."""


def transliterated(text: str) -> str:
    """The text without accents and signs that the set does not hold: `Muñoz` is `Munoz`."""
    return text if text.isascii() else anyascii(text)


def changes_said(text: str) -> str:
    """What transliterating does to a text: `is written with ñ as n`."""
    changes = dict.fromkeys(one for one in text if not one.isascii())
    pairs = (f"{one} as {transliterated(one) or 'nothing'}" for one in changes)
    return f"is written with {', '.join(pairs)}"
