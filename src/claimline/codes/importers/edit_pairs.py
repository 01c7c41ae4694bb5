"""NCCI procedure-to-procedure (PTP) edits: pairs of codes that are not paid together.

Only pairs of two Level II codes are kept. Medicare publishes practitioner and hospital tables, each
in several parts; Medicaid publishes one for DME suppliers too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from claimline.codes.facts import EditPair
from claimline.codes.importers.layout import (
    LEVEL_TWO,
    Content,
    Layout,
    Period,
    Start,
    compact_date,
    quarter,
    words,
)
from claimline.codes.importers.members import Member, RefusedError
from claimline.codes.importers.text import Row, rows

# Rows have no header of one row: the titles of the columns are wrapped over several.
_TITLE = re.compile("COLUMN ?1 ?/COLUMN ?2.*")
_CODE = re.compile("[0-9A-Z]{5}")
_COLUMNS = 7
_NONE = "*"
_MODIFIER_ALLOWED = {"0": False, "1": True}
_PART_NAME = re.compile("cci[a-z]+-v([0-9]{2})([0-3])r", re.IGNORECASE)
_QUARTER_NAME = re.compile("(20[0-9]{2})[-_ ]?q([1-4])", re.IGNORECASE)
# Version 32 is that of 2026.
_YEAR_OF_VERSION_ZERO = 1994


def _recognises(start: Start) -> bool:
    cells = (cell for row in start.rows for cell in words(row))
    return any(map(_TITLE.match, cells))


def _period(name: str) -> Period | None:
    if found := _PART_NAME.search(name):
        version, number = map(int, found.groups())
        return quarter(date(_YEAR_OF_VERSION_ZERO + version, number * 3 + 1, 1))
    if found := _QUARTER_NAME.search(name):
        year, number = map(int, found.groups())
        return quarter(date(year, number * 3, 1))
    return None


def _read(member: Member, period: Period) -> Content:
    dropped: Counter[str] = Counter()
    pairs = list(_pairs(member, dropped))
    first = min((pair.effective for pair in pairs), default=None)
    return Content({"edit_pairs": pairs}, dropped, first)


def _pairs(member: Member, dropped: Counter[str]) -> Iterator[EditPair]:
    begun = False
    for number, row in enumerate(rows(member), 1):
        begun = begun or _is_data(row)
        if not begun or not row:
            continue
        where = f"{member.path}: row {number:,}"
        # A reason that is missing leaves the row one shorter.
        if len(row) not in (_COLUMNS - 1, _COLUMNS) or not _is_data(row):
            raise RefusedError(
                f"{where}: expected {_COLUMNS} columns beginning with two procedure codes; "
                f"found {len(row)}: {', '.join(row)[:60]!r}"
            )
        if not all(map(LEVEL_TWO.fullmatch, row[:2])):
            dropped["pairs with a Level I (CPT) or D (CDT) code"] += 1
        elif row[3] == row[4]:
            dropped["pairs that never applied"] += 1
        else:
            yield _pair(row, where)


def _is_data(row: Row) -> bool:
    return len(row) > 1 and all(map(_CODE.fullmatch, row[:2]))


def _pair(row: Row, where: str) -> EditPair:
    paid, denied, _, effective, deleted, modifier = row[: _COLUMNS - 1]
    first = compact_date(effective, where)
    if first is None or modifier not in _MODIFIER_ALLOWED:
        raise RefusedError(
            f"{where}: expected an effective date and a modifier indicator 0 or 1; found "
            f"{effective!r} and {modifier!r}"
        )
    # The deletion date is the last day.
    last = None if deleted == _NONE else compact_date(deleted, where)
    return EditPair(
        code=paid,
        denied=denied,
        modifier_allowed=_MODIFIER_ALLOWED[modifier],
        effective=first,
        removed=last + timedelta(days=1) if last else None,
    )


LAYOUT = Layout(
    kind="edit-pairs",
    title="NCCI procedure-to-procedure edits",
    publisher="CMS",
    expected="the title Column1/Column2 Edits, and rows of seven columns",
    wanted=re.compile(r".*(?:cci|ptp).*\.(?:txt|csv|xlsx)", re.IGNORECASE),
    recognises=_recognises,
    period=_period,
    since=quarter,
    read=_read,
    in_parts=True,
)
