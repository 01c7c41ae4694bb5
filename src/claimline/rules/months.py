"""Months, as payers count them: lifetimes, and the time by which something must have happened."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache


def months_between(first: date, last: date) -> int:
    """The whole months from one day to a later one."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


@lru_cache(maxsize=1024)
def months_after(day: date, months: int) -> date:
    """The same day some months later, or earlier; the last of its month where there is none.

    Beyond the calendar it is the calendar's last, or first, day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
