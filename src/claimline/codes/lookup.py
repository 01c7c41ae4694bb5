"""Lookups: the rows of a table by key, each parsed when it is first asked for.

A column of a CSV file is a field of the row type of the same name, so that nothing but the type
says how its text is read. No field may hold a line end.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from types import NoneType, UnionType
from typing import Any, Generic, Protocol, TypeVar, get_args, get_origin, get_type_hints

Row = TypeVar("Row")


class Dated(Protocol):
    """A row that holds from `effective` until the day before `removed`."""

    @property
    def effective(self) -> date: ...
    @property
    def removed(self) -> date | None: ...


DatedRow = TypeVar("DatedRow", bound=Dated)


class Lookup(Generic[Row]):
    """Rows of CSV text by the value of a column, in the order of the text.

    Splitting the text is all that reading costs; a parsed row is kept, so that memory is bounded
    by the table. The key column and the date columns stand left of all quoted fields.
    """

    def __init__(self, text: str, row_type: type[Row], key: str = "code") -> None:
        header, _, body = text.partition("\n")
        self._columns = header.split(",")
        self._row_type = row_type
        self._readers = _readers(row_type)
        self._lines: dict[str, list[str]] = {}
        position = self._columns.index(key)
        for line in body.splitlines():
            self._lines.setdefault(line.split(",", position + 1)[position], []).append(line)
        self._rows: dict[str, tuple[Row, ...]] = {}

    def all(self, key: str) -> tuple[Row, ...]:
        """The rows of a key, none where the table does not hold it."""
        rows = self._rows.get(key)
        if rows is None:
            if key not in self._lines:
                return ()
            rows = self._rows[key] = tuple(self._parsed(self._lines[key]))
        return rows

    def get(self, key: str) -> Row | None:
        """The row of a key that has one at most."""
        rows = self._rows.get(key) or self.all(key)
        return rows[0] if rows else None

    def __contains__(self, key: str) -> bool:
        return key in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def days(self, column: str) -> set[date]:
        """Every date in a column, read without parsing rows."""
        position = self._columns.index(column)
        lines = (line for group in self._lines.values() for line in group)
        texts = {line.split(",", position + 1)[position] for line in lines}
        return {date.fromisoformat(text) for text in texts if text}

    def _parsed(self, lines: Iterable[str]) -> Iterator[Row]:
        for texts in csv.reader(lines):
            yield self._row_type(
                **{
                    column: self._readers[column](text)
                    for column, text in zip(self._columns, texts, strict=True)
                }
            )


class DatedLookup(Lookup[DatedRow]):
    """Rows that hold for a time."""

    def on(self, key: str, day: date) -> list[DatedRow]:
        """The rows of a key that hold on a day, in the order of the table."""
        return [row for row in self.all(key) if holds_on(row, day)]

    def first(self, key: str, day: date) -> DatedRow | None:
        """The row of a key that holds on a day, where its rows do not overlap."""
        for row in self.all(key):
            if holds_on(row, day):
                return row
        return None

    def edges(self) -> set[date]:
        """Every day from which other rows hold than on the day before."""
        return self.days("effective") | self.days("removed")


def holds_on(row: Dated, day: date) -> bool:
    """Whether a row holds on a day."""
    return row.effective <= day and (row.removed is None or day < row.removed)


def _readers(row_type: type[Any]) -> dict[str, Callable[[str], Any]]:
    """How the text of each column of a row type is read."""
    return {name: _reader(field_type) for name, field_type in get_type_hints(row_type).items()}


def _reader(field_type: Any) -> Callable[[str], Any]:
    if isinstance(field_type, UnionType):
        (inner,) = (each for each in get_args(field_type) if each is not NoneType)
        read = _reader(inner)
        return lambda text: read(text) if text else None
    if get_origin(field_type) is tuple:
        return lambda text: tuple(text.split())
    construct: Callable[[str], Any] = field_type
    return _READERS.get(field_type, construct)


# Every other type, such as `str`, `Decimal` or a `StrEnum`, is called with the text.
_READERS: dict[Any, Callable[[str], Any]] = {
    bool: "yes".__eq__,
    date: date.fromisoformat,
}
