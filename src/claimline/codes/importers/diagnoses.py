"""ICD-10-CM, the order file of a fiscal year: every code, and whether it may be billed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from claimline.codes.icd10_table import categories
from claimline.codes.importers.layout import Content, Layout, Period, Start
from claimline.codes.importers.members import Member, RefusedError
from claimline.codes.importers.text import lines

# Order number in 1-5, code without its dot in 7-13, 0 of a header or 1 of a billable code in 15,
# short description in 17-76, long description from 78.
_LINE = re.compile(r"([0-9]{5}) ([A-Z][0-9A-Z]{2,6}) {1,5}([01]) (.{61})(.+)")
_NAME = re.compile(r"icd-?10-?cm[-_ ]?order[-_ ]?(20[0-9]{2})", re.IGNORECASE)
_UPDATE = re.compile(r"april-1-(20[0-9]{2})", re.IGNORECASE)


def _recognises(start: Start) -> bool:
    return any(_LINE.match(line) for line in start.lines)


def _period(name: str) -> Period | None:
    if found := _UPDATE.search(name):
        return _in_force(date(int(found[1]), 4, 1))
    if found := _NAME.search(name):
        return _in_force(date(int(found[1]) - 1, 10, 1))
    return None


def _in_force(first: date) -> Period:
    """From its first day to the end of the fiscal year, which is that of September."""
    year = first.year + (first.month >= 10)
    return Period(f"{first:%Y-%m}", first, date(year, 10, 1) - timedelta(days=1))


def _read(member: Member, period: Period) -> Content:
    descriptions, billable = {}, set()
    for code, is_billable, description in _codes(member):
        descriptions[code] = description.casefold()
        if is_billable:
            billable.add(code)
    return Content({"diagnoses": list(categories(descriptions, billable))})


def _codes(member: Member) -> Iterator[tuple[str, bool, str]]:
    order = ""
    for number, line in enumerate(lines(member), 1):
        line = line.rstrip()
        if not line:
            continue
        found = _LINE.fullmatch(line)
        if found is None or found[1] <= order:
            raise RefusedError(
                f"{member.path}: line {number:,}: expected an order number above {order or 0}, a "
                f"code in column 7, 0 or 1 in column 15 and two descriptions; found {line[:40]!r}"
            )
        order = found[1]
        yield found[2], found[3] == "1", found[5]


LAYOUT = Layout(
    kind="diagnoses",
    title="ICD-10-CM order file",
    publisher="CMS and CDC",
    expected="lines with an order number, a code, 0 or 1 in column 15, and two descriptions",
    wanted=re.compile(r"(?!.*addenda).*order.*\.txt", re.IGNORECASE),
    recognises=_recognises,
    period=_period,
    since=_in_force,
    read=_read,
)
