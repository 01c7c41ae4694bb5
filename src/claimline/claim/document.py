"""Document: an X12 file as it is, and the claims in it."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast
from weakref import finalize

from claimline.claim.assembly import Assembler
from claimline.claim.events import Closed, Event
from claimline.claim.views import ClaimAsSent
from claimline.x12.errors import X12Error
from claimline.x12.reader import UNOPENED, Chunk, read_chunks

if TYPE_CHECKING:
    from claimline.claim.models.claim import Claim

_IN_MEMORY = 1 << 24

Readable = str | Path | bytes | BinaryIO


class Document:
    """A lossless X12 file: `bytes(document)` gives back what was read, whatever it is.

    The claims are views that stream: at most one is in memory.
    """

    def __init__(self, source: Readable) -> None:
        self._source: bytes | Path
        if isinstance(source, (str, Path)):
            self._source = Path(source)
            with open_binary(self._source):
                return
        if isinstance(source, (bytes, bytearray, memoryview)):
            self._source = bytes(source)
            return
        try:
            self._source = _held(source)
        except OSError as error:
            raise X12Error(UNOPENED, _reason(error)) from error
        if isinstance(self._source, Path):
            finalize(self, self._source.unlink, missing_ok=True)

    def __bytes__(self) -> bytes:
        with self._open() as stream:
            return stream.read()

    def replace(self, claims: Iterable[tuple[ClaimAsSent, Claim]]) -> Document:
        """A document in which models stand in the place of claims of this one.

        `claims` pairs claims of this document, in its order, with models of them:
        `document.replace([(claim, claim.model().replace(note="..."))])`. Segments whose values stay
        keep their bytes, as does everything around them; SE01 counts what was added or taken away.
        What a model says of the levels above its claim is changed for all claims below them.
        Each element that is transliterated is one TransliterationWarning. Raises ClaimError for a
        claim that has no model, and ValueError for one of another document or given twice, where
        claims that share a level say different things of it, or data holds a delimiter of the file.
        """
        from claimline.claim.editing import Edits, write_edited
        from claimline.claim.models.transliteration import TransliterationWarning

        edits = Edits(claims)
        with self._open() as stream, tempfile.SpooledTemporaryFile(_IN_MEMORY) as edited:
            edits.refuse_others(stream)
            write_edited(stream, edits.counted(self.events()), edited)
            for notice in edits.notices:
                warnings.warn(notice, TransliterationWarning, stacklevel=2)
            edited.seek(0)
            return Document(cast("BinaryIO", edited))

    def chunks(self) -> Iterator[Chunk]:
        """The file's segments, a chunk at a time. Raises X12Error where reading ends early."""
        with self._open() as stream:
            yield from read_chunks(stream)

    def claims(self) -> Iterator[ClaimAsSent]:
        """The claims of its 837P transaction sets, in order, streaming.

        Raises X12Error where reading ends early, after every whole claim before it; a note of the
        error names the claim that breaks off there.
        """
        for event in self.events():
            if isinstance(event, Closed) and isinstance(event.view, ClaimAsSent):
                yield event.view

    def events(self) -> Iterator[Event]:
        """Every view as it opens and closes, claims among them."""
        assembler = Assembler()
        try:
            for chunk in self.chunks():
                yield from assembler.feed(chunk)
        except X12Error as error:
            yield from assembler.break_off()
            if assembler.claim:
                name = assembler.claim.identifier or "without an identifier"
                error.add_note(f"claim {name} breaks off there and is left out")
            raise
        yield from assembler.finish()

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        if isinstance(self._source, bytes):
            yield BytesIO(self._source)
        else:
            with open_binary(self._source) as stream:
                yield stream


def read(source: Readable) -> Document:
    """The document of a path, of bytes or of a binary stream.

    A stream is read to its end; a large one is held in a temporary file. Raises X12Error when a
    path cannot be opened; what the bytes hold is not looked at before the claims are.
    """
    return Document(source)


@contextmanager
def open_binary(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes. Raises X12Error, with what went wrong, when it cannot be opened."""
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        raise X12Error(UNOPENED, _reason(error), path=str(path)) from error
    with stream:
        yield stream


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _held(source: BinaryIO) -> bytes | Path:
    """What a stream holds: in memory, or in a temporary file where it is large."""
    start = source.read(_IN_MEMORY)
    if len(start) < _IN_MEMORY:
        return start
    with tempfile.NamedTemporaryFile(delete=False) as held:
        while start:
            held.write(start)
            start = source.read(_IN_MEMORY)
    return Path(held.name)
