"""The required lists of CMS in a form of our own, as it publishes them as notices only.

A CSV file with the header `list,code,effective,removed,states`: the list is `prior-authorization`
or `face-to-face`, the days are YYYY-MM-DD, `removed` is the first day that a code is off the list
again, `states` are two letters each with blanks between them where not all ask it. The last two
columns may be left empty or out. A file is the whole of each list that it names, with its history.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from claimline.codes.facts import FaceToFace, PriorAuthorization, Strength
from claimline.codes.importers.layout import (
    Content,
    Layout,
    Period,
    Start,
    citation,
    is_level_two,
    rows_by_column,
    words,
)
from claimline.codes.importers.members import Member, RefusedError
from claimline.codes.importers.text import Row

_TABLES = {"prior-authorization": "prior_authorizations", "face-to-face": "face_to_face"}
_WANTED = {"LIST", "CODE", "EFFECTIVE"}
_KNOWN = _WANTED | {"REMOVED", "STATES"}
_STATES = re.compile("(?:[A-Z]{2}(?: [A-Z]{2})*)?")
# CMS publishes what it adds at least so long before it takes effect (42 CFR 414.234).
_NOTICE = timedelta(days=60)
_NAME = re.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}")


def _is_header(row: Row) -> bool:
    return _WANTED <= set(words(row)) <= _KNOWN


def _recognises(start: Start) -> bool:
    return any(_is_header(row) for row in start.rows)


def _period(name: str) -> Period | None:
    found = _NAME.search(name)
    return _taken_on(date.fromisoformat(found[0])) if found else None


def _taken_on(day: date) -> Period:
    return Period(day.isoformat(), day, day + _NOTICE)


def _read(member: Member, period: Period) -> Content:
    dropped: Counter[str] = Counter()
    tables: dict[str, list[Any]] = {}
    for table, row in _listings(member, citation(period), dropped):
        tables.setdefault(table, []).append(row)
    first = min((row.effective for rows in tables.values() for row in rows), default=None)
    return Content({**tables}, dropped, first)


def _listings(
    member: Member, source: str, dropped: Counter[str]
) -> Iterator[tuple[str, PriorAuthorization | FaceToFace]]:
    for where, cells in rows_by_column(member, _is_header):
        name, code, states = cells["LIST"], cells["CODE"], cells.get("STATES", "")
        if name not in _TABLES:
            raise RefusedError(f"{where}: expected one of {', '.join(_TABLES)}; found {name!r}")
        if not is_level_two(code, dropped, where):
            continue
        effective = _day(cells["EFFECTIVE"], where)
        removed = _day(cells["REMOVED"], where) if cells.get("REMOVED") else None
        if name == "prior-authorization":
            if not _STATES.fullmatch(states):
                raise RefusedError(f"{where}: expected states of two letters; found {states!r}")
            named = tuple(states.split())
            yield _TABLES[name], PriorAuthorization(code, named, effective, removed, source)
        else:
            row = FaceToFace(code, Strength.REQUIRED, effective, removed, source)
            yield _TABLES[name], row


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RefusedError(f"{where}: expected a day (YYYY-MM-DD); found {text!r}") from error


LAYOUT = Layout(
    kind="required-lists",
    title="Required lists of CMS, in the form of claimline",
    publisher="CMS",
    expected="a header row list,code,effective,removed,states",
    wanted=re.compile(r".*required.?lists?.*\.csv", re.IGNORECASE),
    recognises=_recognises,
    period=_period,
    since=_taken_on,
    read=_read,
)
