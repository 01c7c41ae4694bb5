"""Reading interchanges from a byte stream: chunks of segment texts that know their place.

Bytes are held as Latin-1 text, one character a byte, so that any byte reads and every offset is a
byte offset. A chunk holds the segments of at most one block and never crosses an interchange, for
the next one may bring other delimiters (X12.5, interchange control header).
"""

from __future__ import annotations

import re
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
_NOT_BLANK = re.compile(f"[^{_BLANK}]")
_ENVELOPE = frozenset(("ISA", "GS", "ST", "SE", "GE", "IEA"))
_FIRST_VISIBLE = "!"
_VERSION = re.compile("00[0-9]{3}")
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

    A segment that is but a terminator is an empty text.

    `raw` is every byte the chunk covers, `offset` the offset of its first one. A chunk without a
    header holds no segments: bytes that belong to no interchange, or one that was cut off too
    early to be told.
    """

    __slots__ = (
        *("_counted", "_line", "_line_start", "_reached", "_starts"),
        *("header", "note", "offset", "raw", "texts"),
    )

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
        self._reached = 0, offset
        self._counted = 0, line, line_start
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
        *pieces, rest = self.raw.split(terminator)
        # What a terminator ends is a segment, an empty one too. Blank lines are none.
        is_line_end = terminator in _BLANK
        for piece in (*pieces, *([rest] if rest.strip(_BLANK) else [])):
            text = piece.lstrip(_BLANK)
            if text or not is_line_end:
                starts.append(start + len(piece) - len(text))
                self.texts.append(text.rstrip("\r\n"))
            start += len(piece) + 1
        self._starts = starts

    def start(self, index: int) -> int:
        """The byte offset of the first byte of segment `index` of this chunk.

        Asked in order of the index, it counts on from where it was asked last.
        """
        if self._starts is not None:
            return self._starts[index]
        assert self.header is not None
        at, offset = self._reached
        if at > index:
            at, offset = 0, self.offset
        offset += sum(map(len, self.texts[at:index])) + (index - at) * len(self.header.separator)
        self._reached = index, offset
        return offset

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The 1-based line, and byte column from the last LF, of a byte offset in this chunk.

        Asked in the order of the file, it counts on from where it was asked last.
        """
        before = offset - self.offset
        at, line, line_start = self._counted
        if at > before:
            at, line, line_start = 0, self._line, self._line_start
        line += self.raw.count("\n", at, before)
        last = self.raw.rfind("\n", at, before)
        if last >= 0:
            line_start = self.offset + last + 1
        self._counted = before, line, line_start
        return line, offset - line_start + 1


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
        try:
            block = self._stream.read(BLOCK)
        except OSError as error:
            raise self.error(UNOPENED, (error.strerror or str(error)).lower()) from error
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
    source.fill_to(len(_BYTE_ORDER_MARK))
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
        if first or _header_at(source, 0) or _is_cut_header(source.text):
            yield from _interchange(source)
        else:
            yield from _skip(source)
        first = False


def _skip(source: _Source) -> Iterator[Chunk]:
    """Step over text between interchanges, up to the next header or the end; one note for all."""
    note: Note | None = source.note(
        TRAILING_TEXT, "text that belongs to no interchange stands after IEA"
    )
    while True:
        at = source.text.find("ISA", 1)
        while at > 0:
            if _header_at(source, at):
                yield source.take(at, None, note)
                return
            if at > BLOCK:
                yield source.take(at, None, note)
                note, at = None, 0
            at = source.text.find("ISA", at + 1)
        settled = len(source.text) - len("ISA")
        if settled >= BLOCK:
            yield source.take(settled, None, note)
            note = None
        if not source.fill():
            yield source.take(len(source.text), None, note)
            return


def _interchange(source: _Source) -> Iterator[Chunk]:
    source.fill_to(_LOOSE_HEADER)
    header = _parse_header(source.text, source.offset)
    if header is None:
        yield from _no_header(source)
        return
    clash = header.delimiters.collision()
    if clash:
        raise source.error(COLLISION, f"the delimiters that ISA declares collide: {clash}")
    note = None
    if not _is_fixed_width(source.text):
        note = source.note(HEADER_WIDTH, "the elements of ISA do not have their fixed widths")
    header.separator = _separator(source, header)
    begun = False
    while True:
        text = source.text
        end = _end_of_interchange(source, text, header, begun)
        endless = _endless_segment(text, header)
        stop = min((at for at in (end, endless) if at is not None), default=None)
        length = _whole_segments(text, header) if stop is None else stop
        if length:
            yield source.take(length, header, note)
            note, begun = None, True
        if stop is not None:
            if stop == end:
                return
            terminator = header.delimiters.terminator
            raise source.error(
                TOO_LONG,
                f"a segment is longer than 64 kB: its terminator {terminator!r} does not come",
            )
        if not source.fill() and not length:
            yield from _rest(source, header)
            return


def _no_header(source: _Source) -> Iterator[Chunk]:
    if _is_cut_header(source.text):
        yield source.take(len(source.text), None)
        raise source.error(TRUNCATED, "the file ends inside ISA")
    raise source.error(
        NOT_X12, "this is no X12 interchange: it does not begin with ISA and its sixteen elements"
    )


def _rest(source: _Source, header: Header) -> Iterator[Chunk]:
    """What stands after the last terminator of a stream that ended inside an interchange.

    A segment cut in its id, or one of the envelope, is not passed on: it would be misread.
    """
    blanks = source.blanks()
    if blanks:
        yield source.take(blanks, header)
    segment_id, *elements = source.text.split(header.delimiters.element)
    if segment_id == "IEA" and elements:
        note = source.note(LAST_TERMINATOR, "the last segment has no terminator")
        yield source.take(len(source.text.rstrip(_BLANK)), header, note)
        return
    if source.text:
        is_told = elements and segment_id not in _ENVELOPE
        yield source.take(len(source.text), header if is_told else None)
    raise source.error(TRUNCATED, "the file ends before IEA")


def _whole_segments(text: str, header: Header) -> int:
    """How far text holds whole segments, with the line end after the last one."""
    if not text.strip(_BLANK):
        return len(text)
    terminator, line_end = header.delimiters.terminator, header.separator[1:]
    stop = text.rfind(terminator) + 1
    if text[stop:] != line_end and line_end.startswith(text[stop:]):
        # Its line end is still to come, so that the last segment is left for then.
        stop = text.rfind(terminator, 0, stop - 1) + 1 or stop
    return stop + len(line_end) if stop and text.startswith(line_end, stop) else stop


def _endless_segment(text: str, header: Header) -> int | None:
    """Where the first segment longer than 64 kB begins, in text that begins with a segment."""
    after = 0
    while len(text) - after > LONGEST_SEGMENT:
        found = _NOT_BLANK.search(text, after)
        if found is None or len(text) - found.start() <= LONGEST_SEGMENT:
            return None
        start = found.start()
        limit = start + LONGEST_SEGMENT + 1
        after = text.rfind(header.delimiters.terminator, start, limit) + 1
        if not after:
            return start
    return None


def _end_of_interchange(source: _Source, text: str, header: Header, begun: bool) -> int | None:
    """Where the interchange ends in text, which the source has at hand; None if it goes on.

    It ends after IEA, or before another ISA where IEA was forgotten.
    """
    element, terminator = header.delimiters.element, header.delimiters.terminator
    ends = []
    for at in _beginnings(text, "ISA", terminator):
        if (at or begun) and _header_at(source, at):
            ends.append(at)
            break
    for at in _beginnings(text, "IEA" + element, terminator):
        if stop := text.find(terminator, at) + 1:
            ends.append(stop)
        break
    return min(ends, default=None)


def _beginnings(text: str, name: str, terminator: str) -> Iterator[int]:
    """Where segments begin with `name` in text that begins with a segment."""
    # Most texts hold none, which is told three times as fast from behind.
    at = text.find(name) if text.rfind(name) >= 0 else -1
    while at >= 0:
        before = at - 1
        while before >= 0 and text[before] != terminator and text[before] in _BLANK:
            before -= 1
        if before < 0 or text[before] == terminator:
            yield at
        at = text.find(name, at + 1)


def _header_at(source: _Source, at: int) -> bool:
    """Whether an ISA stands there; reads on as far as it takes to tell."""
    source.fill_to(at + _LOOSE_HEADER)
    return _parse_header(source.text[at : at + _LOOSE_HEADER], 0) is not None


def _is_fixed_width(text: str) -> bool:
    return len(text) >= _HEADER and all(text[at] == text[3] for at in _SEPARATORS)


def _is_cut_header(text: str) -> bool:
    """Whether text, all that is left of a stream, is an ISA that was cut off."""
    return text.startswith("ISA") and len(text) < _HEADER and not text[3:4].isalnum()


def _parse_header(text: str, offset: int) -> Header | None:
    """The ISA that text begins with, or None; padded to its widths or not."""
    if not text.startswith("ISA") or len(text) < 4 or text[3].isalnum() or text[3] in _BLANK:
        return None
    element = text[3]
    if _is_fixed_width(text):
        bounds = zip(_SEPARATORS, (*_SEPARATORS[1:], _HEADER), strict=True)
        elements = ["ISA", *(text[left + 1 : right] for left, right in bounds)]
    else:
        elements = text[:_LOOSE_HEADER].split(element, 16)
        # The version number in ISA12 tells an ISA that is not padded from other text.
        if len(elements) < 17 or len(elements[16]) < 2 or not _VERSION.fullmatch(elements[12]):
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


def _separator(source: _Source, header: Header) -> str:
    """The terminator with the line end that follows it, learnt after the ISA."""
    terminator = header.delimiters.terminator
    isa = header.delimiters.element.join(header.elements)
    after = source.text[len(isa) + 1 : len(isa) + 3]
    if after == "\r\n":
        return terminator + after
    return terminator + "\n" if after[:1] == "\n" else terminator
