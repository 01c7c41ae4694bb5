"""Forms: how the values of a model's fields are read from text and written as text.

An Element names a reading, as views need it; a form adds what models need: writing, and money as
Decimal instead of cents.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from claimline.claim import readings
from claimline.x12.element import Element
from claimline.x12.types import D8, DT, RD8, TM, R


@dataclass(frozen=True, slots=True)
class Form:
    """How one element reads and is written; `expected` ends "is no ..." when it cannot be read."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    expected: str


def _money(written: str) -> Decimal | None:
    cents = readings.cents(written)
    return None if cents is None else Decimal(cents).scaleb(-2)


def _write_days(value: tuple[date, ...]) -> str:
    return D8.write(value[0]) if len(value) == 1 else RD8.write((value[0], value[1]))


_TEXT = Form(readings.text, str, "text")
_CODE = Form(readings.code, str, "code")
_INTEGER = Form(readings.integer, str, "whole number")
_DAY = Form(D8.read, D8.write, "day in the form D8")
_FORMS: dict[Callable[..., Any], Form] = {
    readings.text: _TEXT,
    readings.code: _CODE,
    readings.codes: _CODE,
    readings.integer: _INTEGER,
    readings.pointers: _INTEGER,
    readings.decimal: Form(readings.decimal, R.write, "decimal number"),
    readings.cents: Form(_money, R.write, "amount in dollars and cents"),
    readings.days: Form(readings.days, _write_days, "day or period in the forms D8 and RD8"),
    readings.day: _DAY,
    D8.read: _DAY,
    DT.read: _DAY,
    TM.read: Form(TM.read, TM.write, "time of day"),
}
# What SV107 holds: a composite that is all one list.
_POINTERS = 4


def form_of(element: Element[Any]) -> Form:
    """The form of an element, or of each item of a run."""
    return _FORMS[element.reading]


def run_of(element: Element[Any]) -> tuple[int | None, int | None]:
    """The first component of an element and the last of its run, None where it is no run."""
    if element.reading is readings.pointers:
        return 1, _POINTERS
    return element.designator.component, element.last
