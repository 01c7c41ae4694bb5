"""Months between days, and days some months apart."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.rules.months import months_after, months_between

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "other"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 8, 31), -6, date(2025, 2, 28)),
        (date(2024, 8, 31), -6, date(2024, 2, 29)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_same_day_or_the_last_of_the_month(day: date, months: int, other: date) -> None:
    assert months_after(day, months) == other


@given(DAYS, st.integers(0, 120))
def test_months_between_are_those_after_unless_the_month_is_short(day: date, months: int) -> None:
    later = months_after(day, months)

    assert months_between(day, later) == months - (later.day < day.day)
