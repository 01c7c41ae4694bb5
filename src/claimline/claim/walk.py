"""Walk: the guide's walk over transaction sets under one set of delimiters, and what it learnt.

A segment is first held to the forms learnt at the present state: one match says which node it is,
that nothing is wrong with it, and what its elements are. What no form takes is worked out by the
walker and the exact element loop, which alone find fault; a shape that comes often is learnt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from claimline.claim import readings
from claimline.claim.filling import Fill, Reading, filling
from claimline.claim.loop import Loop
from claimline.guide.conformance import Checker
from claimline.guide.deviations import Deviation
from claimline.guide.forms import form_of, shape_of
from claimline.guide.nodes import SegmentNode
from claimline.guide.tables import load_guide
from claimline.guide.walker import State, Step, Walker
from claimline.x12.delimiters import Delimiters

_OFTEN = 8
_MOST_FORMS = 24
PREFIX = 3


class Use(Protocol):
    """What a node's segments are used for: what they open, and the view they fill, by its class."""

    @property
    def opens(self) -> str | None: ...
    @property
    def fills(self) -> str | None: ...
    @property
    def view(self) -> type[Loop] | None: ...


class Learnt(NamedTuple):
    """A form at a state: its match, the state after it, and what a view takes from it.

    `fill` puts the groups of the match into the attributes of the view, of which `first` is one;
    None when nothing is read of the segment.
    """

    match: Callable[[str], re.Match[str] | None]
    after: State
    loop: str
    opens: str | None
    fills: str | None
    first: str
    fill: Fill | None


class Walk:
    """Walks the transaction sets of an interchange, and of others with its delimiters.

    `use_of` tells what a node's segments are used for; `learning` False works every segment out,
    for tests that hold the two to each other.
    """

    def __init__(
        self,
        delimiters: Delimiters,
        use_of: Callable[[SegmentNode], Use],
        *,
        learning: bool = True,
    ) -> None:
        self.component = delimiters.component
        self._delimiters = delimiters
        self._walker = Walker(load_guide("837"))
        self._checker = Checker(delimiters)
        self._use_of = use_of
        self._learning = learning
        self.start = self._walker.start
        self.opening = self._walker.opening

    def step(self, state: State, elements: list[str]) -> Step:
        """The step of one segment, its place worked out and nothing else."""
        if elements[0] == self.opening.id:
            return Step(self.start, self.opening, ())
        return self._walker.step(state, elements, self.component)

    def check(self, node: SegmentNode, elements: Sequence[str]) -> list[Deviation]:
        """What is wrong with the elements of a segment."""
        return self._checker.check(node, elements)

    def notice(self, state: State, step: Step, elements: list[str]) -> None:
        """Note a segment in which nothing is wrong; learn its form when its shape is common."""
        if not self._learning or step.node is None or step.node.loop is self.opening.loop:
            return
        if step.late or step.headless:
            # These open other views than the node does elsewhere.
            return
        shape = step.node, shape_of(step.node, elements, self.component)
        times = state.shapes[shape] = state.shapes.get(shape, 0) + 1
        if times == _OFTEN:
            learnt = self._learn(step.node, step.after, elements)
            prefix = self._delimiters.element.join((*elements, ""))[:PREFIX]
            forms = state.learnt.setdefault(prefix, [])
            if learnt and len(forms) < _MOST_FORMS:
                forms.append(learnt)

    def _learn(self, node: SegmentNode, after: State, elements: list[str]) -> Learnt | None:
        use = self._use_of(node)
        reads = use.view.reads(node.id, elements[1]) if use.view else []
        wanted: dict[tuple[int, int | None], list[str]] = {}
        for name, index, part, _ in reads:
            wanted.setdefault((index, part), []).append(name)
        form = form_of(node, elements, self._delimiters, wanted)
        if form is None:
            return None
        names = {
            name: self._reading(node, index, part, reading) for name, index, part, reading in reads
        }
        attributes = [(name, names[name]) for name in form.groupindex]
        first = attributes[0][0] if attributes else ""
        fill = filling(attributes) if attributes else None
        return Learnt(form.fullmatch, after, node.loop.id, use.opens, use.fills, first, fill)

    def _reading(
        self, node: SegmentNode, index: int, part: int | None, reading: Callable[..., Any]
    ) -> Reading | None:
        element = node.element(index)
        if part is None and element is not None and element.parts:
            return lambda text: reading(text, self.component)
        # What a form takes neither is blank nor ends in a blank.
        return None if reading is readings.text else reading
