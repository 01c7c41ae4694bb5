"""Claims: what stands inside one 837P transaction set, assembled into views as segments come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from claimline.claim.events import Closed
from claimline.claim.filling import Opener, Take
from claimline.claim.loop import Loop
from claimline.claim.runs import Runs
from claimline.claim.views import (
    Adjudication,
    BillingProvider,
    ClaimAsSent,
    Heading,
    Level,
    LineAsSent,
    OtherPayer,
    Party,
    Patient,
    Subscriber,
    TransactionSet,
    diagnoses,
)
from claimline.claim.walk import Walk, match_at
from claimline.guide.deviations import Deviation
from claimline.guide.nodes import LoopNode, SegmentNode
from claimline.guide.walker import State, Step
from claimline.x12.reader import Chunk

# An ISA that begins an interchange begins a chunk, so that none is met here.
_ENVELOPE = frozenset(("GS", "ST", "SE", "GE", "IEA"))
_LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Use:
    """What the segments of a node do: whether they open a view, and which view they fill.

    The diagnoses of a claim are read apart, for they are the repetitions of HI.
    """

    opens: str | None
    fills: str | None
    view: type[Loop] | None

    @property
    def opener(self) -> Opener | None:
        """What opens their view."""
        return _OPENERS[self.opens] if self.opens else None

    @property
    def ends(self) -> bool:
        """Whether they end what is open."""
        return self.opens in _OUTER

    @property
    def reader(self) -> Take | None:
        """What takes all their elements as they stand."""
        return _take_diagnoses if self.fills == _DIAGNOSES_OF else None


_LEVELS: dict[str, type[Level]] = {
    "2000A": BillingProvider,
    "2000B": Subscriber,
    "2000C": Patient,
}
_KINDS: dict[str, tuple[str, type[Loop]]] = {
    "ST": ("transaction_set", TransactionSet),
    "2300": ("claim", ClaimAsSent),
    "2320": ("other_payer", OtherPayer),
    "2400": ("line", LineAsSent),
    "2430": ("adjudication", Adjudication),
}
_DIAGNOSES_OF = "diagnoses"
_FORM = "2440"
# Loops that are opened where the segment that opens them is absent.
_OPENED_WITHOUT = frozenset((*_LEVELS, "2400"))
# What these open ends what is open.
_OUTER = frozenset(("level", "claim"))
_NAMES = ("2010", "2310", "2330", "2420")


def use_of(node: SegmentNode) -> Use:
    """What the segments of a node do."""
    loop = node.loop.id
    kind: tuple[str | None, type[Loop] | None] = _KINDS.get(loop, (None, None))
    if loop in _LEVELS:
        kind = ("level", _LEVELS[loop])
    elif loop.startswith(_NAMES):
        kind = ("party", Party)
    elif loop in ("2410", _FORM):
        kind = ("unread", None)
    fills, view = kind
    if node.id == "HI" and loop == "2300":
        fills, view = _DIAGNOSES_OF, None
    opens = fills if node is node.loop.first and loop != "ST" else None
    return Use(opens, fills, view)


class Claims:
    """Assembles the views of one transaction set; at most one heading, level or claim is open.

    `stopped` is the index of the envelope segment that `read` met, or the length of its chunk.
    """

    def __init__(self, runs: Runs, transaction_set: TransactionSet, walk: Walk) -> None:
        self.stopped = 0
        self.transaction_set = transaction_set
        self.heading: Heading | None = Heading(transaction_set)
        self.level: Level | None = None
        self.claim: ClaimAsSent | None = None
        self.line: LineAsSent | None = None
        self.other_payer: OtherPayer | None = None
        self.party: Party | None = None
        self.adjudication: Adjudication | None = None
        self._runs = runs
        self._walk = walk
        self._state = walk.start
        self._billing: BillingProvider | None = None
        self._subscriber: Subscriber | None = None
        self._patient: Patient | None = None
        self._last_level: Level | None = None
        self._last_number = 0
        self._unplaced_levels = 0
        self._last_empty = self._last_unknown = 0
        # The last segment, where it came before the one that opens its loop.
        self._ahead: tuple[SegmentNode, list[str]] | None = None
        self._claims_in_set = 0
        self._claims_in_level = 0

    def begin(self) -> None:
        """The heading begins with the present segment."""
        assert self.heading is not None
        self.heading.walked = self._walk, self._walk.start
        self._runs.begin(self.heading, self._runs.position)

    def open(self, elements: list[str]) -> None:
        """The ST that opens the transaction set."""
        self.begin()
        for deviation in self._walk.check(self._walk.opening, elements):
            self._note(deviation)

    def read(self, chunk: Chunk, start: int) -> Iterator[Closed]:
        """Read a chunk's segments from `start` to the next envelope segment."""
        assert chunk.header is not None
        separator = chunk.header.delimiters.element
        state, runs = self._state, self._runs
        self.stopped = len(chunk.texts)
        for position, text in enumerate(islice(chunk.texts, start, None), runs.base + start):
            match, after, take, ends = state.likely
            found = match(text)
            if found is None:
                other = match_at(state, text)
                if other is None:
                    elements = text.split(separator)
                    runs.index = position - runs.base
                    if elements[0] in _ENVELOPE:
                        self.stopped = runs.index
                        break
                    yield from self._work_out(state, elements)
                    state = self._state
                    continue
                found, (match, after, take, ends) = other
            if take is not None:
                if ends:
                    yield from self.finish(position)
                take(self, found.groups(), position, state)
            state = after
        self._state = state

    def knows(self, segment_id: str) -> bool:
        """Whether a transaction set may hold segments of an id."""
        return self._walk.knows(segment_id)

    def stray(self, elements: list[str]) -> Iterator[Closed]:
        """A segment of an envelope in the middle, which neither opens nor ends one."""
        strays = self.transaction_set.strays
        comes_late = elements[0] == "ST" and not self.transaction_set.opened and not strays
        strays.append(elements[0])
        if comes_late:
            return  # That it is absent in front was found.
        yield from self._work_out(self._state, elements)

    def end(self, elements: list[str]) -> Iterator[Closed]:
        """The SE that closes the transaction set."""
        step = self._walk.end(self._state, elements)
        for deviation in step.deviations:
            self._note(deviation)
        yield from self.finish(self._runs.position)
        if step.node:
            checked = self._walk.check(step.node, elements)
            for deviation in checked:
                self.transaction_set.add_deviation(deviation, self._runs.position)

    def leave(self, position: int) -> list[Closed]:
        """The transaction set ends before a position without its SE."""
        if self._last_unknown == position - 1:
            # It is the SE, misspelt.
            self.transaction_set.strays.append("SE")
        return self.finish(position)

    def finish(self, position: int) -> list[Closed]:
        """Close what is open before a position, without asking what is missing."""
        view = self.claim or self.level or self.heading
        if view is None:
            return []
        self._leave_line(position)
        if self.other_payer is not None:
            self._leave_other_payer(position)
        self._runs.end(view, position)
        self.claim = self.level = self.heading = None
        return [Closed(view)]

    def _work_out(self, state: State, elements: list[str]) -> Iterator[Closed]:
        """A segment that no form took: its place, its elements, its views."""
        if not elements[0]:
            self.transaction_set.strays.append("")
            earlier, self._last_empty = self._last_empty, self._runs.position
            if earlier == self._last_empty - 1:
                return  # several in a row are one cause
        step = self._walk.step(state, elements)
        if step.behind:
            another = self._is_of_another_claim(step, elements)
            before = self._walk.read_as_level(state, step, elements, another=another)
            if before:
                state, step = before, self._walk.step(before, elements)
        self._state = step.after
        # An HL that is absent behind a claim is none of that claim's.
        above = step.headless.id if step.headless and self.claim else None
        deviations = []
        for deviation in step.deviations:
            if deviation.missing and not (above in _LEVELS and deviation.loop == above):
                self._note(deviation)
            else:
                deviations.append(deviation)
        if step.headless:
            yield from self._open_headless(step.headless, state)
        if step.node:
            deviations += self._walk.check(step.node, elements)
            yield from self._take(step.node, elements, state, late=step.late)
            if step.late and self._ahead:
                self._fill(*self._ahead)
            opens_late = step.headless and step.headless.id not in _OPENED_WITHOUT
            self._ahead = (step.node, elements) if opens_late else None
        elif elements[0] == "HL":
            self._unplaced_levels += 1
        elif not self._walk.knows(elements[0]):
            self._last_unknown = self._runs.position
        for deviation in deviations:
            self._note(deviation)
        if not deviations and not step.deviations:
            self._walk.notice(state, step, elements)

    def _is_of_another_claim(self, step: Step, elements: list[str]) -> bool:
        """Whether what stands as another payer cannot be one: its rank is the subscriber's own."""
        is_payer = step.node is not None and use_of(step.node).opens == "other_payer"
        rank = self._subscriber.rank if self._subscriber else None
        return is_payer and rank is not None and rank in elements[1:2]

    def _take(
        self, node: SegmentNode, elements: list[str], before: State, *, late: bool
    ) -> Iterator[Closed]:
        use = use_of(node)
        position = self._runs.position
        if late and use.opens == "level" and self.level:
            self.level.await_numbers()
        elif use.opens and not (late and use.opens == "line"):
            if use.ends:
                yield from self.finish(position)
            _OPENERS[use.opens](self, node.loop.id, position, before)
        elif node.id == "SV1" and self.claim and self._line_has_procedure():
            self.open_line(node.loop.id, position, before)
        self._fill(node, elements)

    def _fill(self, node: SegmentNode, elements: list[str]) -> None:
        """What a segment says, where it is said of a view that is open."""
        use = use_of(node)
        view = getattr(self, use.fills) if use.view and use.fills else None
        if view is not None and view.loop == node.loop.id and node.id in view.fields:
            view.read(elements, self._walk.component)
        if use.fills == _DIAGNOSES_OF:
            self.read_diagnoses(tuple(elements[1:]))
        elif node.id == "BHT" and self.transaction_set.opened:
            self._runs.add(self.transaction_set)

    def _line_has_procedure(self) -> bool:
        return self.line is None or "procedure" in self.line.__dict__

    def read_diagnoses(self, composites: tuple[str, ...]) -> None:
        """The diagnoses of the elements of an HI, which are the claim's."""
        if self.claim is not None:
            self.claim.diagnoses += diagnoses(composites, self._walk.component)

    def _note(self, deviation: Deviation) -> None:
        view = self.claim or self.level or self.heading
        assert view is not None
        view.add_deviation(deviation, self._runs.position)

    # Opening: the loop's id, the position of its first segment, the state before it.

    def open_level(self, loop: str, position: int, before: State) -> Level:
        """A hierarchical level."""
        self._claims_in_level = 0
        previous = self._last_level.number if self._last_level else None
        if previous and previous.isdecimal() and len(previous) <= _LONGEST_NUMBER:
            self._last_number = int(previous)
        self._last_number += 1 + self._unplaced_levels
        self._unplaced_levels = 0
        level = self.level = self._last_level = self._make_level(loop)
        level.expected_number = self._last_number
        self._begin(level, position, before)
        return level

    def _open_headless(self, loop: LoopNode, before: State) -> Iterator[Closed]:
        """Open the level or leave the claim whose opening segment is absent."""
        position = self._runs.position
        if loop.id in _LEVELS:
            # An HL without a place is the one that is absent.
            self._unplaced_levels = 0
            yield from self.finish(position)
            level = self.open_level(loop.id, position, before)
            level.assume_numbers()
        elif loop.id == "2300":
            if self.claim:
                yield from self.finish(position)
            if not self.level and not self.heading:
                # Its segments belong to no claim, and stay where findings can name them.
                self.heading = Heading(self.transaction_set)
                self._begin(self.heading, position, before)

    def _make_level(self, loop: str) -> Level:
        if loop == "2000A":
            self._subscriber = self._patient = None
            self._billing = BillingProvider(self.transaction_set)
            return self._billing
        if loop == "2000B":
            self._patient = None
            self._subscriber = Subscriber(self.transaction_set, self._billing)
            return self._subscriber
        self._patient = Patient(self.transaction_set, self._subscriber)
        return self._patient

    def open_claim(self, loop: str, position: int, before: State) -> ClaimAsSent:
        """Loop 2300."""
        self._claims_in_set += 1
        self._claims_in_level += 1
        claim = self.claim = ClaimAsSent(self.transaction_set, self._subscriber, self._patient)
        claim.number_in_set = self._claims_in_set
        claim.number_in_level = self._claims_in_level
        self._begin(claim, position, before)
        return claim

    def _begin(self, view: Heading | Level | ClaimAsSent, position: int, before: State) -> None:
        view.walked = self._walk, before
        self._runs.begin(view, position)

    def open_line(self, loop: str, position: int, before: State) -> LineAsSent | None:
        """Loop 2400."""
        self._leave_line(position)
        if self.other_payer is not None:
            self._leave_other_payer(position)
        if self.claim is None:
            return None
        line = self.line = LineAsSent(self.claim, position, loop, before)
        self.claim.lines.append(line)
        return line

    def open_party(self, loop: str, position: int, before: State) -> Party | None:
        """A loop of a name."""
        if self.party is not None or self.adjudication is not None:
            self._leave_inner(position)
        around: LineAsSent | OtherPayer | ClaimAsSent | Level
        if self.line is not None:
            around, held = self.line, "providers"
        elif self.other_payer is not None and loop.startswith("2330"):
            around, held = self.other_payer, "parties"
        elif self.claim is not None:
            around, held = self.claim, "providers"
        elif self.level is not None:
            around, held = self.level, "parties"
        else:
            return None
        party = self.party = Party(around, position, loop, before)
        values = around.__dict__
        values.setdefault(held, []).append(party)
        if loop in around.named:
            values.setdefault(around.named[loop], party)
        return party

    def open_other_payer(self, loop: str, position: int, before: State) -> OtherPayer | None:
        """Loop 2320."""
        self._leave_other_payer(position)
        if self.claim is None:
            return None
        payer = self.other_payer = OtherPayer(self.claim, position, loop, before)
        self.claim.__dict__.setdefault("other_payers", []).append(payer)
        return payer

    def open_adjudication(self, loop: str, position: int, before: State) -> Adjudication | None:
        """Loop 2430."""
        self._leave_inner(position)
        if self.line is None:
            return None
        adjudication = self.adjudication = Adjudication(self.line, position, loop, before)
        self.line.__dict__.setdefault("adjudications", []).append(adjudication)
        return adjudication

    def open_unread(self, loop: str, position: int, before: State) -> None:
        """A loop inside a line that no view is made of."""
        self._leave_inner(position)
        if loop == _FORM and self.line:
            self.line.has_form = True

    # Leaving: the position of the first segment that is no part of what is left.

    def _leave_inner(self, position: int) -> None:
        if self.party is not None:
            self.party.stop = position
            self.party = None
        if self.adjudication is not None:
            self.adjudication.stop = position
            self.adjudication = None

    def _leave_other_payer(self, position: int) -> None:
        self._leave_inner(position)
        if self.other_payer is not None:
            self.other_payer.stop = position
            self.other_payer = None

    def _leave_line(self, position: int) -> None:
        self._leave_inner(position)
        if self.line is not None:
            self.line.stop = position
            self.line = None


def _take_diagnoses(claims: Claims, texts: tuple[str, ...], position: int, before: State) -> None:
    claims.read_diagnoses(texts)


_OPENERS: dict[str, Opener] = {
    "level": Claims.open_level,
    "claim": Claims.open_claim,
    "line": Claims.open_line,
    "party": Claims.open_party,
    "other_payer": Claims.open_other_payer,
    "adjudication": Claims.open_adjudication,
    "unread": Claims.open_unread,
}
