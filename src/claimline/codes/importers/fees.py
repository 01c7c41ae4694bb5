"""The DMEPOS fee schedule: a row a code with its modifiers, two columns an area."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from claimline.codes.facts import FeeRow
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

_COLUMNS = ["HCPCS", "MOD", "MOD2", "JURIS", "CATG", "CEILING", "FLOOR"]
_AREA = re.compile(r"([A-Z]{2}) \(NR\)")
# Ceiling and floor do not bind the fees of these areas.
_OUTSIDE = frozenset({"AK", "HI", "PR", "VI"})
_JURISDICTIONS = frozenset("DLJ")
_MODIFIER = re.compile("(?:[A-Z0-9]{2})?")
_CATEGORY = re.compile("[A-Z]{2}")
_NAME = re.compile("DMEPOS_?([0-9]{2})_(JAN|APR|JUL|OCT)", re.IGNORECASE)
_MONTHS = ("JAN", "APR", "JUL", "OCT")
_CENT = Decimal("0.01")


def _is_header(row: Row) -> bool:
    names = words(row)
    return names[: len(_COLUMNS)] == _COLUMNS and any(map(_AREA.fullmatch, names))


def _recognises(start: Start) -> bool:
    return any(_is_header(row) for row in start.rows)


def _period(name: str) -> Period | None:
    found = _NAME.search(name)
    if not found:
        return None
    year, month = found.groups()
    return quarter(date(2000 + int(year), _MONTHS.index(month.upper()) * 3 + 1, 1))


def _read(member: Member, period: Period) -> Content:
    dropped: Counter[str] = Counter()
    return Content({"fees": list(_fees(member, dropped))}, dropped)


def _fees(member: Member, dropped: Counter[str]) -> Iterator[FeeRow]:
    for where, cells in rows_by_column(member, _is_header):
        if not is_level_two(cells["HCPCS"], dropped, where):
            continue
        areas = {found[1]: text for name, text in cells.items() if (found := _AREA.fullmatch(name))}
        fees = [_dollars(text, where) for area, text in areas.items() if area not in _OUTSIDE]
        priced = [fee for fee in fees if fee is not None]
        yield FeeRow(
            code=cells["HCPCS"],
            modifier=_coded(cells["MOD"], _MODIFIER, "a modifier", where) or None,
            second_modifier=_coded(cells["MOD2"], _MODIFIER, "a modifier", where) or None,
            jurisdiction=_jurisdiction(cells["JURIS"], where),
            category=_coded(cells["CATG"], _CATEGORY, "a category", where),
            ceiling=_dollars(cells["CEILING"], where),
            floor=_dollars(cells["FLOOR"], where),
            lowest=min(priced, default=None),
            highest=max(priced, default=None),
        )


def _jurisdiction(text: str, where: str) -> str:
    if text not in _JURISDICTIONS:
        raise RefusedError(f"{where}: expected the jurisdiction D, J or L; found {text!r}")
    return text


def _coded(text: str, form: re.Pattern[str], what: str, where: str) -> str:
    if not form.fullmatch(text):
        raise RefusedError(f"{where}: expected {what}; found {text!r}")
    return text


def _dollars(text: str, where: str) -> Decimal | None:
    """An amount in dollars and cents; None of 0, which is how the schedule says none."""
    try:
        amount = Decimal(text.replace(",", "").removeprefix("$") or 0).quantize(_CENT)
    except InvalidOperation as error:
        raise RefusedError(f"{where}: expected an amount; found {text!r}") from error
    return amount or None


LAYOUT = Layout(
    kind="fees",
    title="DMEPOS fee schedule",
    publisher="CMS",
    expected=f"a header row beginning {', '.join(_COLUMNS)} and areas such as AL (NR)",
    wanted=re.compile(r"DMEPOS.*\.(?:csv|xlsx)", re.IGNORECASE),
    recognises=_recognises,
    period=_period,
    since=quarter,
    read=_read,
)
