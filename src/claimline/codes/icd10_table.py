"""Making the ICD-10-CM table: codes grouped by category, with a mark for what each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from claimline.codes.icd10 import CATEGORY_LENGTH, HEADER, NO_SIDE

_RIGHT, _LEFT, _BOTH, _OPEN = "right", "left", "bilateral", "unspecified"


class Category(NamedTuple):
    """A row of the table: a category of three characters, and the rest of its codes with marks."""

    category: str
    codes: str


def categories(descriptions: Mapping[str, str], billable: set[str]) -> Iterator[Category]:
    """The rows, in order, of every code with its official description in lower case."""
    sides = dict(_sides({code: descriptions[code] for code in billable}))
    for category, codes in groupby(sorted(descriptions), lambda code: code[:CATEGORY_LENGTH]):
        words = (
            code[CATEGORY_LENGTH:] + (sides.get(code, NO_SIDE) if code in billable else HEADER)
            for code in codes
        )
        yield Category(category, " ".join(words))


def _sides(descriptions: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The codes with a side and its mark.

    A code is for a side only where its category has the same words with the other side, so that a
    left ventricle is none; it leaves the side open where its words with a side are there too.
    """
    for _, group in groupby(sorted(descriptions), lambda code: code[:CATEGORY_LENGTH]):
        codes = list(group)
        known = {_plain(descriptions[code]) for code in codes}
        for code in codes:
            words = _plain(descriptions[code]).split()
            if _BOTH in words:
                yield code, "b"
            elif _swapped(words, _RIGHT, [_LEFT]) & known:
                yield code, "r"
            elif _swapped(words, _LEFT, [_RIGHT]) & known:
                yield code, "l"
            elif _swapped(words, _OPEN, [_RIGHT, f"{_RIGHT} dominant"]) & known:
                yield code, "u"


def _plain(text: str) -> str:
    return " ".join(word for word in re.findall("[a-z0-9]+", text) if word != "of")


def _swapped(words: list[str], word: str, others: Iterable[str]) -> set[str]:
    """The words with one occurrence of a word exchanged, in every way, and with all of them."""
    places = [at for at, each in enumerate(words) if each == word]
    return {
        " ".join(other if at in exchanged else each for at, each in enumerate(words))
        for other in others
        for exchanged in ([places] if places else []) + [[at] for at in places]
    }
