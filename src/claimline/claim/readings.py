"""How the text of an element reads as a value; None where it cannot be read.

A view keeps what it could read; what could not is a finding of its own (005010X222A1, appendix
B.1.1.3, gives the forms).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from claimline.x12.types import D8, N0, RD8, R

# Decimal arithmetic keeps 28 digits: what is longer would be rounded, and no amount is as long.
_LONGEST_AMOUNT = 24


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
    whole, _, fraction = written.partition(".")
    if whole.isdecimal() and len(fraction) == 2 and fraction.isdecimal():
        return int(whole + fraction)
    amount = R.read(written)
    if amount is None or len(written) > _LONGEST_AMOUNT:
        return None
    exact = amount * 100
    return int(exact) if exact == int(exact) else None


@lru_cache(maxsize=1024)
def decimal(written: str) -> Decimal | None:
    """A number such as the units of service."""
    return R.read(written)


@lru_cache(maxsize=1024)
def integer(written: str) -> int | None:
    """A whole number."""
    return N0.read(written)


@lru_cache(maxsize=1024)
def pointers(composite: str, separator: str) -> tuple[int | None, ...]:
    """Diagnosis code pointers, each in its place; None for what is no number."""
    return tuple([integer(part) for part in composite.split(separator)])


@lru_cache(maxsize=4096)
def days(written: str) -> tuple[date, ...] | None:
    """The one day of a D8 date, or the first and the last of an RD8 range."""
    one = D8.read(written)
    return (one,) if one else RD8.read(written)


def day(written: str) -> date | None:
    """One day, the first of a range."""
    found = days(written)
    return found[0] if found else None
