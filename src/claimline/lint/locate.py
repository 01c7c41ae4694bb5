"""Placing problems: from a rule's problem to a finding with offset, line, column and value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimline.claim.loop import Loop, Segment, is_known
from claimline.claim.phi import MASK, holds_phi, masked_elements
from claimline.claim.ranks import guide_rank, rank_of
from claimline.claim.views import (
    ClaimAsSent,
    FunctionalGroup,
    Heading,
    Interchange,
    Level,
    LineAsSent,
    TransactionSet,
)
from claimline.findings import Finding, Fix, Place, Problem, Related
from claimline.rules.rule import Rule
from claimline.x12.designator import Designator
from claimline.x12.display import as_written
from claimline.x12.errors import X12Error
from claimline.x12.reader import Chunk, Note

# What opens the loops that hold all others: that one is absent is noticed right behind the gap.
_OPENING = frozenset(("HL", "CLM", "LX"))


@dataclass(frozen=True, slots=True)
class Snippet:
    """A segment as a report shows it: its text, PHI masked, and the columns to underline."""

    text: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with the segment it stands on; `repair` is its fix as the file would have it.

    Without the segment `shown` is what a report shows of it.
    """

    finding: Finding
    segment: Segment | None
    span: tuple[int, int] | None
    repair: Fix | None = None
    shown: Snippet | None = None

    def detached(self, *, show_phi: bool) -> Located:
        """The finding without its segment, for a report of another process."""
        return Located(self.finding, None, None, shown=self.snippet(show_phi=show_phi))

    def snippet(self, *, show_phi: bool) -> Snippet | None:
        """The segment to show under the finding; None where there is none."""
        if self.segment is None:
            return self.shown
        start, end = self.span or (0, len(self.segment.id))
        text = self.segment.text
        if not show_phi:
            text, start, end = _masked(self.segment, start, end)
        before, marked = as_written(text[:start]), as_written(text[start:end])
        return Snippet(before + marked + as_written(text[end:]), len(before), max(1, len(marked)))

    @property
    def order(self) -> tuple[int, str]:
        """What findings of one file are sorted by: position, then rule."""
        offset = self.finding.offset
        return (-1 if offset is None else offset), self.finding.rule


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every finding of one claim, level or envelope shares."""

    file: str
    interchange: Interchange | None
    group: FunctionalGroup | None
    transaction_set: TransactionSet | None
    claim: ClaimAsSent | None
    profile: str | None
    show_phi: bool


def locate(rule: Rule, problem: Problem, subject: Loop, around: Surroundings) -> Located:
    """The finding of a problem that a rule has with a subject."""
    place = problem.place
    view: Loop = place.view or subject
    segment, span, loop, position = _find(view, place)
    designator = _parsed(place.designator)
    value = segment.text[slice(*span)] if segment and span and designator.element else None
    if value and not around.show_phi and segment and holds_phi(segment, designator):
        value = MASK
    offset = segment.offset + (span[0] if span else 0) if segment else None
    line_and_column = (
        segment.chunk.line_and_column(offset) if segment and offset is not None else None
    )
    line = view if isinstance(view, LineAsSent) else subject
    repair = problem.fix(view) if problem.fix else None
    severity = max(problem.severity or rule.severity, rule.severity, key=lambda one: one.rank)
    return Located(
        Finding(
            rule=rule.code,
            name=rule.name,
            severity=severity,
            message=as_written(problem.message),
            help=as_written(problem.help) if problem.help else " ".join(rule.remedy.split()),
            sources=rule.sources,
            file=around.file,
            offset=offset,
            line=line_and_column[0] if line_and_column else None,
            column=line_and_column[1] if line_and_column else None,
            interchange=_number(around.interchange),
            group=_number(around.group),
            transaction_set=_number(around.transaction_set),
            segment_position=position,
            loop=(loop if is_known(loop) else place.loop) or None,
            segment=designator.segment or None,
            designator=place.designator or None,
            claim=_claim_identifier(around.claim),
            service_line=_line_number(line),
            value=as_written(value) if value else None,
            profile=around.profile,
            acknowledgment=problem.acknowledgment or rule.acknowledgment,
            related=tuple(_related(place, subject) for place in problem.related),
            fix=_shown(repair, segment, show_phi=around.show_phi),
        ),
        segment,
        span,
        repair,
    )


def _shown(fix: Fix | None, segment: Segment | None, *, show_phi: bool) -> Fix | None:
    """A fix, its segments as a report shows them."""
    if fix is None or segment is None:
        return fix
    return replace(fix, segments=as_shown(fix.segments, segment, show_phi=show_phi))


def as_shown(texts: tuple[str, ...], segment: Segment, *, show_phi: bool) -> tuple[str, ...]:
    """Texts that would stand in the place of a segment, PHI masked unless it is asked for."""
    header = segment.chunk.header
    assert header is not None
    chunk = Chunk(header.delimiters.terminator.join((*texts, "")), 0, 1, 0, header)
    repaired = Loop(segment.loop)
    repaired.spans.append((chunk, 0, len(chunk.texts), 1))
    shown = (one.text if show_phi else masked_text(one) for one in repaired.segments())
    return tuple(map(as_written, shown))


def _find(
    view: Loop, place: Place
) -> tuple[Segment | None, tuple[int, int] | None, str, int | None]:
    """The segment a place names, the span of it, the loop, and the position in the set."""
    designator = _parsed(place.designator)
    wanted = place.loop or view.loop
    segment = None if place.missing else _standing(view, designator, wanted, place.position)
    if segment is None:
        return _gap(view, designator, wanted, place.position)
    return segment, segment.span(designator), segment.loop, _position(view, segment)


def _parsed(designator: str) -> Designator:
    """The designator; one without a segment where a segment has no name that could be one."""
    return Designator.parse(designator) if designator else Designator("")


def _standing(
    view: Loop, designator: Designator, loop: str, position: int | None
) -> Segment | None:
    if position is None:
        return view.find(designator, loop)
    return view.segment_at(position)


def _gap(
    view: Loop, designator: Designator, loop: str, noticed: int | None
) -> tuple[Segment | None, tuple[int, int] | None, str, int | None]:
    """Where an absent segment belongs: the first segment of the loop around it that exists.

    Its position is that of the last segment before the gap, by the guide's order.
    """
    first = next(view.segments(), None)
    if first and first.position == noticed and designator.segment in _OPENING:
        return first, None, loop, first.position - 1  # what should open the view itself
    if first is None or (noticed is not None and first.position >= noticed):
        return None, None, loop, None
    if isinstance(view, TransactionSet):
        return first, None, loop, view.segments_counted
    missing = guide_rank(loop, designator)
    before = anchor = None
    if designator.segment in _OPENING:
        before = next(view.backwards(noticed))
    for segment in view.backwards(noticed):
        if before is None and 0 < rank_of(segment.node) < missing:
            before = segment
        if before and _opens_around(segment, loop):
            anchor = segment
            break
    return anchor or first, None, loop, _position(view, before or first)


def _opens_around(segment: Segment, loop: str) -> bool:
    """Whether a segment opens the loop, or one that the loop lies in."""
    node = segment.node
    if node is None or node is not node.loop.first:
        return False
    return node.loop.id == loop or any(inner.id == loop for inner in node.loop.loops())


def _position(view: Loop, segment: Segment) -> int | None:
    if isinstance(view, (Interchange, FunctionalGroup)):
        return None
    return segment.position


def _related(place: Place, subject: Loop) -> Related:
    view = place.view or subject
    segment, span, _, _ = _find(view, place)
    return Related(
        service_line=_line_number(view),
        designator=place.designator,
        offset=segment.offset + (span[0] if span else 0) if segment else None,
    )


def _claim_identifier(claim: ClaimAsSent | None) -> str | None:
    return as_written(claim.identifier) if claim and claim.identifier else None


def _line_number(view: Loop | None) -> str | None:
    return as_written(view.number) if isinstance(view, LineAsSent) and view.number else None


def _number(view: Interchange | FunctionalGroup | TransactionSet | None) -> str | None:
    return as_written(view.control_number) if view and view.control_number else None


def masked_text(segment: Segment) -> str:
    """The segment's text with PHI masked."""
    return _masked(segment, 0, 0)[0]


def _masked(segment: Segment, start: int, end: int) -> tuple[str, int, int]:
    """The segment's text with PHI masked, and the span moved along."""
    masked = masked_elements(segment)
    if not masked:
        return segment.text, start, end
    assert segment.chunk.header is not None
    parts = list(_parts(segment, masked))
    shown_start, shown_end = start, end
    for at, written, shown in parts:
        change = len(shown) - len(written)
        shown_start += change if at + len(written) < start else 0
        shown_end += change if at + len(written) <= end else 0
    separator = segment.chunk.header.delimiters.element
    return separator.join(shown for _, _, shown in parts), shown_start, max(shown_end, shown_start)


def _parts(segment: Segment, masked: frozenset[int]) -> Iterator[tuple[int, str, str]]:
    at = 0
    for index, element in enumerate(segment.elements):
        yield at, element, MASK if element and index in masked else element
        at += len(element) + 1


def envelopes_of(
    view: Loop | None,
) -> tuple[Interchange | None, FunctionalGroup | None, TransactionSet | None]:
    """The envelopes a view stands in."""
    if isinstance(view, (ClaimAsSent, Heading, Level)):
        view = view.transaction_set
    if isinstance(view, TransactionSet):
        return view.interchange, view.group, view
    if isinstance(view, FunctionalGroup):
        return view.interchange, view, None
    if isinstance(view, Interchange):
        return view, None, None
    return None, None, None


def locate_byte(rule: Rule, what: Note | X12Error, around: Surroundings) -> Located:
    """The finding of what reading met at a byte, on no segment."""
    line = around.claim.lines[-1] if around.claim and around.claim.lines else None
    return Located(
        Finding(
            rule=rule.code,
            name=rule.name,
            severity=rule.severity,
            message=what.message,
            help=" ".join(rule.remedy.split()),
            sources=rule.sources,
            file=around.file,
            offset=what.offset,
            line=what.line,
            column=what.column,
            interchange=_number(around.interchange),
            group=_number(around.group),
            transaction_set=_number(around.transaction_set),
            segment_position=None,
            loop=None,
            segment=None,
            designator=None,
            claim=_claim_identifier(around.claim),
            service_line=_line_number(line),
            value=None,
            profile=None,
            acknowledgment=rule.acknowledgment,
            related=(),
            fix=None,
        ),
        None,
        None,
    )
