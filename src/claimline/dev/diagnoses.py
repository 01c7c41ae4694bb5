"""The ICD-10-CM table, made from the release the package simple-icd-10-cm holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import groupby

from claimline.codes.icd10 import CATEGORY_LENGTH, HEADER, NO_SIDE

_CODE = re.compile("[A-Z][0-9A-Z]{2,6}")
_RIGHT, _LEFT, _BOTH, _OPEN = "right", "left", "bilateral", "unspecified"


def compile_diagnoses() -> str:
    """The text of `diagnoses.csv`; ImportError where the package is not installed."""
    book = import_module("simple_icd_10_cm")
    descriptions = {
        code: book.get_description(code).casefold()
        for code in book.get_all_codes(False)
        if _CODE.fullmatch(code)
    }
    leaves = {code for code in descriptions if book.is_leaf(code)}
    return "category,codes\n" + "".join(_lines(descriptions, leaves))


def _lines(descriptions: Mapping[str, str], leaves: set[str]) -> Iterator[str]:
    sides = dict(_sides({code: descriptions[code] for code in leaves}))
    for category, codes in groupby(sorted(descriptions), lambda code: code[:CATEGORY_LENGTH]):
        words = (
            code[CATEGORY_LENGTH:] + (sides.get(code, NO_SIDE) if code in leaves else HEADER)
            for code in codes
        )
        yield f"{category},{' '.join(words)}\n"


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
