"""Modifiers that found no place on the line: 99 and the note."""

from __future__ import annotations

from datetime import date

from claimline.codes import Tables, Validity

MOST_MODIFIERS = 4
OVERFLOW = "99"


def are_modifiers(word: str, on: date, codes: Tables) -> bool:
    """Whether a word is one or more modifiers of the day, written without spaces: `KXRT`."""
    pairs = [word[at : at + 2] for at in range(0, len(word), 2)]
    return bool(pairs) and all(
        codes.modifier(pair, on) is not None and codes.modifier_validity(pair, on) is Validity.VALID
        for pair in pairs
    )
