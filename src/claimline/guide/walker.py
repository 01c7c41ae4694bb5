"""The walk: which node of the guide each segment of a transaction set is, and what is missing.

The walk is a pure function of a state and a key; `Walker.step` works a step out once and remembers
it on the state. A state is the stack of open loops, each with the place reached in it and how often
what stands there was used. One cause gives one deviation: after a segment that has no place the
walk goes on as if it were not there, and a loop whose opening segment is missing is entered all the
same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from claimline.guide.deviations import Deviation
from claimline.guide.nodes import Key as KeyPlace
from claimline.guide.nodes import LoopNode, SegmentNode
from claimline.guide.tables import Guide

Node = SegmentNode | LoopNode
# A segment id with what stands where qualifiers do; empty where no node knows the text.
Key = tuple[str, ...]

# Repeats are counted in the state up to this limit; larger limits are a rule's to count.
_COUNTED = 30
_MOST_STATES = 4096
# As many qualifiers of one node are named in a message.
_NAMED = 4
_SEGMENT_ID = re.compile("[A-Z][A-Z0-9]{1,2}")
# What opens the loops that hold all others: these are entered wherever they come.
_STRUCTURE = frozenset(("HL", "CLM", "LX"))
# What opens what holds a transaction set: it has no place inside, and nothing is told by it.
# What may follow a name: after a name that has no place these have none either.
_OF_A_NAME = frozenset(("N2", "N3", "N4", "PER", "PRV", "DMG"))


@dataclass(frozen=True, slots=True)
class Frame:
    """An open loop: the position reached among its children, and the uses at that position.

    `headless` says that the segment that opens the loop was found missing when the last one came,
    `lacking` that a required child was passed over.
    """

    loop: LoopNode
    position: int
    uses: tuple[tuple[Node, int], ...] = ()
    headless: bool = False
    lacking: bool = False

    def used(self, child: Node) -> int:
        """How often the child was used at this position."""
        return next((count for node, count in self.uses if node is child), 0)

    def using(self, child: Node) -> Frame:
        """The frame after one more use of a child at this position or behind it."""
        if child.position != self.position:
            lacking = self.lacking or any(self.unused(until=child.position))
            return Frame(self.loop, child.position, ((child, 1),), lacking=lacking)
        limit = _limit(child)
        count = min(self.used(child), limit if limit <= _COUNTED else 0) + 1
        others = tuple(use for use in self.uses if use[0] is not child)
        uses = (*others, (child, count))
        return Frame(self.loop, self.position, uses, lacking=self.lacking)

    def unused(self, until: int | None = None) -> Iterator[Node]:
        """Required children from here to a position (None: to the end) that were not used."""
        for child in self.loop.children:
            ahead = child.position > self.position or (
                child.position == self.position and not self.used(child)
            )
            if child.usage == "R" and ahead and (until is None or child.position < until):
                yield child


Frames = tuple[Frame, ...]


def _limit(child: Node) -> int:
    """How often a child may stand; 0 without limit."""
    return child.repeat if isinstance(child, LoopNode) else child.maximum


@dataclass(frozen=True, slots=True)
class Step:
    """What one segment does: the state after it, which node it is, and what is wrong.

    `node` is None for a segment that has no place at all. `headless` is the loop entered for want
    of the segment that opens it, `late` says that this segment opens it after all, `behind` that
    it comes out of order.
    """

    after: State
    node: SegmentNode | None
    deviations: tuple[Deviation, ...]
    headless: LoopNode | None = None
    late: bool = False
    behind: bool = False


def _match_nothing(text: str) -> None:
    """The match of a form that takes no segment."""


# What is tried first where nothing was learnt.
_NOTHING = (_match_nothing, None, None, False)


@dataclass(eq=False, slots=True)
class State:
    """Where a walk stands, and the steps from here that were worked out.

    `lost` says that the last segment was a name without a place, `pardoned` that one was no segment
    of the guide, by its id or its qualifier: if one is missing next, it is that one misspelt.
    `level` says that the next one opens a level, for want of its HL.
    `learnt` and `likely` are the reader's: what it learnt here, by the first letters of a segment,
    and what it tries before that.
    """

    frames: Frames
    lost: bool = False
    pardoned: bool = False
    level: bool = False
    learnt: dict[str, list[Any]] = field(default_factory=dict)
    likely: tuple[Any, ...] = _NOTHING
    steps: dict[Key, Step] = field(default_factory=dict)


class Walker:
    """Walks transaction sets of one guide: from `start`, after the segment that is `opening`."""

    def __init__(self, guide: Guide) -> None:
        self._places = _qualifier_places(guide)
        self._openers = [loop.first for loop in guide.loops() if loop.first.id in _STRUCTURE]
        self._states: dict[tuple[Frames, bool, bool, bool], State] = {}
        self.opening = guide.root.first
        self.start = self._state(_entered(guide.root))

    def inside(self, loop: LoopNode) -> State:
        """The state after the segment that opens a loop, nothing asked of what comes before."""
        return self._state(_path_to(loop.first))

    def level_from(self, state: State, elements: list[str], component: str) -> State | None:
        """The state to step from where a segment opens a level, for want of its HL; None if none.

        It is for the reader to say whether it does, of a segment that has another place as well.
        """
        before = self._state(state.frames, level=True)
        loop = self.step(before, elements, component).headless
        return before if loop and loop.first.id == "HL" else None

    def step(self, state: State, elements: list[str], component: str) -> Step:
        """The step that a segment makes from a state."""
        key = self.key(elements, component)
        step = state.steps.get(key)
        if step is None:
            step = state.steps[key] = self._advance(state, key)
        return step

    def astray(self, state: State, segment_id: str) -> Step:
        """The step that a segment of an envelope makes which neither opens nor ends one."""
        message = f"{segment_id} stands in the middle of a transaction set"
        deviation = Deviation("IGC004", state.frames[-1].loop.id, segment_id, message)
        return Step(state, None, (deviation,))

    def knows(self, segment_id: str) -> bool:
        """Whether the guide has segments of an id."""
        return segment_id in self._places

    def key(self, elements: Sequence[str], component: str) -> Key:
        """All that the walk looks at of a segment."""
        segment_id = elements[0]
        texts = [segment_id]
        for (number, part), known in self._places.get(segment_id, {}).items():
            text = elements[number] if number < len(elements) else ""
            if part is not None:
                parts = text.split(component)
                text = parts[part - 1] if part <= len(parts) else ""
            texts.append(text if text in known else "")
        return tuple(texts)

    def _fits(self, node: SegmentNode, key: Key) -> bool:
        """Whether a segment of this key is of this node."""
        if node.id != key[0]:
            return False
        texts = dict(zip(self._places[node.id], key[1:], strict=True))
        return all(
            place is None or texts[place] in qualifiers
            for place, qualifiers in (
                (node.key, node.qualifiers),
                (node.second_key, node.second_qualifiers),
            )
        )

    def _state(
        self, frames: Frames, *, lost: bool = False, pardoned: bool = False, level: bool = False
    ) -> State:
        key = frames, lost, pardoned, level
        state = self._states.get(key)
        if state is None:
            if len(self._states) >= _MOST_STATES:
                self._states.clear()
            state = self._states[key] = State(*key)
        return state

    def _advance(self, state: State, key: Key) -> Step:
        here = state.frames[-1].loop.id
        if not key[0]:
            message = "the segment is empty, nothing stands before its terminator"
            deviation = Deviation("IGC003", here, "", message)
            return Step(self._state(state.frames, pardoned=True), None, (deviation,))

        def fits(node: SegmentNode) -> bool:
            return self._fits(node, key)

        def fits_by_id(node: SegmentNode) -> bool:
            return node.id == key[0] and _is_told_by_id(node)

        finds: list[tuple[Callable[[Frames, Fits], Found | None], Fits]] = [
            (_late_opener, fits),
            (_ahead, fits),
            (_unopened if state.pardoned else _unopened_line, fits),
            (_behind, fits),
            (_ahead_inside, fits),
            (_unopened_structure, fits),
        ]
        # A qualifier that no node knows is a code out of list sooner than another segment.
        finds.insert(len(finds) if all(key[1:]) else 2, (_ahead_unused, fits_by_id))
        if state.level:
            finds.insert(0, (_unopened, fits))
        for find, wanted in finds:
            found = find(state.frames, wanted)
            if found:
                frames, node, deviations = found
                if state.pardoned:
                    deviations = _without_first_missing(deviations)
                return Step(
                    self._state(frames),
                    node,
                    tuple(deviations),
                    headless=_newly_headless(state.frames, frames),
                    late=find is _late_opener,
                    behind=find is _behind,
                )
        return self._misfit(state, key)

    def _misfit(self, state: State, key: Key) -> Step:
        """A segment that has no place after what came before it."""
        segment_id = key[0]
        if state.lost and segment_id in _OF_A_NAME:
            return Step(state, None, ())
        opener = next((node for node in self._openers if self._fits(node, key)), None)
        here = state.frames[-1].loop.id
        if opener:
            message = f"{segment_id} opens loop {opener.loop.id}, which has no place after {here}"
            deviation = Deviation("IGC004", opener.loop.id, segment_id, message)
            return Step(self._state(_path_to(opener)), opener, (deviation,))
        unknown = segment_id not in self._places
        if not unknown:
            message = f"{segment_id} with this qualifier has no place in loop {here} or after it"
            deviation = Deviation("IGC004", here, segment_id, message)
        else:
            name = segment_id if _SEGMENT_ID.fullmatch(segment_id) else ""
            message = f"{segment_id!r} is no segment of the guide"
            deviation = Deviation("IGC003", here, name, message)
        after = self._state(
            state.frames, lost=segment_id == "NM1", pardoned=not all(key[1:]) or unknown
        )
        return Step(after, None, (deviation,))


Found = tuple[Frames, SegmentNode, list[Deviation]]
Fits = Callable[[SegmentNode], bool]
Candidates = Callable[[Frames, LoopNode], Iterable[Node]]


def _qualifier_places(guide: Guide) -> dict[str, dict[KeyPlace, set[str]]]:
    """Where the nodes of each segment id have their qualifiers, and which texts they know there."""
    places: dict[str, dict[KeyPlace, set[str]]] = {}
    for node in guide.segments():
        of_id = places.setdefault(node.id, {})
        if node.key:
            of_id.setdefault(node.key, set()).update(node.qualifiers)
        if node.second_key:
            of_id.setdefault(node.second_key, set()).update(node.second_qualifiers)
    return places


def _ahead(frames: Frames, fits: Fits) -> Found | None:
    """The node at or after the place reached, in the innermost loop that has one."""
    for depth in reversed(range(len(frames))):
        frame = frames[depth]
        for child in frame.loop.children:
            if child.position < frame.position:
                continue
            opener = _opener(child)
            if fits(opener) and opener is not frame.loop.first:
                after = frame.using(child)
                deviations = list(_overused(after, child))
                # A loop that stands once too often is one cause; what the one before it lacks is
                # not another.
                if not (deviations and isinstance(child, LoopNode)):
                    deviations = [*_left(frames[depth + 1 :]), *_passed(frame, child), *deviations]
                return (*frames[:depth], after, *_entered(child)), opener, deviations
    return None


def _ahead_unused(frames: Frames, fits: Fits) -> Found | None:
    """The same, of a node that was not used at the place reached."""
    used = {node for frame in frames for node, _ in frame.uses}
    return _ahead(frames, lambda node: node not in used and fits(node))


def _ahead_inside(frames: Frames, fits: Fits) -> Found | None:
    """A node of a required loop that was not entered, for want of the segment that opens it."""
    for depth in reversed(range(len(frames))):
        frame = frames[depth]
        for child in frame.unused():
            if not isinstance(child, LoopNode):
                continue
            node = next(
                (one for one in child.children if isinstance(one, SegmentNode) and fits(one)),
                None,
            )
            if node is None:
                continue
            if any(_passed(frame, child)):
                break
            deviations = [*_left(frames[depth + 1 :]), _missing(child)]
            inside = replace(_entered(child)[0].using(node), headless=True)
            return (*frames[:depth], frame.using(child), inside), node, deviations
    return None


def _unopened(frames: Frames, fits: Fits, candidates: Candidates | None = None) -> Found | None:
    """What stands in a structural loop ahead whose opening segment is not there.

    By default what may come right behind that segment: the last one was it, misspelt.
    """
    for depth in reversed(range(len(frames))):
        frame = frames[depth]
        for child in frame.loop.loops():
            if child.first.id not in _STRUCTURE or child.position < frame.position:
                continue
            if any(_passed(frame, child)):
                break
            inside = (candidates or _after_opener)(frames, child)
            found = next((one for one in inside if fits(_opener(one))), None)
            if found:
                entered = replace(_entered(child)[0].using(found), headless=True)
                after = (*frames[:depth], frame.using(child), entered, *_entered(found))
                return after, _opener(found), [_missing(child), *_left(frames[depth + 1 :])]
    return None


def _unopened_line(frames: Frames, fits: Fits) -> Found | None:
    """The same, of a service in a line that has its own."""
    return _unopened(frames, fits, _service_after_another)


def _service_after_another(frames: Frames, loop: LoopNode) -> Iterator[Node]:
    if loop.first.id == "LX" and not any(one.loop is loop and one.lacking for one in frames):
        yield loop.children[1]


def _unopened_structure(frames: Frames, fits: Fits) -> Found | None:
    """The same, of what a loop that is not open requires."""
    return _unopened(frames, fits, _required_if_closed)


def _required_if_closed(frames: Frames, loop: LoopNode) -> Iterator[Node]:
    if not _is_open(frames, loop):
        yield from (child for child in loop.children[1:] if child.usage == "R")


def _after_opener(frames: Frames, loop: LoopNode) -> Iterator[Node]:
    """What may come right behind the segment that opens a loop, to the first that must stand.

    After another claim only that one, for the others could be that claim's, out of order.
    """
    told = loop.first.id == "HL" or not _is_open(frames, loop)
    for child in loop.children[1:]:
        if told or child.usage == "R":
            yield child
        if child.usage == "R":
            return


def _is_open(frames: Frames, loop: LoopNode) -> bool:
    return any(frame.loop is loop for frame in frames)


def _opener(child: Node) -> SegmentNode:
    return child.first if isinstance(child, LoopNode) else child


def _newly_headless(before: Frames, after: Frames) -> LoopNode | None:
    """The loop that a step entered without the segment that opens it."""
    return next((one.loop for one in after if one.headless and one not in before), None)


def _late_opener(frames: Frames, fits: Fits) -> Found | None:
    """The segment that opens the innermost loop, after the one that it should have come before."""
    *around, inner = frames
    if inner.headless and fits(inner.loop.first):
        return (*around, replace(inner, headless=False)), inner.loop.first, []
    return None


def _behind(frames: Frames, fits: Fits) -> Found | None:
    """A node before the place reached: the segment is out of order, the walk stays where it is.

    A loop that opens out of order is walked through on top of the others.
    """
    for depth in reversed(range(len(frames))):
        frame = frames[depth]
        for child in frame.loop.children:
            if child.position >= frame.position:
                break
            opener = _opener(child)
            if fits(opener):
                here = frames[-1].loop.id
                of_loop = "" if opener.loop.id == here else f" of loop {opener.loop.id}"
                message = f"{opener.designator()}{of_loop} comes too late in loop {here}"
                deviation = Deviation("IGC005", opener.loop.id, opener.designator(), message)
                return (*frames, *_entered(child)), opener, [deviation]
    return None


def _without_first_missing(deviations: list[Deviation]) -> list[Deviation]:
    first = next((one for one in deviations if one.missing), None)
    return [one for one in deviations if one is not first]


def _is_told_by_id(node: SegmentNode) -> bool:
    """Whether its id alone can tell it where it stands: another qualifier is a code out of list.

    So it is for a segment, or an opening one, that is the only one of its id, or a required one.
    """
    if node is node.loop.first:
        if node.id in _STRUCTURE:
            return False
        around = node.loop.parent
        siblings = [loop.first for loop in around.loops()] if around else []
    else:
        siblings = list(node.loop.segments())
        if node.usage == "R":
            return True
    return [sibling.id for sibling in siblings].count(node.id) == 1


def _entered(child: Node) -> Frames:
    if isinstance(child, SegmentNode):
        return ()
    return (Frame(child, child.first.position, ((child.first, 1),)),)


def _left(frames: Frames) -> Iterator[Deviation]:
    """What loops that are left behind lack, innermost first."""
    for frame in reversed(frames):
        for child in frame.unused():
            yield _missing(child)


def _passed(frame: Frame, child: Node) -> Iterator[Deviation]:
    """What stands between the place reached and a child further on."""
    for unused in frame.unused(until=child.position):
        yield _missing(unused)


def _missing(child: Node) -> Deviation:
    opener = _opener(child)
    message = f"{opener.designator()} is missing, loop {opener.loop.id} needs it"
    return Deviation("IGC001", opener.loop.id, opener.designator(), message, missing=True)


def _overused(frame: Frame, child: Node) -> Iterator[Deviation]:
    limit = _limit(child)
    if 0 < limit <= _COUNTED and frame.used(child) > limit:
        opener = _opener(child)
        if isinstance(child, LoopNode):
            message = f"loop {child.id} stands more than {_times(limit)}"
            yield Deviation("IGC007", child.id, opener.designator(), message)
        else:
            message = f"{_named(child)} stands more than {_times(limit)} in loop {child.loop.id}"
            yield Deviation("IGC006", child.loop.id, child.designator(), message)


def _named(node: SegmentNode) -> str:
    """The segments that share the node's limit: `NTE[ADD] or NTE[DCP]`."""
    if not 1 < len(node.qualifiers) <= _NAMED:
        return node.designator()
    return " or ".join(dict.fromkeys(node.designator(qualifier=one) for one in node.qualifiers))


def _times(limit: int) -> str:
    return "once" if limit == 1 else f"{limit} times"


def _path_to(node: SegmentNode) -> Frames:
    """The frames of a node reached past what should come before: nothing is asked of them."""
    frames: list[Frame] = []
    child: Node = node
    loop: LoopNode | None = node.loop
    while loop is not None:
        frames.append(Frame(loop, child.position, ((child, 1),)))
        child, loop = loop, loop.parent
    return tuple(reversed(frames))
