"""Reading interchanges from a byte stream: chunks of segment texts that know their place.

Bytes are held as Latin-1 text, one character a byte, so that any byte reads and every offset is a
byte offset. A chunk holds the segments of at most one block and never crosses an interchange, for
the next one may bring other delimiters (X12.5, interchange control header).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from claimline.x12.delimiters import Delimiters
from claimline.x12.errors import X12Error

UNOPENED = "X12001"
NOT_X12 = "X12002"
COLLISION = "X12003"
TOO_LONG = "X12004"
TRUNCATED = "X12005"
TRAILING_TEXT = "X12006"
HEADER_WIDTH = "X12007"
LAST_TERMINATOR = "X12008"

BLOCK = 1 << 16
LONGEST_SEGMENT = 1 << 16
_HEADER = 106
_SEPARATORS = (3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103)
_LOOSE_HEADER = 512
_BLANK = "\t\n\r \x00\x1a"
_FIRST_VISIBLE = "!"
_BYTE_ORDER_MARK = "\xef\xbb\xbf"


class Header:
    """What an ISA says: its delimiters, its elements (`elements[13]` is ISA13) and its offset."""

    __slots__ = ("delimiters", "elements", "offset", "separator")

    def __init__(self, delimiters: Delimiters, elements: list[str], offset: int) -> None:
        self.delimiters = delimiters
        self.elements = elements
        self.offset = offset
        self.separator = delimiters.terminator


class Note:
    """Something odd between segments that reading can step over, and where."""

    __slots__ = ("code", "column", "line", "message", "offset")

    def __init__(self, code: str, message: str, offset: int, line: int, column: int) -> None:
        self.code = code
        self.message = message
        self.offset = offset
        self.line = line
        self.column = column


class Chunk:
    """Consecutive segments of one interchange, without terminators and line ends.

    `raw` is every byte the chunk covers, `offset` the offset of its first one. A chunk without a
    header covers bytes that belong to no interchange.
    """

    __slots__ = ("_line", "_line_start", "_starts", "header", "note", "offset", "raw", "texts")

    def __init__(
        self,
        raw: str,
        offset: int,
        line: int,
        line_start: int,
        header: Header | None,
        note: Note | None = None,
    ) -> None:
        self.raw = raw
        self.offset = offset
        self.header = header
        self.note = note
        self._line = line
        self._line_start = line_start
        self._starts: list[int] | None = None
        self.texts: list[str] = []
        if header is not None:
            self._split(header)

    def _split(self, header: Header) -> None:
        separator = header.separator
        terminator = header.delimiters.terminator
        raw = self.raw
        texts = raw.split(separator)
        regular = len(separator) == 1 or raw.count(terminator) == len(texts) - 1
        if regular and texts.pop() == "" and texts and min(texts) >= _FIRST_VISIBLE:
            self.texts = texts
        else:
            self._split_with_starts(terminator)

    def _split_with_starts(self, terminator: str) -> None:
        starts = []
        start = self.offset
        for piece in self.raw.split(terminator):
            text = piece.lstrip(_BLANK)
            if text:
                starts.append(start + len(piece) - len(text))
                self.texts.append(text.rstrip("\r\n"))
            start += len(piece) + 1
        self._starts = starts

    def start(self, index: int) -> int:
        """The byte offset of the first byte of segment `index` of this chunk."""
        if self._starts is not None:
            return self._starts[index]
        assert self.header is not None
        return self.offset + sum(map(len, self.texts[:index])) + index * len(self.header.separator)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The 1-based line, and byte column from the last LF, of a byte offset in this chunk."""
        before = offset - self.offset
        last = self.raw.rfind("\n", 0, before)
        line_start = self._line_start if last < 0 else self.offset + last + 1
        return self._line + self.raw.count("\n", 0, before), offset - line_start + 1


class _Source:
    """The unread text of a stream, and the line its first byte stands on."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.text = ""
        self.offset = 0
        self._line = 1
        self._line_start = 0

    def fill(self) -> bool:
        """Read one more block; False at the end of the stream."""
        block = self._stream.read(BLOCK)
        self.text += block.decode("latin-1")
        return bool(block)

    def fill_to(self, length: int) -> None:
        while len(self.text) < length and self.fill():
            pass

    def take(self, length: int, header: Header | None, note: Note | None = None) -> Chunk:
        """Cut the first `length` characters off as a chunk."""
        raw = self.text[:length]
        chunk = Chunk(raw, self.offset, self._line, self._line_start, header, note)
        self.text = self.text[length:]
        self._line += raw.count("\n")
        last = raw.rfind("\n")
        if last >= 0:
            self._line_start = self.offset + last + 1
        self.offset += length
        return chunk

    def note(self, code: str, message: str) -> Note:
        """A note about what stands next."""
        return Note(code, message, self.offset, self._line, self.offset - self._line_start + 1)

    def error(self, code: str, message: str) -> X12Error:
        """The error that reading ends here."""
        return X12Error(code, message, self.offset, self._line, self.offset - self._line_start + 1)

    def blanks(self) -> int:
        """How many blank characters stand first; reads on while all are."""
        while not self.text.strip(_BLANK) and self.fill():
            if len(self.text) > LONGEST_SEGMENT:
                break
        return len(self.text) - len(self.text.lstrip(_BLANK))


def read_chunks(stream: BinaryIO) -> Iterator[Chunk]:
    """The chunks of a byte stream, in order; their `raw` texts add up to what was read.

    Memory stays within a few blocks whatever the input. Raises X12Error, after every chunk before
    it, where reading ends: no interchange header, delimiters that collide, a segment longer than
    64 kB, the end before IEA.
    """
    source = _Source(stream)
    source.fill()
    if source.text.startswith(_BYTE_ORDER_MARK):
        yield source.take(len(_BYTE_ORDER_MARK), None)
    first = True
    while True:
        blanks = source.blanks()
        while blanks:
            yield source.take(blanks, None)
            blanks = source.blanks()
        if not source.text:
            if first:
                raise source.error(NOT_X12, "the file is empty")
            return
        if first or _header_ahead(source):
            yield from _interchange(source)
        else:
            yield from _skip(source)
        first = False


def _header_ahead(source: _Source) -> bool:
    source.fill_to(_LOOSE_HEADER)
    return _parse_header(source.text, source.offset) is not None


def _skip(source: _Source) -> Iterator[Chunk]:
    """Step over text between interchanges, up to the next header or the end; one note for all."""
    note: Note | None = source.note(
        TRAILING_TEXT, "text that belongs to no interchange stands after IEA"
    )
    while True:
        at = source.text.find("ISA", 1)
        while at > 0:
            source.fill_to(at + _LOOSE_HEADER)
            if _parse_header(source.text[at:], source.offset + at) is not None:
                yield source.take(at, None, note)
                return
            at = source.text.find("ISA", at + 1)
        if len(source.text) > BLOCK:
            yield source.take(len(source.text) - len("ISA"), None, note)
            note = None
        if not source.fill():
            yield source.take(len(source.text), None, note)
            return


def _interchange(source: _Source) -> Iterator[Chunk]:
    source.fill_to(_LOOSE_HEADER)
    header = _parse_header(source.text, source.offset)
    if header is None:
        raise _no_header(source)
    clash = header.delimiters.collision()
    if clash:
        raise source.error(COLLISION, f"the delimiters that ISA declares collide: {clash}")
    note = None
    if not _is_fixed_width(source.text):
        note = source.note(HEADER_WIDTH, "the elements of ISA do not have their fixed widths")
    header.separator = _separator(source, header)
    terminator = header.delimiters.terminator
    begun = False
    while True:
        stop = source.text.rfind(header.separator) + len(header.separator)
        if stop < len(header.separator):
            stop = source.text.rfind(terminator) + 1
        if stop:
            end = _end_of_interchange(source.text, stop, header, after=0 if begun else 1)
            if end != 0:
                yield source.take(stop if end is None else end, header, note)
            note, begun = None, True
            if end is not None:
                return
        if len(source.text) > LONGEST_SEGMENT:
            raise source.error(
                TOO_LONG,
                f"a segment is longer than 64 kB: its terminator {terminator!r} does not come",
            )
        if not source.fill():
            yield from _rest(source, header)
            return


def _rest(source: _Source, header: Header) -> Iterator[Chunk]:
    """What stands after the last terminator of a stream that ended inside an interchange."""
    rest = source.text.strip(_BLANK).split(header.delimiters.element)
    if rest[0] == "IEA":
        note = source.note(LAST_TERMINATOR, "the last segment has no terminator")
        yield source.take(len(source.text), header, note)
        return
    if source.text:
        yield source.take(len(source.text), header)
    raise source.error(TRUNCATED, "the file ends before IEA")


def _end_of_interchange(text: str, stop: int, header: Header, after: int) -> int | None:
    """Where the interchange ends among the whole segments of `text[:stop]`; None if it goes on.

    It ends after IEA, or before another ISA (from `after` on) where IEA was forgotten.
    """
    element, terminator = header.delimiters.element, header.delimiters.terminator
    ends = []
    for at in _beginnings(text, "IEA" + element, 0, stop, terminator):
        ends.append(text.index(terminator, at) + 1)
        break
    for at in _beginnings(text, "ISA", after, stop, terminator):
        if _parse_header(text[at : at + _LOOSE_HEADER], 0) is not None:
            ends.append(at)
            break
    return min(ends, default=None)


def _beginnings(text: str, name: str, start: int, stop: int, terminator: str) -> Iterator[int]:
    """Where segments begin with `name` in text that begins with a segment."""
    at = text.find(name, start, stop)
    while at >= 0:
        before = at - 1
        while before >= 0 and text[before] != terminator and text[before] in _BLANK:
            before -= 1
        if before < 0 or text[before] == terminator:
            yield at
        at = text.find(name, at + 1, stop)


def _is_fixed_width(text: str) -> bool:
    return len(text) >= _HEADER and all(text[at] == text[3] for at in _SEPARATORS)


def _parse_header(text: str, offset: int) -> Header | None:
    """The ISA that text begins with, or None; padded to its widths or not."""
    if not text.startswith("ISA") or len(text) < 4 or text[3].isalnum() or text[3] in _BLANK:
        return None
    element = text[3]
    head = text[:_HEADER] if _is_fixed_width(text) else text[:_LOOSE_HEADER]
    elements = head.split(element, 16)
    if len(elements) < 17 or len(elements[16]) < 2:
        return None
    component, terminator = elements[16][0], elements[16][1]
    elements[16] = component
    repetition = elements[11]
    usable = len(repetition) == 1 and not repetition.isalnum()
    return Header(
        Delimiters(element, component, repetition if usable else None, terminator),
        elements,
        offset,
    )


def _no_header(source: _Source) -> X12Error:
    if source.text.startswith("ISA") and len(source.text) < _HEADER:
        source.take(len(source.text), None)
        return source.error(TRUNCATED, "the file ends inside ISA")
    return source.error(
        NOT_X12, "this is no X12 interchange: it does not begin with ISA and its sixteen elements"
    )


def _separator(source: _Source, header: Header) -> str:
    """The terminator with the line end that follows it, learnt after the ISA."""
    terminator = header.delimiters.terminator
    isa = header.delimiters.element.join(header.elements)
    after = source.text[len(isa) + 1 : len(isa) + 3]
    if after == "\r\n":
        return terminator + after
    return terminator + "\n" if after[:1] == "\n" else terminator
