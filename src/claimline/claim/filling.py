"""Filling: what is done with a segment that a form took, written out once for each form.

A form opens the same view and fills the same attributes each time, millions of times a batch, so
that its statements are written out and compiled once, as `dataclasses` and `namedtuple` do; a loop
over them takes twice as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from claimline.claim.loop import Loop
from claimline.guide.walker import State

# What opens a view for a segment: the claims, the loop's id, the position, the state before it.
Opener = Callable[[Any, str, int, State], Loop | None]
# What takes a segment: the claims, the texts of the form's groups, the position, the state before.
Take = Callable[[Any, tuple[Any, ...], int, State], object]
Reading = Callable[[str], Any]


def opening(opener: Opener, loop: str, attributes: Iterable[tuple[str, Reading | None]]) -> Take:
    """What opens a view of a loop, and fills its attributes from a group each, in order.

    Without a reading an attribute is the text itself.
    """
    names = {"opener": opener, "loop": loop}
    view = "opener(claims, loop, position, before)"
    return _compiled(view, "values[{!r}] = {}", attributes, names)


def filling(fills: str, attributes: Iterable[tuple[str, Reading | None]]) -> Take:
    """The same for the view the claims hold as `fills`; what an earlier segment filled stays."""
    return _compiled(f"claims.{fills}", "values.setdefault({!r}, {})", attributes, {})


def _compiled(
    view: str,
    statement: str,
    attributes: Iterable[tuple[str, Reading | None]],
    names: dict[str, Any],
) -> Take:
    texts = []
    statements = []
    for number, (name, reading) in enumerate(attributes):
        text = f"text_{number}"
        texts.append(text)
        if reading is not None:
            names[f"reading_{number}"] = reading
            text = f"reading_{number}({text})"
        statements.append(statement.format(name, text))
    lines = ["def take(claims, texts, position, before):", f"    view = {view}"]
    if texts:
        lines += ["    if view is not None:", "        values = view.__dict__"]
        lines += [f"        {', '.join(texts)}, = texts"]
        lines += [f"        {statement}" for statement in statements]
    exec("\n".join(lines), names)
    take: Take = names["take"]
    return take
