"""Filling: putting what a form's groups took into a view's attributes.

A form fills the same attributes each time, millions of times a batch, so that its assignments are
written out and compiled once, as `dataclasses` and `namedtuple` do; a loop over them takes twice
as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

# Puts the texts of all groups into the values of a view, by attribute.
Fill = Callable[[dict[str, Any], tuple[str, ...]], None]
Reading = Callable[[str], Any]


def filling(attributes: Iterable[tuple[str, Reading | None]]) -> Fill:
    """What fills these attributes from a group each, in order; without a reading with its text."""
    readings: dict[str, Any] = {}
    texts = []
    assignments = []
    for number, (name, reading) in enumerate(attributes):
        text = f"text_{number}"
        texts.append(text)
        if reading is not None:
            readings[f"reading_{number}"] = reading
            text = f"reading_{number}({text})"
        assignments.append(f"    values[{name!r}] = {text}\n")
    source = f"def fill(values, texts):\n    {', '.join(texts)}, = texts\n{''.join(assignments)}"
    exec(source, readings)
    fill: Fill = readings["fill"]
    return fill


def fill_up(values: dict[str, Any], fill: Fill, texts: tuple[str, ...]) -> None:
    """Fill what no earlier segment of the kind did."""
    found: dict[str, Any] = {}
    fill(found, texts)
    for name, value in found.items():
        values.setdefault(name, value)
