"""Layouts: what every importer says of itself, and what the importers share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from typing import Any

from claimline.codes.importers.members import Member, RefusedError
from claimline.codes.importers.text import Row, lines, rows

LEVEL_TWO = re.compile("[A-CE-V][0-9]{4}")
_LEVEL_ONE = re.compile("[0-9]{4}[0-9A-Z]")
_DENTAL = re.compile("D[0-9]{4}")
# What tells a file apart stands within so many rows: title rows before it vary from year to year.
_START = 40


@dataclass(frozen=True, slots=True)
class Period:
    """A release's name, such as `2026-10`, and the first and the last day it is made for."""

    release: str
    first: date
    last: date


@dataclass(slots=True)
class Content:
    """What a file holds: the rows of each table, and counts of what was not taken.

    Rows of a table are of one row type; its fields are the columns. `covers_from` is the first date
    of service the file answers for, by default the first day of its period.
    """

    tables: dict[str, Sequence[Any]]
    dropped: Counter[str] = field(default_factory=Counter)
    covers_from: date | None = None


@dataclass(frozen=True)
class Start:
    """What a file begins with, by which it is known."""

    member: Member

    @cached_property
    def lines(self) -> list[str]:
        """Its first lines; a workbook has none."""
        if self.member.is_workbook:
            return []
        with closing(lines(self.member)) as found:
            return list(islice(found, _START))

    @cached_property
    def rows(self) -> list[Row]:
        """Its first rows; of text that is no CSV those before that shows."""
        start: list[Row] = []
        try:
            with closing(rows(self.member)) as found:
                start.extend(islice(found, _START))
        except RefusedError:
            if self.member.is_workbook:
                raise
        return start


@dataclass(frozen=True, slots=True)
class Layout:
    """One published file: how it is known by its content, and how it is read.

    `wanted` is what the data file's name looks like among the members of a published archive.
    `period` reads the release off a name, None where that does not say it; `since` makes it of the
    first day. A release that is `in_parts` is published as several files.
    """

    kind: str
    title: str
    publisher: str
    expected: str
    wanted: re.Pattern[str]
    recognises: Callable[[Start], bool]
    period: Callable[[str], Period | None]
    since: Callable[[date], Period]
    read: Callable[[Member, Period], Content]
    in_parts: bool = False


def quarter(day: date) -> Period:
    """The quarter of the calendar year that a day lies in."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    following = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return Period(f"{first:%Y-%m}", first, following - timedelta(days=1))


def citation(period: Period) -> str:
    """The key by which rows cite the release they were imported with."""
    return f"imported-{period.release}"


def words(row: Row) -> list[str]:
    """The cells of a header as they are compared.

    Upper case, blanks and line ends made one, none after a stroke: in one form of a file a title is
    broken there, in another it is not.
    """
    return [" ".join(cell.upper().split()).replace("/ ", "/") for cell in row]


def rows_by_column(
    member: Member, is_header: Callable[[Row], bool]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Every row below the header that is not empty, by column name, with where it stands.

    The names are those of `words`. Raises RefusedError for a row that is longer than the header.
    """
    found: Iterator[Row] = rows(member)
    header: list[str] = []
    for number, row in enumerate(found, 1):
        if not header:
            header = words(row) if is_header(row) else []
            continue
        if len(row) > len(header):
            raise RefusedError(
                f"{member.path}: row {number:,}: expected {len(header)} columns; found {len(row)}"
            )
        if row:
            cells = row + [""] * (len(header) - len(row))
            yield f"{member.path}: row {number:,}", dict(zip(header, cells, strict=True))


def is_level_two(code: str, dropped: Counter[str], where: str) -> bool:
    """Whether a procedure code is one to keep; one that is not is counted.

    Raises RefusedError for what is no procedure code.
    """
    if LEVEL_TWO.fullmatch(code):
        return True
    if _LEVEL_ONE.fullmatch(code):
        dropped["Level I (CPT) codes"] += 1
    elif _DENTAL.fullmatch(code):
        dropped["D (CDT) codes"] += 1
    else:
        raise RefusedError(f"{where}: expected a procedure code; found {code!r}")
    return False


def compact_date(text: str, where: str) -> date | None:
    """The date of a yyyymmdd text; None of blanks or zeros."""
    if not text.strip("0 "):
        return None
    try:
        if len(text) != 8 or not text.isdecimal():
            raise ValueError
        return date.fromisoformat(text)
    except ValueError as error:
        raise RefusedError(f"{where}: expected a date (yyyymmdd); found {text!r}") from error
