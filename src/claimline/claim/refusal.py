"""Refusal: what is wrong with an input, in one line, and what may have been meant."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from textwrap import shorten
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_SHOWN = 60
# By the beginning of pydantic's type of error: what a value is not.
_WORDS = {
    "tuple_": "is no list",
    "string_type": "is no text",
    "date_": "is no date like 2026-01-08",
    "time_": "is no time like 14:30",
    "decimal_": "is no decimal number",
    "finite_number": "is no decimal number",
    "int_": "is no whole number",
}


def refusal(error: ValidationError, known: Collection[str]) -> str:
    """Where the first fault is, and what it is; `known` are the names that a misspelt one may be.

    `order_day: is not known, did you mean order_date?`, `claim: is missing`.
    """
    first = error.errors(include_url=False)[0]
    names = [str(part) for part in first["loc"]]
    place = f"{'.'.join(names)}: " if names else ""
    if first["type"] in ("extra_forbidden", "missing"):
        return f"{place}{reason(first, known)}"
    value = shorten(repr(first["input"]), _SHOWN)
    return f"{place}{value}: {reason(first, known)}"


def reason(error: ErrorDetails, known: Collection[str]) -> str:
    """What is wrong, of one of pydantic's errors; `known` as for `refusal`.

    It goes on after the name of a field, or of an element: `is missing`, `has 5 items, at most 4
    fit`.
    """
    kind, limits = error["type"], error.get("ctx", {})
    match kind:
        case "extra_forbidden":
            return f"is not known{nearest(str(error['loc'][-1]), known)}"
        case "missing":
            return "is missing"
        case "model_type":
            return f"is no {limits['class_name']}, and holds no fields of one"
        case "too_long":
            return f"has {limits['actual_length']} items, at most {limits['max_length']} fit"
        case "too_short":
            return f"has {limits['actual_length']} items, at least {limits['min_length']} is needed"
    words = next((words for start, words in _WORDS.items() if kind.startswith(start)), None)
    message = error["msg"].removeprefix("Value error, ")
    return words or f"{message[0].lower()}{message[1:]}"


def nearest(name: str, known: Collection[str]) -> str:
    """What to add to a complaint about a name: the one that it begins, or that is most like it."""
    begun = sorted(one for one in known if name and one.startswith(name))
    near = begun or get_close_matches(name, known, n=1, cutoff=0.5)
    return f", did you mean {near[0]}?" if near else ""
