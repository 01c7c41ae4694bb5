"""Assembling views from chunks: one pass that opens, fills and closes loops as segments come.

What is open is at most one claim with what stands above it, so memory does not grow with the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from claimline.claim.claims import Claims, use_of
from claimline.claim.events import Closed, Event, Opened
from claimline.claim.loop import Loop
from claimline.claim.passing import Passed, Sharing
from claimline.claim.runs import Runs
from claimline.claim.views import (
    GUIDES,
    ClaimAsSent,
    FunctionalGroup,
    Interchange,
    TransactionSet,
)
from claimline.claim.walk import Walk
from claimline.x12.delimiters import Delimiters
from claimline.x12.reader import Chunk, Header

_ENVELOPE = frozenset(("ISA", "GS", "ST", "SE", "GE", "IEA"))
_MOST_WALKS = 8
# What opens an envelope, and what may stand behind it: behind anything else it opens nothing.
_BEHIND_OPENING = {
    "GS": frozenset(("ST", "GS", "GE", "IEA")),
    "ST": frozenset(("BHT", "ST", "GS", "GE", "IEA")),
}
# What ends an envelope, and what of a transaction set may stand behind it: where anything else
# does, the transaction set goes on, and it ends nothing.
_BEHIND_ENDING = {"SE": frozenset(("ST", "BHT", "SE")), "GE": frozenset(("ST", "BHT"))}
_CODE = "837"


class Stray(Loop):
    """A segment that stands in no transaction set, or in no functional group."""

    name = "GS"


class Assembler:
    """Turns the chunks of one file into events, in the order of the file.

    `segments` counts every segment read, envelopes included; `learning` False works each one out.
    `walks` holds, by delimiters, what was learnt: assemblers that share it learn from one another.
    `sharing` tells which 837P transaction sets are read where others read the rest of the file.
    """

    def __init__(
        self,
        *,
        learning: bool = True,
        walks: dict[Delimiters, Walk] | None = None,
        sharing: Sharing | None = None,
    ) -> None:
        self.segments = 0
        self._runs = Runs()
        self._interchange: Interchange | None = None
        self._group: FunctionalGroup | None = None
        self._set: TransactionSet | None = None
        self._claims: Claims | Passed | None = None
        self._at_envelope = False
        self._astray = self._st_astray = False
        # What opens or ends an envelope, the last of its chunk: what is behind it tells.
        self._held: list[str] | None = None
        self._component = ":"
        self._learning = learning
        self._walks = {} if walks is None else walks
        self._sharing = sharing

    def feed(self, chunk: Chunk) -> Iterator[Event]:
        """The events of one more chunk."""
        if self._held:
            within = self._interchange is not None and chunk.header is self._interchange.header
            if within and not chunk.texts:
                return
            yield from self._release(chunk if within else None)
        begins = chunk.header and (
            self._interchange is None or chunk.header is not self._interchange.header
        )
        if begins:
            yield from self._leave_interchange()
        if chunk.note:
            yield chunk.note
        if chunk.header is None:
            return
        if begins:
            self._interchange = Interchange(chunk.header)
            self._component = chunk.header.delimiters.component
        self._runs.enter(chunk)
        index = 0
        separator = chunk.header.delimiters.element
        while index < len(chunk.texts):
            if self._claims and not self._at_envelope:
                yield from self._claims.read(chunk, index)
                index = self._claims.stopped
                self._at_envelope = True
            else:
                self._runs.index = index
                elements = chunk.texts[index].split(separator)
                self._at_envelope = False
                if self._lacks_opening(elements):
                    yield from self._open_without_st(elements, chunk.header)
                    continue
                index += 1
                if not self._may_be_stray(elements):
                    yield from self._outside(elements, chunk.header)
                elif index < len(chunk.texts):
                    following = chunk.texts[index].split(separator)[0]
                    yield from self._perhaps_stray(elements, following, chunk.header)
                else:
                    self._held = elements
        self._at_envelope = False
        if not self._held:
            self._runs.leave()
        self.segments += len(chunk.texts)

    def finish(self) -> Iterator[Event]:
        """The events of a file that ended as it should."""
        yield from self.break_off()
        yield from self._leave_interchange()

    def break_off(self) -> Iterator[Event]:
        """The events of what was held back, where nothing that is read can be behind it."""
        if self._held:
            yield from self._release(None)

    @property
    def claim(self) -> ClaimAsSent | None:
        """The claim that is open; when reading breaks off, it is one to count, not to judge."""
        return self._claims.claim if self._claims else None

    @property
    def envelopes(self) -> tuple[Interchange | None, FunctionalGroup | None, TransactionSet | None]:
        """The envelopes that are open."""
        return self._interchange, self._group, self._set

    def _walk(self, header: Header) -> Walk:
        walk = self._walks.get(header.delimiters)
        if walk is None:
            if len(self._walks) >= _MOST_WALKS:
                self._walks.clear()
            walk = Walk(header.delimiters, use_of, learning=self._learning)
            self._walks[header.delimiters] = walk
        return walk

    def _claims_of(self, transaction_set: TransactionSet, header: Header) -> Claims | Passed:
        walk = self._walk(header)
        if self._sharing and not self._sharing.is_own():
            return Passed(walk, self._sharing)
        return Claims(self._runs, transaction_set, walk)

    def _may_be_stray(self, elements: list[str]) -> bool:
        """Whether a segment opens or ends an envelope in a transaction set of ours."""
        if self._claims is None:
            return False
        if elements[0] not in _BEHIND_OPENING:
            return elements[0] in _BEHIND_ENDING
        return elements[0] == "GS" or "".join(elements[1:2]).strip() in ("", _CODE)

    def _lacks_opening(self, elements: list[str]) -> bool:
        """Whether a segment begins a transaction set of ours whose ST is absent."""
        if elements[0] != "BHT" or self._set or not self._group:
            return False
        return (self._group.version or "").startswith(GUIDES)

    def _open_without_st(self, elements: list[str], header: Header) -> Iterator[Event]:
        self._runs.restart(2)
        self._set = TransactionSet(self._group, self._interchange)
        self._set.opened = False
        if self._astray or self._st_astray:
            # What stands outside of any was its ST, misspelt, or it stands in the set before.
            self._set.strays.append("ST")
        self._astray = self._st_astray = False
        yield from self._open(self._set, elements)
        self._claims = self._claims_of(self._set, header)
        self._claims.begin()

    def _perhaps_stray(
        self, elements: list[str], following: str, header: Header
    ) -> Iterator[Event]:
        """What opens or ends an envelope inside of another, or stands there astray."""
        if self._is_stray(elements, following):
            assert self._claims is not None
            self._st_astray |= elements[0] == "ST"
            yield from self._claims.stray(elements)
        else:
            yield from self._outside(elements, header)

    def _is_stray(self, elements: list[str], following: str) -> bool:
        if self._claims is None:
            return False
        if elements[0] in _BEHIND_OPENING:
            return following not in _BEHIND_OPENING[elements[0]]
        goes_on = self._claims.knows(following) and following not in _BEHIND_ENDING[elements[0]]
        return goes_on and not self._is_counted_end(elements)

    def _is_counted_end(self, elements: list[str]) -> bool:
        """Whether a segment is the SE that ST02 and a count of the segments before it lead to."""
        assert self._set is not None
        return elements == ["SE", str(self._runs.position), self._set.control_number]

    def _release(self, chunk: Chunk | None) -> Iterator[Event]:
        """The events of the segment that was held, now that what is behind it has come, if any."""
        assert self._held is not None
        assert self._interchange is not None
        elements, self._held = self._held, None
        header = self._interchange.header
        if chunk:
            following = chunk.texts[0].split(header.delimiters.element)[0]
            yield from self._perhaps_stray(elements, following, header)
        else:
            yield from self._outside(elements, header)
        self._runs.leave()

    def _outside(self, elements: list[str], header: Header) -> Iterator[Event]:
        """A segment of an envelope, or one that stands in no transaction set of ours."""
        if elements[0] in _ENVELOPE:
            self._astray = False
            yield from self._envelope(elements, header)
        elif self._set is None and elements[0] != "TA1":
            yield from self._stray()
        elif self._set and not elements[0]:
            self._set.strays.append("")
        else:
            yield from self.other(elements)

    def other(self, elements: list[str]) -> Iterable[Event]:
        """A segment of a transaction set that is no 837P, or TA1: passed over here."""
        return ()

    def _envelope(self, elements: list[str], header: Header) -> Iterator[Event]:
        match elements[0]:
            case "ISA" if self._interchange and self._interchange.spans:
                yield from self._stray()
            case "ISA":
                yield from self._open(self._interchange, elements)
            case "GS":
                yield from self._leave_group()
                self._group = FunctionalGroup(self._interchange)
                self._group.opened = True
                yield from self._open(self._group, elements)
            case "ST":
                yield from self._leave_set()
                # A set outside any group opens one, whose GS is absent.
                self._group = self._group or FunctionalGroup(self._interchange)
                self._runs.restart()
                self._set = TransactionSet(self._group, self._interchange)
                yield from self._open(self._set, elements)
                if self._set.is_837p:
                    self._claims = self._claims_of(self._set, header)
                    self._claims.open(elements)
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
            if self._claims:
                yield from self._claims.end(elements)
                self._claims = None
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
            yield from self._claims.leave(self._runs.position)
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
            self._interchange.groups_unopened += not self._group.opened
            closed, self._group = self._group, None
            yield Closed(closed)

    def _leave_interchange(self) -> Iterator[Event]:
        yield from self._leave_group()
        if self._interchange:
            closed, self._interchange = self._interchange, None
            yield Closed(closed)
