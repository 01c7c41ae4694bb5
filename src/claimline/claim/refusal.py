"""Refusal: what is wrong with an input, in one line, and what may have been meant."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from textwrap import shorten
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError

_SHOWN = 60


def refusal(error: ValidationError, known: Collection[str]) -> str:
    """Where the first fault is, and what it is; `known` are the names that a misspelt one may be.

    `order_day: is not known, did you mean order_date?`, `claim: is missing`.
    """
    first = error.errors(include_url=False)[0]
    names = [str(part) for part in first["loc"]]
    place = f"{'.'.join(names)}: " if names else ""
    if first["type"] == "extra_forbidden":
        return f"{place}is not known{nearest(names[-1], known)}"
    if first["type"] == "missing":
        return f"{place}is missing"
    message = first["msg"].removeprefix("Value error, ")
    value = shorten(repr(first["input"]), _SHOWN)
    return f"{place}{value}: {message[0].lower()}{message[1:]}"


def nearest(name: str, known: Collection[str]) -> str:
    """What to add to a complaint about a name: the one that was likely meant."""
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return f", did you mean {near[0]}?" if near else ""
