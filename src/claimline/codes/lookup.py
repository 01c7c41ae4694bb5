"""Lookups: the rows of a table by code, each parsed when it is first asked for."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, KeysView, Mapping
from datetime import date
from typing import Generic, Protocol, TypeVar

Row = TypeVar("Row")


class Dated(Protocol):
    """A row that holds from `effective` until the day before `removed`."""

    @property
    def effective(self) -> date: ...
    @property
    def removed(self) -> date | None: ...


DatedRow = TypeVar("DatedRow", bound=Dated)


class Lookup(Generic[Row]):
    """One row a code, of CSV text whose first column is the code, `width` characters long.

    Splitting the text is all that reading costs; a parsed row is kept, so that memory is bounded
    by the table. No field may hold a line end.
    """

    def __init__(self, text: str, parse: Callable[[Mapping[str, str]], Row], width: int) -> None:
        self._header, lines = _split(text)
        self._lines = {line[:width]: line for line in lines}
        self._parse = parse
        self._rows: dict[str, Row] = {}

    def get(self, code: str) -> Row | None:
        """The row of a code, or None."""
        row = self._rows.get(code)
        if row is None and code in self._lines:
            (row,) = _parsed(self._header, [self._lines[code]], self._parse)
            self._rows[code] = row
        return row

    def codes(self) -> KeysView[str]:
        """Every code of the table, in its order."""
        return self._lines.keys()

    def days(self, column: str) -> set[date]:
        """Every date in a column that stands left of all quoted fields."""
        return _days(self._header, self._lines.values(), column)


class DatedLookup(Generic[DatedRow]):
    """Rows by code that hold for a time; the table is read as a `Lookup` reads it."""

    def __init__(
        self, text: str, parse: Callable[[Mapping[str, str]], DatedRow], width: int
    ) -> None:
        self._header, lines = _split(text)
        self._lines: dict[str, list[str]] = {}
        for line in lines:
            self._lines.setdefault(line[:width], []).append(line)
        self._parse = parse
        self._rows: dict[str, list[DatedRow]] = {}

    def get(self, code: str, on: date) -> DatedRow | None:
        """The row of a code that holds on a day, or None."""
        rows = self._rows.get(code)
        if rows is None:
            if code not in self._lines:
                return None
            rows = self._rows[code] = _parsed(self._header, self._lines[code], self._parse)
        for row in rows:
            if row.effective <= on and (row.removed is None or on < row.removed):
                return row
        return None

    def days(self, column: str) -> set[date]:
        """Every date in a column that stands left of all quoted fields."""
        lines = (line for group in self._lines.values() for line in group)
        return _days(self._header, lines, column)


def read_rows(text: str) -> list[dict[str, str]]:
    """Every row of a small table, by column name."""
    return list(csv.DictReader(text.splitlines()))


def day(text: str) -> date | None:
    """The date of an ISO text, None for an empty one; ValueError for anything else."""
    return date.fromisoformat(text) if text else None


def _split(text: str) -> tuple[list[str], list[str]]:
    header, *lines = text.rstrip("\n").split("\n")
    return header.split(","), lines


def _parsed(
    header: list[str], lines: list[str], parse: Callable[[Mapping[str, str]], Row]
) -> list[Row]:
    return [parse(dict(zip(header, fields, strict=True))) for fields in csv.reader(lines)]


def _days(header: list[str], lines: Iterable[str], column: str) -> set[date]:
    position = header.index(column)
    texts = {line.split(",", position + 1)[position] for line in lines}
    return {date.fromisoformat(text) for text in texts if text}
