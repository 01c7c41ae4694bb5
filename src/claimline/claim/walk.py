"""Walk: the guide's walk over transaction sets under one set of delimiters, and what it learnt.

A segment is first held to the forms learnt at the present state: one match says which node it is,
that nothing is wrong with it, and what its elements are. What no form takes is worked out by the
walker and the exact element loop, which alone find fault; a shape that comes often is learnt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Protocol, TypeAlias

from claimline.claim import readings
from claimline.claim.filling import Filled, Opener, Reading, Take, filling, opening
from claimline.claim.loop import Loop
from claimline.guide.conformance import Checker
from claimline.guide.deviations import Deviation
from claimline.guide.forms import form_of, shape_of
from claimline.guide.nodes import Key, SegmentNode, text_at
from claimline.guide.tables import load_guide
from claimline.guide.walker import State, Step, Walker
from claimline.x12.delimiters import Delimiters

_OFTEN = 4
_MOST_FORMS = 24
_MOST_SHAPES = 4096
_REMEMBERED = 1024
_ENVELOPES = frozenset(("GS", "ST", "SE", "GE"))
# The letters of a segment that its forms are found by.
_PREFIX = slice(3)


class Use(Protocol):
    """What a node's segments are used for.

    `opener` opens a view, and `ends` says that it ends those that are open; `fills` is where the
    view they fill is held, and `view` its class; `reader` takes all their elements as they stand.
    """

    @property
    def opener(self) -> Opener | None: ...
    @property
    def ends(self) -> bool: ...
    @property
    def fills(self) -> str | None: ...
    @property
    def view(self) -> type[Loop] | None: ...
    @property
    def reader(self) -> Take | None: ...


Match: TypeAlias = Callable[[str], "re.Match[str] | None"]
# A form: its match, what takes the segments it matches, and whether these end what is open.
Form: TypeAlias = tuple[Match, Take | None, bool]
# The same at a state, with the state after it. No named tuple, for that takes longer to unpack.
Learnt: TypeAlias = tuple[Match, State, Take | None, bool]


def match_at(state: State, text: str) -> tuple[re.Match[str], Learnt] | None:
    """The form at a state that takes a segment, and its match; it is the likely one from now."""
    for learnt in state.learnt.get(text[_PREFIX], ()):
        found = learnt[0](text)
        if found is not None:
            state.likely = learnt
            return found, learnt
    return None


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
        # By node and shape: how often they came, and the form learnt of them, if there can be one.
        self._seen: dict[object, int] = {}
        self._forms: dict[object, Form | None] = {}
        self._of_composites: dict[Callable[..., Any], Reading] = {}
        self.start = self._walker.start
        self.opening = self._walker.opening

    def step(self, state: State, elements: list[str]) -> Step:
        """The step of one segment, its place worked out and nothing else."""
        if elements[0] == self.opening.id and state is self.start:
            return Step(self.start, self.opening, ())
        if elements[0] in _ENVELOPES:
            return self._walker.astray(state, elements[0])
        return self._walker.step(state, elements, self.component)

    def end(self, state: State, elements: list[str]) -> Step:
        """The step of the SE that closes the transaction set."""
        return self._walker.step(state, elements, self.component)

    def knows(self, segment_id: str) -> bool:
        """Whether the guide has segments of an id."""
        return self._walker.knows(segment_id)

    def read_as_level(
        self, state: State, step: Step, elements: list[str], *, another: bool
    ) -> State | None:
        """The state from which a segment out of order opens a level instead, for want of its HL.

        It does where the tables find less wrong with its elements then, and where a level that has
        a claim has its own, unless it is none of the level's. `another` says that it cannot be what
        it was taken for.
        """
        before = self._walker.level_from(state, elements, self.component)
        if before is None or step.node is None:
            return None
        opened = self.step(before, elements)
        assert opened.node is not None
        if opened.node is step.node:
            has_own = not any(one.loop is opened.headless and one.lacking for one in state.frames)
            told = has_own and any(one.loop.first.id == "CLM" for one in state.frames)
        else:
            faults = len(self.check(step.node, elements))
            told = another or len(self.check(opened.node, elements)) < faults
        return before if told else None

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
        form = self._form(step.node, elements)
        if form is None:
            return
        match, take, ends = form
        learnt = match, step.after, take, ends
        prefix = self._delimiters.element.join((*elements, ""))[_PREFIX]
        forms = state.learnt.setdefault(prefix, [])
        if learnt not in forms and len(forms) < _MOST_FORMS:
            forms.append(learnt)

    def _form(self, node: SegmentNode, elements: list[str]) -> Form | None:
        """The form of segments shaped like this one, once they came often, wherever they stand."""
        shape = node, shape_of(node, elements, self.component)
        if shape in self._forms:
            return self._forms[shape]
        times = self._seen[shape] = self._seen.get(shape, 0) + 1
        if len(self._seen) > _MOST_SHAPES:
            self._seen.clear()
        if times < _OFTEN or len(self._forms) == _MOST_SHAPES:
            return None
        form = self._forms[shape] = self._learn(node, elements)
        return form

    def _learn(self, node: SegmentNode, elements: list[str]) -> Form | None:
        use = self._use_of(node)
        reads = use.view.reads(node.id, elements[1]) if use.view else []
        places: Iterable[Key] = [(number, part) for _, number, part, _ in reads]
        if use.reader:
            places = [(number, None) for number in range(1, len(elements))]
        wanted = {place: _name_of(*place) for place in places}
        pattern = form_of(node, elements, self._delimiters, wanted)
        if pattern is None:
            return None
        groups = list(pattern.groupindex)
        attributes = []
        for name, number, part, reading in reads:
            place = number, part
            text = text_at(elements, place, self.component)
            if text:
                read = self._reading(node, place, reading)
                group = wanted[place] if wanted[place] in groups else None
                attributes.append(Filled(name, group, read, read(text) if read else text))
        take = use.reader
        if use.opener:
            take = opening(use.opener, node.loop.id, groups, attributes)
        elif use.fills and attributes:
            take = filling(use.fills, groups, attributes)
        return pattern.fullmatch, take, use.ends

    def _reading(
        self, node: SegmentNode, place: Key, reading: Callable[..., Any]
    ) -> Reading | None:
        """How what a form takes of an element reads; None where it reads as it stands."""
        element = node.element(*place)
        assert element is not None
        if element.parts:
            return self._reading_of_composite(reading)
        # What a form takes neither is blank nor ends in a blank.
        if reading is readings.text:
            return None
        if reading is readings.code and element.codes:
            return None if all(code == reading(code) for code in element.codes) else reading
        return reading

    def _reading_of_composite(self, reading: Callable[..., Any]) -> Reading:
        """A reading of composites that have this walk's separator, and what it read lately."""
        component = self.component
        found = self._of_composites.get(reading)
        if found is None:
            found = lru_cache(_REMEMBERED)(lambda text: reading(text, component))
            self._of_composites[reading] = found
        return found


def _name_of(number: int, part: int | None) -> str:
    """The name of the group of an element or of a component."""
    return f"element_{number}" if part is None else f"element_{number}_{part}"
