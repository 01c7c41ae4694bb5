"""Excerpt: one claim that was sent, read again with all that stands around it, and linted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from claimline.claim.assembly import Assembler
from claimline.claim.document import open_binary
from claimline.claim.events import Closed
from claimline.claim.loop import UNKNOWN, Loop, Segment
from claimline.claim.phi import MASK, holds_phi
from claimline.claim.views import ClaimAsSent, Heading, Level, LineAsSent
from claimline.lint.locate import masked_text
from claimline.lint.run import LintRun
from claimline.responses.sent import Sent, SentClaim, Span
from claimline.x12.designator import Designator
from claimline.x12.display import as_written
from claimline.x12.reader import read_chunks

# An excerpt has an envelope and level numbers of its own, which say nothing about the file.
_OF_ENVELOPES = "X12"
_OF_LINES = "X12037"


class Excerpt:
    """A claim as it was sent, under its heading and levels, as an interchange of its own.

    `findings` are those about the claim and what it stands under.
    """

    def __init__(self, sent: Sent, claim: SentClaim, run: LintRun, *, show_phi: bool) -> None:
        spans = [*sent.around(claim), Span(claim.start, claim.stop, claim.first)]
        data = _interchange(sent, claim, spans)
        self._show_phi = show_phi
        self._views = list(_views(data, spans, Assembler(walks=run.walks)))
        self.claim = next((view for view, _ in self._views if isinstance(view, ClaimAsSent)), None)
        earlier = [claim.identifier or ""] if claim.repeated else []
        self.findings = [
            located.finding
            for located in run.read(data, claim.file, earlier=earlier)
            if located.finding.rule == _OF_LINES
            or not located.finding.rule.startswith(_OF_ENVELOPES)
        ]
        run.files.clear()

    def segment_at(self, position: int) -> Segment | None:
        """The segment at a position of the transaction set that was sent."""
        for view, moved in self._views:
            for segment in view.segments():
                if segment.position + moved == position:
                    return segment
        return None

    def sent_position(self, position: int | None) -> int | None:
        """The position in what was sent of a segment of the excerpt."""
        for view, moved in self._views:
            if position is None:
                return None
            _, start, end, first = view.spans[-1]
            if position < first + end - start:
                return position + moved
        return None

    def values(self, loop: str, designator: Designator, line: str | None) -> list[str]:
        """What stands at a designator of a loop: of one line, or of all; PHI is masked.

        A segment is its text; one that has no place in the guide stands in any loop.
        """
        found: list[str] = []
        for segment in self._segments(loop, line):
            if segment.loop not in (loop, UNKNOWN) or not segment.matches(designator):
                continue
            span = segment.span(designator)
            if span is not None:
                found.append(as_written(self._shown(segment, designator, span)))
        return list(dict.fromkeys(found))

    def _shown(self, segment: Segment, designator: Designator, span: tuple[int, int]) -> str:
        if self._show_phi or not holds_phi(segment, designator):
            return segment.text[slice(*span)]
        return masked_text(segment) if designator.element is None else MASK

    def line(self, number: str | None) -> LineAsSent | None:
        """The service line of a number."""
        lines = self.claim.lines if self.claim else []
        return next((line for line in lines if line.number == number), None)

    def _segments(self, loop: str, line: str | None) -> Iterator[Segment]:
        view = self.line(line) if line else None
        views: Iterable[Loop] = [view] if view and loop.startswith("24") else self._parts()
        for one in views:
            yield from one.segments()

    def _parts(self) -> Iterator[Loop]:
        # What is nearest to the claim comes first.
        return (view for view, _ in reversed(self._views))


def _interchange(sent: Sent, claim: SentClaim, spans: list[Span]) -> bytes:
    around = sent.set_of_number(claim.transaction_set)
    wire = sent.wire(around.interchange)
    group, _ = sent.envelope_texts("group", around.group)
    terminator = wire.terminator.encode("latin-1")
    parts = []
    with open_binary(Path(claim.file)) as stream:
        for span in spans:
            stream.seek(span.start)
            parts.append(stream.read(span.stop - span.start))
    trailers = ("SE", "0", around.control_number or ""), ("GE", "1", "0"), ("IEA", "1", "0")
    texts = [wire.header.encode("latin-1"), group.encode("latin-1"), *parts]
    texts += [wire.element.join(trailer).encode("latin-1") for trailer in trailers]
    return b"".join(text + terminator for text in texts)


def _views(data: bytes, spans: list[Span], assembler: Assembler) -> Iterator[tuple[Loop, int]]:
    """The heading, the levels and the claim, each with how far its positions are moved."""
    closed = (
        event.view
        for chunk in read_chunks(BytesIO(data))
        for event in assembler.feed(chunk)
        if isinstance(event, Closed) and isinstance(event.view, (Heading, Level, ClaimAsSent))
        # A level that was found missing has no segments.
        if event.view.spans
    )
    for view, span in zip(closed, spans, strict=False):
        yield view, span.first - view.spans[0][3]
