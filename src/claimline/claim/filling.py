"""Filling: what is done with a segment that a form took, written out once for each form.

A form opens the same view and fills the same attributes each time, millions of times a batch, so
that its statements are written out and compiled once, as `dataclasses` and `namedtuple` do; a loop
over them takes twice as long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from claimline.claim.loop import Loop
from claimline.guide.walker import State

# What opens a view for a segment: the claims, the loop's id, the position, the state before it.
Opener = Callable[[Any, str, int, State], Loop | None]
# What takes a segment: the claims, the texts of the form's groups, the position, the state before.
Take = Callable[[Any, tuple[Any, ...], int, State], object]
Reading = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """An attribute that a form fills: with what its group reads as, as it stands without a reading.

    Without a group it is filled with the same value each time.
    """

    name: str
    group: str | None
    reading: Reading | None
    value: Any


def opening(opener: Opener, loop: str, groups: Sequence[str], attributes: Sequence[Filled]) -> Take:
    """What opens a view of a loop and fills it; `groups` are all those of the form, in order."""
    view = f"opener(claims, {loop!r}, position, before)"
    return _compiled(view, "values[{!r}] = {}", groups, attributes, {"opener": opener})


def filling(fills: str, groups: Sequence[str], attributes: Sequence[Filled]) -> Take:
    """The same for the view that the claims hold as `fills`; what is filled already stays."""
    return _compiled(f"claims.{fills}", "values.setdefault({!r}, {})", groups, attributes, {})


def _compiled(
    view: str,
    statement: str,
    groups: Sequence[str],
    attributes: Sequence[Filled],
    names: dict[str, Any],
) -> Take:
    lines = ["def take(claims, texts, position, before):", f"    view = {view}"]
    if attributes:
        lines += ["    if view is not None:", "        values = view.__dict__"]
    if groups:
        lines.append(f"        {', '.join(groups)}, = texts")
    for attribute in attributes:
        value = attribute.group
        if value is None:
            value = f"value_of_{attribute.name}"
            names[value] = attribute.value
        elif attribute.reading:
            value = f"read_{attribute.name}({value})"
            names[f"read_{attribute.name}"] = attribute.reading
        lines.append("        " + statement.format(attribute.name, value))
    exec("\n".join(lines), names)
    take: Take = names["take"]
    return take
