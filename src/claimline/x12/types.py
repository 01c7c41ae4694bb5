"""The data element types of X12: how each is read from its text and written canonically.

Sources: ASC X12.6, data element types; 005010X222, appendix B.1.1.3.1. The formats D8 and RD8 of
date periods are codes of data element 1250. Lengths belong to elements, not to types.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ElementType(Generic[Value]):
    """A data element type: its name in X12, its reading and its writing.

    `read` gives the value of a text, or None where the type does not allow the text; it never
    raises. `write` gives the canonical text of a value, and raises ValueError where the type has
    none. A text is canonical when writing what it reads as gives the same text.
    """

    name: str
    read: Callable[[str], Value | None]
    write: Callable[[Value], str]


# Python converts integers of so many digits whatever limit is set (sys.set_int_max_str_digits).
_READABLE_DIGITS = 640
_INTEGER = re.compile(f"-?[0-9]{{1,{_READABLE_DIGITS}}}")
_DECIMAL = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DATE = re.compile("[0-9]{8}")
_DATE_RANGE = re.compile("([0-9]{8})-([0-9]{8})")
_TIME = re.compile("([01][0-9]|2[0-3])([0-5][0-9])(?:([0-5][0-9])([0-9]{1,2})?)?")
# As long as a segment may be: a value beyond it is a slip, and could fill the memory.
_WRITABLE_DIGITS = 1 << 16
_HUNDREDTH_OF_A_SECOND = 10_000


def _read_integer(text: str) -> int | None:
    return int(text) if _INTEGER.fullmatch(text) else None


def _read_decimal(text: str) -> Decimal | None:
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def _write_decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is no decimal number")
    if not value:
        return "0"
    if abs(value.adjusted()) > _WRITABLE_DIGITS:
        raise ValueError(f"a number of the order of 1E{value.adjusted()} is too long to write")
    sign = "-" if value < 0 else ""
    whole, _, fraction = f"{value.copy_abs():f}".partition(".")
    whole = whole.lstrip("0")
    fraction = fraction.rstrip("0")
    return f"{sign}{whole}.{fraction}" if fraction else sign + whole


def _read_text(text: str) -> str | None:
    return text if text.strip(" ") else None


def _write_text(value: str) -> str:
    text = value.strip(" ")
    if not text:
        raise ValueError("a string needs a character that is no blank")
    return text


def _read_date(text: str) -> date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _write_date(value: date) -> str:
    return f"{value.year:04}{value.month:02}{value.day:02}"


def _read_date_range(text: str) -> tuple[date, date] | None:
    match = _DATE_RANGE.fullmatch(text)
    if match is None:
        return None
    first, last = _read_date(match[1]), _read_date(match[2])
    return (first, last) if first and last else None


def _write_date_range(value: tuple[date, date]) -> str:
    first, last = value
    return f"{_write_date(first)}-{_write_date(last)}"


def _read_time(text: str) -> time | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, minute, second, fraction = match.groups(default="0")
    hundredths = int(fraction.ljust(2, "0"))
    return time(int(hour), int(minute), int(second), hundredths * _HUNDREDTH_OF_A_SECOND)


def _write_time(value: time) -> str:
    hundredths, rest = divmod(value.microsecond, _HUNDREDTH_OF_A_SECOND)
    if rest or value.tzinfo is not None:
        raise ValueError(f"{value} is no local time in hundredths of a second")
    if hundredths:
        return f"{value:%H%M%S}" + f"{hundredths:02}".rstrip("0")
    return f"{value:%H%M%S}" if value.second else f"{value:%H%M}"


N0 = ElementType("N0", _read_integer, str)
"""An integer, signed only when negative; leading zeros are readable, not canonical."""

R = ElementType("R", _read_decimal, _write_decimal)
"""A decimal number, signed only when negative, with a point only before a fraction.

Zeros in front and at the end of a fraction, and a point at the end, are readable, not canonical.
"""

ID = ElementType("ID", _read_text, _write_text)
"""A code; read and written as a string is."""

AN = ElementType("AN", _read_text, _write_text)
"""A string with a character that is no blank; blanks at either end are readable, not canonical."""

DT = ElementType("DT", _read_date, _write_date)
"""A day of the calendar as CCYYMMDD. (ISA09, with its two-digit year, is not of this type.)"""

D8 = ElementType("D8", _read_date, _write_date)
"""A day of the calendar as CCYYMMDD, in a date period."""

RD8 = ElementType("RD8", _read_date_range, _write_date_range)
"""Two days as CCYYMMDD-CCYYMMDD, in either order: that the first comes first is for a rule."""

TM = ElementType("TM", _read_time, _write_time)
"""A local time as HHMM, HHMMSS, HHMMSSD or HHMMSSDD (tenths, hundredths of a second).

The canonical text is the shortest: seconds and parts of them are not written when they are 0.
"""
