"""Editing: what changes in the bytes of a file when models take the place of claims in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from shutil import copyfileobj
from typing import IO, TYPE_CHECKING, BinaryIO, NamedTuple

from claimline.claim.events import Closed, Event
from claimline.claim.loop import Loop, Segment
from claimline.claim.models.transliteration import changes_said
from claimline.claim.views import ClaimAsSent, TransactionSet
from claimline.x12.delimiters import Delimiters

if TYPE_CHECKING:
    from claimline.claim.models.claim import Claim
    from claimline.claim.models.written import Written

_BLOCK = 1 << 16


class Edit(NamedTuple):
    """Bytes to write in the place of those from `start` to before `end`."""

    start: int
    end: int
    data: bytes


class Edits:
    """Gathers the edits of claims, and of the levels above them that their models change.

    `notices` say what is written otherwise than a model has it.
    """

    def __init__(self, claims: Iterable[tuple[ClaimAsSent, Claim]]) -> None:
        self.notices: dict[str, None] = {}
        self._edits: list[Edit] = []
        # By the offset of a claim: its identifier and its first segment.
        self._claims: dict[int, tuple[str | None, bytes]] = {}
        self._levels: dict[int, list[str]] = {}
        self._added: dict[int, int] = {}
        for view, model in claims:
            self._claim(view, model)

    def refuse_others(self, source: BinaryIO) -> None:
        """Raise ValueError for a claim that does not stand in the file."""
        for offset, (identifier, first) in self._claims.items():
            source.seek(offset)
            if source.read(len(first)) != first:
                raise ValueError(f"claim {identifier} is of another document")
        source.seek(0)

    def counted(self, events: Iterable[Event]) -> list[Edit]:
        """All edits in the order of the file, with those of the counts of segments in SE01."""
        added = {start: count for start, count in self._added.items() if count}
        for event in events if added else ():
            view = event.view if isinstance(event, Closed) else None
            if isinstance(view, TransactionSet) and view.trailer_segments is not None:
                first, *_, trailer = view.segments()
                count = added.get(first.offset)
                if count and trailer.id == "SE":
                    start = trailer.offset + len("SE") + 1
                    text = str(view.trailer_segments + count)
                    end = start + len(trailer.elements[1])
                    self._edits.append(Edit(start, end, text.encode("ascii")))
        return sorted(self._edits)

    def _claim(self, view: ClaimAsSent, model: Claim) -> None:
        old = list(view.segments())
        if old[0].offset in self._claims:
            raise ValueError(f"claim {view.identifier} is replaced twice")
        self._claims[old[0].offset] = view.identifier, _bytes(old[0].text)
        was = view.model()
        if model.receiver != was.receiver:
            raise ValueError("the receiver is that of the transaction set, not of one claim")
        if (model.patient is None) != (was.patient is None):
            raise ValueError("a claim cannot be moved between subscriber and patient level")
        if model.billing_provider != was.billing_provider:
            self._level(view, view.billing, model.billing_provider.segments())
        if (model.subscriber, model.payer) != (was.subscriber, was.payer):
            segments = (*model.subscriber.segments(), *model.payer.segments())
            self._level(view, view.subscriber, segments)
        if model.patient and model.patient != was.patient:
            self._level(view, view.patient, model.patient.segments())
        self._replace(view, old, self._texts(model.segments(), _delimiters(old[0])))

    def _level(self, claim: ClaimAsSent, view: Loop | None, new: Iterable[Written]) -> None:
        """Replace a level, all of it but its HL; claims that share it must agree."""
        assert view is not None
        old = list(view.segments())
        texts = [old[0].text, *self._texts(new, _delimiters(old[0]))]
        known = self._levels.setdefault(old[0].offset, texts)
        if known is texts:
            self._replace(claim, old, texts)
        elif known != texts:
            raise ValueError(f"claims that share a loop {view.loop} say different things of it")

    def _texts(self, segments: Iterable[Written], delimiters: Delimiters) -> list[str]:
        """The segments as the file has them; X12WriteError where data holds a delimiter of it."""
        found = []
        for written in segments:
            for number, text in written.parts():
                if not text.isascii():
                    place = written.node.designator(number, None, written.qualifier)
                    self.notices[f"{place} {changes_said(text)}"] = None
            found.append(written.text(delimiters))
        return found

    def _replace(self, claim: ClaimAsSent, old: list[Segment], new: list[str]) -> None:
        self._edits += _edits(old, new)
        start = next(claim.transaction_set.segments()).offset
        self._added[start] = self._added.get(start, 0) + len(new) - len(old)


def write_edited(source: BinaryIO, edits: Iterable[Edit], target: IO[bytes]) -> None:
    """Copy a file with edits, which are in its order, made."""
    at = 0
    for edit in edits:
        _copy(source, target, edit.start - at)
        target.write(edit.data)
        source.seek(edit.end)
        at = edit.end
    copyfileobj(source, target)


def _copy(source: BinaryIO, target: IO[bytes], size: int) -> None:
    while size > 0:
        block = source.read(min(size, _BLOCK))
        if not block:
            return
        target.write(block)
        size -= len(block)


def _delimiters(segment: Segment) -> Delimiters:
    assert segment.chunk.header is not None
    return segment.chunk.header.delimiters


def _edits(old: list[Segment], new: list[str]) -> Iterator[Edit]:
    """The edits that make new segments of old ones; the first of them stays in its place.

    Segments are added and taken away at the end of the one before, so that what stands between
    two segments, such as line ends, stays with those that stay.
    """
    assert old[0].chunk.header is not None
    separator = old[0].chunk.header.separator
    texts = [segment.text for segment in old]
    ends = [segment.offset + len(segment.text) for segment in old]
    for kind, first, last, start, stop in SequenceMatcher(
        None, texts, new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            continue
        kept = min(last - first, stop - start)
        for at in range(kept):
            place = old[first + at].offset
            yield Edit(place, ends[first + at], _bytes(new[start + at]))
        end = ends[first + kept - 1]
        added = "".join(separator + text for text in new[start + kept : stop])
        yield Edit(end, ends[last - 1] if last > first + kept else end, _bytes(added))


def _bytes(text: str) -> bytes:
    return text.encode("latin-1")
