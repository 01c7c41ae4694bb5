"""The abbreviations that a narrative too long for its element is shortened by.

`data/abbreviations.csv` is our own list. `published` names a payer's list that has the abbreviation
too: CGS, abbreviations for submitting narrative information.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files


class Vocabulary(StrEnum):
    """Where an abbreviation is used: in the name of a firm, or in any other words."""

    FIRM = "firm"
    WORDS = "words"


@dataclass(frozen=True)
class Abbreviation:
    """A phrase, in upper case, and what stands for it; its words may be joined by hyphens."""

    vocabulary: Vocabulary
    phrase: str
    short: str
    published: str | None

    def found_in(self, text: str) -> str | None:
        """The phrase as it stands in the text."""
        match = self._pattern.search(text)
        return match[0] if match else None

    def applied(self, text: str) -> str:
        """The text with the abbreviation wherever the phrase stood."""
        return self._pattern.sub(self.short, text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = "[ -]".join(map(re.escape, self.phrase.split()))
        return re.compile(rf"(?<![\w-]){words}(?![\w-])")


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """The whole list, in its order."""
    text = files("claimline.claim.narrative").joinpath("data/abbreviations.csv").read_text("utf-8")
    return tuple(map(_abbreviation, csv.DictReader(text.splitlines())))


def _abbreviation(row: Mapping[str, str]) -> Abbreviation:
    return Abbreviation(
        Vocabulary(row["vocabulary"]),
        row["phrase"],
        row["abbreviation"],
        row["published"] or None,
    )
