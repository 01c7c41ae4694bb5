"""How the text of an element reads as a value; None where it cannot be read.

A view keeps what it could read; what could not is a finding of its own (005010X222A1, appendix
B.1.1.3, gives the forms).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from claimline.x12.types import D8, N0, R


def text(written: str) -> str | None:
    """The text without trailing blanks."""
    return written.rstrip() or None


def code(written: str) -> str | None:
    """A code in upper case; that it was written in lower case is one rule's finding."""
    return written.strip().upper() or None


def codes(written: list[str]) -> tuple[str, ...]:
    """The codes of a run of components, empty ones left out."""
    return tuple(found for part in written if (found := code(part)))


def cents(written: str) -> int | None:
    """An amount of money in integer cents; None with more than two decimals."""
    amount = R.read(written)
    if amount is None:
        return None
    exact = amount * 100
    whole = int(exact)
    return whole if whole == exact else None


@lru_cache(maxsize=1024)
def decimal(written: str) -> Decimal | None:
    """A number such as the units of service."""
    return R.read(written)


@lru_cache(maxsize=1024)
def integer(written: str) -> int | None:
    """A whole number."""
    return N0.read(written)


def pointers(written: list[str]) -> tuple[int, ...]:
    """Diagnosis code pointers; what is no number is left out."""
    return tuple(found for part in written if (found := integer(part)) is not None)


@lru_cache(maxsize=4096)
def days(written: str) -> tuple[date, date] | None:
    """First and last day of a D8 date or of an RD8 range."""
    first, _, last = written.partition("-")
    start = D8.read(first)
    end = D8.read(last) if last else start
    return (start, end) if start and end else None


def day(written: str) -> date | None:
    """One day, the first of a range."""
    found = days(written)
    return found[0] if found else None
