"""How the text of an element reads as a value; None where it cannot be read.

A view keeps what it could read; what could not is a finding of its own (005010X222A1, appendix
B.1.1.3, gives the forms).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase

from claimline.x12.types import D8, N0, RD8, R

_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)
# Decimal arithmetic keeps 28 digits: what is longer would be rounded, and no amount is as long.
_LONGEST_AMOUNT = 24


def text(written: str) -> str | None:
    """The text without trailing blanks."""
    return written.rstrip() or None


@lru_cache(maxsize=1024)
def code(written: str) -> str | None:
    """A code with a to z as capitals; that it was written in lower case is a finding of its own."""
    return written.strip().translate(_CAPITALS) or None


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


def components(composite: str, separator: str) -> tuple[str | None, ...]:
    """The components of a composite, each in its place; None for an empty one."""
    return tuple(part or None for part in composite.split(separator))


@lru_cache(maxsize=4096)
def days(written: str) -> tuple[date, ...] | None:
    """The one day of a D8 date, or the first and the last of an RD8 range."""
    one = D8.read(written)
    return (one,) if one else RD8.read(written)


def day(written: str) -> date | None:
    """One day, the first of a range."""
    found = days(written)
    return found[0] if found else None


def adjustment(cas: list[str]) -> int | None:
    """The sum in cents of the amounts of a CAS segment, the second of each of its triples.

    None when one of them cannot be read, or is absent beside its reason.
    """
    triples = [cas[at : at + 3] for at in range(2, len(cas), 3)]
    amounts = [cents("".join(triple[1:2])) for triple in triples if any(triple)]
    return total(amounts) if amounts else None


def total(amounts: Iterable[int | None]) -> int | None:
    """The sum of amounts in cents; None when one of them could not be read."""
    found = 0
    for amount in amounts:
        if amount is None:
            return None
        found += amount
    return found
