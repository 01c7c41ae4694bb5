"""Diagnoses: the ICD-10-CM code set of a release, grouped by category so that it stays small.

A row of the table is a category of three characters and the rest of each of its codes with a mark:
`-` a header, `n` a billable code of no side, `r` right, `l` left, `b` bilateral, `u` a side not
specified though codes beside it name one. `M21` with `37- 371r` holds M2137, which nobody may
bill, and M21371, right.
"""

from __future__ import annotations

from datetime import date

from claimline.codes.facts import DiagnosisFact, DiagnosisSide, EndedDiagnosis
from claimline.codes.lookup import Lookup

HEADER = "-"
NO_SIDE = "n"
SIDES = {
    "r": DiagnosisSide.RIGHT,
    "l": DiagnosisSide.LEFT,
    "b": DiagnosisSide.BILATERAL,
    "u": DiagnosisSide.UNSPECIFIED,
}
CATEGORY_LENGTH = 3


class Diagnoses:
    """The codes of a release and, by hand, some that ended before it; each is read once."""

    def __init__(self, table: str, ended: str) -> None:
        """`table` and `ended` are the texts of `diagnoses.csv` and `ended_diagnoses.csv`."""
        _, _, body = table.partition("\n")
        self._lines = {line[:CATEGORY_LENGTH]: line for line in body.splitlines()}
        self._marks: dict[str, dict[str, str]] = {}
        self._ended = Lookup(ended, EndedDiagnosis)
        self._facts: dict[str, DiagnosisFact] = {}

    def get(self, code: str) -> DiagnosisFact | None:
        """A code of the release, or one of those that ended before it."""
        fact = self._facts.get(code)
        if fact is None and (fact := self._read(code)):
            self._facts[code] = fact
        return fact

    def _read(self, code: str) -> DiagnosisFact | None:
        if ended := self._ended.get(code):
            return DiagnosisFact(code, True, None, ended.ended)
        mark = self._category(code[:CATEGORY_LENGTH]).get(code[CATEGORY_LENGTH:])
        if mark is None:
            return None
        return DiagnosisFact(code, mark != HEADER, SIDES.get(mark), None)

    def last_days(self) -> set[date]:
        """The last days of use of codes that ended."""
        return self._ended.days("ended")

    def _category(self, category: str) -> dict[str, str]:
        marks = self._marks.get(category)
        if marks is None:
            line = self._lines.get(category, "")
            marks = {word[:-1]: word[-1] for word in line[CATEGORY_LENGTH + 1 :].split(" ") if word}
            if line:
                self._marks[category] = marks
        return marks
