"""Assembling views from chunks: one pass that opens, fills and closes loops as segments come.

What is open is at most one claim with what stands above it, so memory does not grow with the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claimline.claim.loop import InnerLoop, Loop
from claimline.claim.placing import UNKNOWN, next_loop
from claimline.claim.runs import Runs
from claimline.claim.views import (
    Adjudication,
    BillingProvider,
    ClaimAsSent,
    Diagnosis,
    FunctionalGroup,
    Interchange,
    Level,
    LineAsSent,
    OtherPayer,
    Party,
    Patient,
    Subscriber,
    TransactionSet,
)
from claimline.x12.reader import Chunk, Note

_ENVELOPE = frozenset(("ISA", "GS", "ST", "SE", "GE", "IEA"))
_DIAGNOSES = frozenset(("ABK", "ABF", "BK", "BF"))


class Stray(Loop):
    """A segment that stands in no transaction set, or in no functional group."""

    name = "GS"


@dataclass(frozen=True, slots=True)
class Opened:
    """An envelope view whose header has been read."""

    view: Interchange | FunctionalGroup | TransactionSet


@dataclass(frozen=True, slots=True)
class Closed:
    """A view that is complete: an envelope, a level or a claim; or a stray segment."""

    view: Loop


Event = Opened | Closed | Note


class Assembler:
    """Turns the chunks of one file into events, in the order of the file.

    `segments` counts every segment read, envelopes included.
    """

    def __init__(self) -> None:
        self.segments = 0
        self._runs = Runs()
        self._interchange: Interchange | None = None
        self._group: FunctionalGroup | None = None
        self._set: TransactionSet | None = None
        self._claims: _Claims | None = None
        self._astray = False
        self._component = ":"

    def feed(self, chunk: Chunk) -> Iterator[Event]:
        """The events of one more chunk."""
        if chunk.note:
            yield chunk.note
        if chunk.header is None:
            return
        runs = self._runs
        if self._interchange is None or chunk.header is not self._interchange.header:
            yield from self._leave_interchange()
            self._interchange = Interchange(chunk.header)
        self._component = chunk.header.delimiters.component
        separator = chunk.header.delimiters.element
        runs.enter(chunk)
        for index, text in enumerate(chunk.texts):
            elements = text.split(separator)
            runs.index = index
            runs.position += 1
            if elements[0] in _ENVELOPE:
                yield from self._envelope(elements)
            elif self._claims is not None:
                events = self._claims.take(elements)
                if events:
                    yield from events
            elif self._set is None and elements[0] != "TA1":
                yield from self._stray()
        runs.leave()
        self.segments += len(chunk.texts)

    def finish(self) -> Iterator[Event]:
        """The events of a file that ended as it should."""
        yield from self._leave_interchange()

    @property
    def claim(self) -> ClaimAsSent | None:
        """The claim that is open; when reading breaks off, it is one to count, not to judge."""
        return self._claims.claim if self._claims else None

    @property
    def place(self) -> tuple[Interchange | None, FunctionalGroup | None, TransactionSet | None]:
        """The envelopes that are open."""
        return self._interchange, self._group, self._set

    def _envelope(self, elements: list[str]) -> Iterator[Event]:
        self._astray = False
        match elements[0]:
            case "ISA":
                yield from self._open(self._interchange, elements)
            case "GS":
                yield from self._leave_group()
                self._group = FunctionalGroup(self._interchange)
                yield from self._open(self._group, elements)
            case "ST":
                yield from self._leave_set()
                self._set = TransactionSet(self._group, self._interchange)
                self._runs.position = 1
                yield from self._open(self._set, elements)
                if self._set.is_837p:
                    self._claims = _Claims(self._runs, self._set, self._component)
            case "SE":
                yield from self._end_of(self._set, elements, self._leave_set)
            case "GE":
                yield from self._leave_set()
                yield from self._end_of(self._group, elements, self._leave_group)
            case _:
                yield from self._leave_group()
                yield from self._end_of(self._interchange, elements, self._leave_interchange)

    def _open(
        self, view: Interchange | FunctionalGroup | TransactionSet | None, elements: list[str]
    ) -> Iterator[Event]:
        assert view is not None
        self._runs.add(view)
        view.read(elements, self._component)
        yield Opened(view)

    def _end_of(
        self,
        view: Interchange | FunctionalGroup | TransactionSet | None,
        elements: list[str],
        leave: Callable[[], Iterator[Event]],
    ) -> Iterator[Event]:
        if view is None:
            yield from self._stray()
            return
        if isinstance(view, TransactionSet):
            yield from self._leave_claims()
            view.segments_counted = self._runs.position
        self._runs.add(view)
        view.read(elements, self._component)
        view.closed = True
        yield from leave()

    def _stray(self) -> Iterator[Event]:
        if not self._astray:
            self._astray = True
            stray = Stray()
            self._runs.add(stray)
            yield Closed(stray)

    def _leave_claims(self) -> Iterator[Event]:
        if self._claims:
            yield from self._claims.finish()
            self._claims = None

    def _leave_set(self) -> Iterator[Event]:
        yield from self._leave_claims()
        if self._set:
            if not self._set.closed:
                self._set.segments_counted = self._runs.position - 1
            if self._group:
                self._group.transaction_sets += 1
            closed, self._set = self._set, None
            yield Closed(closed)

    def _leave_group(self) -> Iterator[Event]:
        yield from self._leave_set()
        if self._group:
            assert self._interchange is not None
            self._interchange.groups += 1
            closed, self._group = self._group, None
            yield Closed(closed)

    def _leave_interchange(self) -> Iterator[Event]:
        yield from self._leave_group()
        if self._interchange:
            closed, self._interchange = self._interchange, None
            yield Closed(closed)


class _Claims:
    """What stands inside one 837P transaction set."""

    def __init__(self, runs: Runs, transaction_set: TransactionSet, component: str) -> None:
        self._runs = runs
        self._set = transaction_set
        self._component = component
        self._loop = "ST"
        self._inner = False
        self._filling: Loop | None = transaction_set
        self._billing: BillingProvider | None = None
        self._subscriber: Subscriber | None = None
        self._patient: Patient | None = None
        self._level: Level | None = None
        self._last_number = 0
        self._open_levels: dict[str, str | None] = {}
        self.claim: ClaimAsSent | None = None
        self._line: LineAsSent | None = None
        self._other_payer: OtherPayer | None = None
        self._innermost: InnerLoop | None = None
        self._openers: dict[str, Callable[[list[str]], list[Event] | None]] = {
            "HL": self._open_level,
            "CLM": self._open_claim,
            "LX": self._open_line,
            "NM1": self._open_party,
            "SBR": self._open_other_payer,
            "SVD": self._open_adjudication,
            "LIN": self._open_unread,
            "LQ": self._open_unread,
        }

    def take(self, elements: list[str]) -> list[Event] | None:
        """One more segment; the views it closes."""
        segment_id = elements[0]
        events = None
        opener = self._openers.get(segment_id)
        if opener:
            events = opener(elements)
        elif self._innermost is not None or self._filling is None:
            self._return_from_inside(elements)
        if segment_id == "SV1" and self.claim and self._line_has_procedure():
            self._open_line(elements)
        filling = self._filling
        if filling is not None and segment_id in filling.fields:
            filling.read(elements, self._component)
        if segment_id == "HI" and self.claim:
            self._read_diagnoses(self.claim, elements)
        elif segment_id == "BHT":
            self._runs.add(self._set)
        return events

    def finish(self) -> list[Event]:
        """Close what is open: the transaction set ends."""
        return [*self._leave_claim(), *self._leave_level()]

    def _line_has_procedure(self) -> bool:
        return self._line is None or "procedure" in self._line.__dict__

    def _return_from_inside(self, elements: list[str]) -> None:
        """A segment that belongs to the loop around the innermost one ends that one."""
        loop = next_loop(self._loop, elements[0], elements[1] if len(elements) > 1 else "")
        if loop != self._loop:
            self._leave_innermost()
            self._loop = loop

    def _read_diagnoses(self, claim: ClaimAsSent, elements: list[str]) -> None:
        for position, composite in enumerate(elements[1:], 1):
            qualifier, _, rest = composite.partition(self._component)
            code = rest.split(self._component)[0]
            if qualifier in _DIAGNOSES and code:
                claim.diagnoses.append(Diagnosis(position, qualifier, code.upper()))

    # Opening

    def _open_level(self, elements: list[str]) -> list[Event]:
        events = self.finish()
        number = elements[1] if len(elements) > 1 else ""
        parent = elements[2] if len(elements) > 2 else ""
        code = elements[3] if len(elements) > 3 else ""
        self._loop = next_loop(self._loop, "HL", code)
        level = self._make_level()
        level.expected_number = self._last_number + 1
        level.parent_level = next((at for at, n in self._open_levels.items() if n == parent), None)
        self._last_number = int(number) if number.isdecimal() else level.expected_number
        self._open_levels = {at: n for at, n in self._open_levels.items() if at < code}
        self._open_levels[code] = number
        self._level = self._filling = level
        self._runs.begin(level)
        return events

    def _make_level(self) -> Level:
        if self._loop == "2000A":
            self._subscriber = self._patient = None
            self._billing = BillingProvider(self._set)
            return self._billing
        if self._loop == "2000B":
            self._patient = None
            self._subscriber = Subscriber(self._set, self._billing)
            return self._subscriber
        if self._loop == "2000C":
            self._patient = Patient(self._set)
            return self._patient
        return Level(self._set, UNKNOWN)

    def _open_claim(self, elements: list[str]) -> list[Event]:
        events = self.finish()
        self._loop = "2300"
        self.claim = ClaimAsSent(self._set, self._subscriber, self._patient)
        self._filling = self.claim
        self._runs.begin(self.claim)
        return events

    def _open_line(self, elements: list[str]) -> None:
        if self.claim is None:
            return
        self._leave_line()
        self._leave_other_payer()
        self._loop = "2400"
        self._line = LineAsSent(self.claim, self._runs.position)
        self.claim.lines.append(self._line)
        self._filling = self._line

    def _open_party(self, elements: list[str]) -> None:
        self._leave_innermost()
        self._loop = next_loop(self._loop, "NM1", elements[1] if len(elements) > 1 else "")
        around: Loop
        if self._line:
            around, parties = self._line, self._line.providers
        elif self._other_payer and self._loop.startswith("2330"):
            around, parties = self._other_payer, self._other_payer.parties
        elif self.claim:
            around, parties = self.claim, self.claim.providers
        elif self._level:
            around, parties = self._level, self._level.parties
        else:
            return
        party = Party(around, self._runs.position, self._loop)
        parties.append(party)
        self._innermost = self._filling = party

    def _open_other_payer(self, elements: list[str]) -> None:
        self._leave_innermost()
        self._loop = next_loop(self._loop, "SBR", "")
        if self.claim is None or self._line or self._loop != "2320":
            return
        self._leave_other_payer()
        self._other_payer = OtherPayer(self.claim, self._runs.position)
        self.claim.other_payers.append(self._other_payer)
        self._filling = self._other_payer

    def _open_adjudication(self, elements: list[str]) -> None:
        self._leave_innermost()
        self._loop = next_loop(self._loop, "SVD", "")
        if self._line:
            adjudication = Adjudication(self._line, self._runs.position)
            self._line.adjudications.append(adjudication)
            self._innermost = self._filling = adjudication

    def _open_unread(self, elements: list[str]) -> None:
        self._leave_innermost()
        self._loop = next_loop(self._loop, elements[0], "")
        self._filling = None if self._loop in ("2410", "2440") else self._filling

    # Leaving

    def _leave_innermost(self) -> None:
        if self._innermost:
            self._innermost.stop = self._runs.position
            self._innermost = None
        self._filling = self._line or self._other_payer or self.claim or self._level or self._set

    def _leave_other_payer(self) -> None:
        self._leave_innermost()
        if self._other_payer:
            self._other_payer.stop = self._runs.position
            self._other_payer = None

    def _leave_line(self) -> None:
        self._leave_innermost()
        if self._line:
            self._line.stop = self._runs.position
            self._line = None

    def _leave_claim(self) -> list[Event]:
        if not self.claim:
            return []
        self._leave_line()
        self._leave_other_payer()
        self._runs.end(self.claim)
        closed, self.claim = self.claim, None
        return [Closed(closed)]

    def _leave_level(self) -> list[Event]:
        if not self._level:
            return []
        self._leave_innermost()
        self._runs.end(self._level)
        closed, self._level = self._level, None
        return [Closed(closed)]
