"""Document: an X12 file as it is, and the claims in it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from claimline.claim.assembly import Assembler, Closed, Event
from claimline.claim.views import ClaimAsSent
from claimline.x12.errors import X12Error
from claimline.x12.reader import UNOPENED, Chunk, read_chunks

_IN_MEMORY = 1 << 24

Readable = str | Path | bytes | BinaryIO


class Document:
    """A lossless X12 file: `bytes(document)` gives back what was read, whatever it is.

    The claims are views that stream: at most one is in memory.
    """

    def __init__(self, source: Readable) -> None:
        self._source = _rewindable(source)

    def __bytes__(self) -> bytes:
        with self._open() as stream:
            return stream.read()

    def chunks(self) -> Iterator[Chunk]:
        """The file's segments, a chunk at a time. Raises X12Error where reading ends early."""
        with self._open() as stream:
            yield from read_chunks(stream)

    def claims(self) -> Iterator[ClaimAsSent]:
        """The claims of its 837P transaction sets, in order, streaming.

        Raises X12Error where reading ends early, after every whole claim before it.
        """
        for event in self.events():
            if isinstance(event, Closed) and isinstance(event.view, ClaimAsSent):
                yield event.view

    def events(self) -> Iterator[Event]:
        """Every view as it opens and closes, claims among them."""
        assembler = Assembler()
        for chunk in self.chunks():
            yield from assembler.feed(chunk)
        yield from assembler.finish()

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        if isinstance(self._source, Path):
            with open_binary(self._source) as stream:
                yield stream
        else:
            self._source.seek(0)
            yield self._source


def read(source: Readable) -> Document:
    """The document of a path, of bytes or of a binary stream.

    A stream is read to its end; a large one is held in a temporary file. Raises X12Error when a
    path cannot be opened; what the bytes hold is not looked at before the claims are.
    """
    return Document(source)


@contextmanager
def open_binary(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes. Raises X12Error, with what went wrong, when it cannot be opened or read."""
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise X12Error(UNOPENED, _reason(error), None) from error


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _rewindable(source: Readable) -> Path | BinaryIO:
    if isinstance(source, (str, Path)):
        path = Path(source)
        with open_binary(path):
            return path
    if isinstance(source, (bytes, bytearray, memoryview)):
        return BytesIO(source)
    held = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the document's own
    while block := source.read(_IN_MEMORY):
        held.write(block)
    return cast(BinaryIO, held)
