"""Medically unlikely edits (MUE): the Medicare NCCI table of DME suppliers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from claimline.codes.facts import UnitEdit, UnitLimit
from claimline.codes.importers.layout import (
    Content,
    Layout,
    Period,
    Start,
    is_level_two,
    quarter,
    rows_by_column,
    words,
)
from claimline.codes.importers.members import Member, RefusedError
from claimline.codes.importers.text import Row

_CODE = "HCPCS/CPT CODE"
_VALUE = "DME SUPPLIER SERVICES MUE VALUES"
_EDIT = "MUE ADJUDICATION INDICATOR"
_RATIONALE = "MUE RATIONALE"
_COLUMNS = {_CODE, _VALUE, _EDIT, _RATIONALE}
# The tables of practitioners and hospitals hold 0 for nearly all that suppliers bill.
_OTHER_TABLE = re.compile("(?!DME ).* MUE VALUES")
_EFFECTIVE = re.compile(r"Eff[-_ ]?([0-9]{2})-([0-9]{2})-(20[0-9]{2})", re.IGNORECASE)
_ARCHIVE_NAME = re.compile("(20[0-9]{2})-q([1-4])-dme", re.IGNORECASE)


def _is_header(row: Row) -> bool:
    return set(words(row)) >= _COLUMNS


def _recognises(start: Start) -> bool:
    for row in start.rows:
        other = next(filter(_OTHER_TABLE.fullmatch, words(row)), None)
        if other:
            raise RefusedError(
                f"{start.member.path}: expected the column {_VALUE}; found {other}: this is not "
                "the table of DME suppliers"
            )
    return any(_is_header(row) for row in start.rows)


def _period(name: str) -> Period | None:
    if found := _EFFECTIVE.search(name):
        month, day, year = map(int, found.groups())
        return quarter(date(year, month, day))
    if found := _ARCHIVE_NAME.search(name):
        year, number = map(int, found.groups())
        return quarter(date(year, number * 3, 1))
    return None


def _read(member: Member, period: Period) -> Content:
    dropped: Counter[str] = Counter()
    return Content({"unit_limits": list(_limits(member, dropped))}, dropped)


def _limits(member: Member, dropped: Counter[str]) -> Iterator[UnitLimit]:
    for where, cells in rows_by_column(member, _is_header):
        if not is_level_two(cells[_CODE], dropped, where):
            continue
        value, edit = cells[_VALUE], cells[_EDIT]
        if not value.isdecimal():
            raise RefusedError(f"{where}: expected a number of units; found {value!r}")
        if edit[:1] not in list(UnitEdit):
            raise RefusedError(f"{where}: expected an indicator 1, 2 or 3; found {edit!r}")
        yield UnitLimit(cells[_CODE], int(value), UnitEdit(edit[:1]), cells[_RATIONALE])


LAYOUT = Layout(
    kind="unit-limits",
    title="NCCI medically unlikely edits, DME supplier table",
    publisher="CMS",
    expected=f"a header row with {_CODE}, {_VALUE}, {_EDIT} and {_RATIONALE}",
    wanted=re.compile(r".*MUE.*DME.?Supplier.*\.(?:csv|xlsx)", re.IGNORECASE),
    recognises=_recognises,
    period=_period,
    since=quarter,
    read=_read,
)
