"""Reading: what stands in a stream, where, and where reading ends, whatever the bytes."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import BinaryIO, cast
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimline.x12 import reader
from claimline.x12.delimiters import Delimiters
from claimline.x12.errors import X12Error
from claimline.x12.reader import Chunk, read_chunks
from claimline.x12.writer import Writer

ISA = (
    "ISA*00*          *00*          *ZZ*TESTSUB01      *ZZ*TESTRCV01      "
    "*260115*0930*^*00501*000000001*0*T*:"
)
GROUP = "GS*HC*TESTSUB01*TESTRCV01*20260115*0930*1*X*005010X222A1"
IEA = "IEA*1*000000001"
SEGMENTS = (ISA, GROUP, "ST*837*0001*005010X222A1", "SE*2*0001", "GE*1*1", IEA)
PLAIN = "".join(f"{text}~" for text in SEGMENTS)
SEGMENT = f"K3*{'x' * 500}~"
LOOSE_ISA = "ISA*00* *00* *ZZ*S*ZZ*R*260115*0930*^*00501*000000002*0*T*:"


@dataclass
class Reading:
    """All that reading a stream told."""

    raw: str = ""
    segments: list[tuple[int, str]] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    headers: list[tuple[int, Delimiters, str]] = field(default_factory=list)
    notes: list[tuple[str, int, int, int]] = field(default_factory=list)
    error: tuple[str, int | None, int | None, int | None] | None = None

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.segments]

    @property
    def codes(self) -> list[str]:
        return [note[0] for note in self.notes]

    def add(self, chunk: Chunk) -> None:
        assert chunk.offset == len(self.raw)
        self.raw += chunk.raw
        if chunk.note:
            note = chunk.note
            self.notes.append((note.code, note.offset, note.line, note.column))
        if chunk.header and (not self.headers or self.headers[-1][0] != chunk.header.offset):
            number = chunk.header.elements[13]
            self.headers.append((chunk.header.offset, chunk.header.delimiters, number))
        for index, text in enumerate(chunk.texts):
            offset = chunk.start(index)
            self.segments.append((offset, text))
            self.places.append(chunk.line_and_column(offset))


def reading_of(data: str | bytes, block: int = reader.BLOCK) -> Reading:
    found = Reading()
    encoded = data.encode("latin-1") if isinstance(data, str) else data
    with patch.object(reader, "BLOCK", block):
        try:
            for chunk in read_chunks(io.BytesIO(encoded)):
                found.add(chunk)
        except X12Error as error:
            found.error = (error.code, error.offset, error.line, error.column)
    return found


class Stream:
    """A stream made of pieces as they are asked for, never held whole."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = b""

    def read(self, size: int) -> bytes:
        while len(self._held) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._held += piece
        block, self._held = self._held[:size], self._held[size:]
        return block


def repeated(head: str, filler: str, megabytes: int, tail: str = "") -> Iterator[bytes]:
    block = (filler * (10_000 // len(filler))).encode("latin-1")
    yield head.encode("latin-1")
    for _ in range(megabytes * 1_000_000 // len(block)):
        yield block
    yield tail.encode("latin-1")


# Delimiters and line ends


@pytest.mark.parametrize(
    ("terminator", "between"),
    [
        *(("~", ""), ("~", "\n"), ("~", "\r\n"), ("~", "\r"), ("~", "\n\n"), ("~", "\r\n\t  ")),
        *(("\n", ""), ("\n", "\n"), ("\n", "  "), ("\r", "\n"), ("\r", ""), ("|", "\x00")),
        *(("~", "\x1a"), ("\x1c", ""), ("'", "\n")),
    ],
)
def test_terminator_and_line_end_are_no_part_of_a_segment(terminator: str, between: str) -> None:
    data = "".join(text + terminator + between for text in SEGMENTS)

    found = reading_of(data)

    assert found.texts == list(SEGMENTS)
    assert [data[at : at + len(text)] for at, text in found.segments] == list(SEGMENTS)
    assert found.raw == data
    assert found.error is None
    assert found.codes == []


@pytest.mark.parametrize("between", ["\n", "\r\n"])
def test_line_end_left_out_after_iea_is_no_missing_terminator(between: str) -> None:
    data = f"~{between}".join(SEGMENTS) + "~"

    found = reading_of(data)

    assert found.texts == list(SEGMENTS)
    assert found.codes == []
    assert found.error is None


def test_line_ends_after_some_segments_only() -> None:
    data = f"{ISA}~\n{GROUP}~ST*837*1~\r\nSE*2*1~\n\nGE*1*1~{IEA}~\n"

    found = reading_of(data)

    assert found.texts == [ISA, GROUP, "ST*837*1", "SE*2*1", "GE*1*1", IEA]
    assert found.places == [(1, 1), (2, 1), (2, len(GROUP) + 2), (3, 1), (5, 1), (5, 8)]
    assert found.error is None


def test_only_isa_has_a_line_end_and_the_rest_is_one_line_of_many_blocks() -> None:
    lines = "".join(f"REF*6R*{number:06}~" for number in range(20_000))

    found = reading_of(f"{ISA}~\n{lines}{IEA}~")

    assert len(found.segments) == 20_002
    assert found.error is None


def test_every_byte_value_may_stand_in_an_element() -> None:
    value = bytes(set(range(256)) - set(b"~"))
    data = ISA.encode() + b"~NM1*IL*1*MU\xe9LLER~\n\nK3*" + value + b"*~" + IEA.encode() + b"~"

    found = reading_of(data)

    assert found.texts[1] == "NM1*IL*1*MU\xe9LLER"
    assert found.texts[2].encode("latin-1") == b"K3*" + value + b"*"


def test_terminator_alone_is_an_empty_segment() -> None:
    found = reading_of(f"{ISA}~~\n~{IEA}~~")

    assert found.texts == [ISA, "", "", IEA]
    assert [start for start, _ in found.segments] == [0, 106, 108, 109]
    assert found.codes == ["X12006"]


def test_blank_line_is_no_segment_where_a_line_end_terminates() -> None:
    found = reading_of(f"{ISA}\n\n{IEA}\n\n")

    assert found.texts == [ISA, IEA]
    assert found.codes == []


@pytest.mark.parametrize(
    "delimiters",
    [
        Delimiters(),
        Delimiters("|", ">", "^", "\n"),
        Delimiters("\x1d", "\x1f", "\x1e", "\x1c"),
        Delimiters("*", "\xa7", "\xa6", "~"),
        Delimiters("+", "'", "!", "\r"),
    ],
)
def test_delimiters_are_those_of_isa(delimiters: Delimiters) -> None:
    found = reading_of(written(delimiters, ""))

    assert [header[1] for header in found.headers] == [delimiters]


@pytest.mark.parametrize("standard", ["U", "0", ""])
def test_isa11_that_holds_no_separator_gives_none(standard: str) -> None:
    found = reading_of(PLAIN.replace("*^*", f"*{standard}*", 1))

    assert [header[1].repetition for header in found.headers] == [None]


def test_interchanges_bring_their_own_delimiters() -> None:
    other = written(Delimiters("|", ">", "^", "\n"), "").decode("latin-1")
    data = PLAIN + other + PLAIN.replace("~", "~\r\n")

    found = reading_of(data)

    assert [header[0] for header in found.headers] == [0, len(PLAIN), len(PLAIN + other)]
    assert [header[1].terminator for header in found.headers] == ["~", "\n", "~"]
    assert [text[3] for text in found.texts if text.startswith("ISA")] == ["*", "|", "*"]
    assert found.error is None


# What stands around


@pytest.mark.parametrize("before", ["\xef\xbb\xbf", "\n\n", "\xef\xbb\xbf\r\n ", " \t\x00"])
def test_mark_and_blanks_before_isa_are_stepped_over(before: str) -> None:
    found = reading_of(before + PLAIN)

    assert found.segments[0] == (len(before), ISA)
    assert found.raw == before + PLAIN
    assert found.codes == []
    assert found.error is None


@pytest.mark.parametrize("after", ["\n", "\r\n\r\n", "\x00" * 300, "\x1a", " \n\x1a\x00"])
def test_padding_at_the_end_is_stepped_over(after: str) -> None:
    found = reading_of(PLAIN + after)

    assert found.texts == list(SEGMENTS)
    assert found.raw == PLAIN + after
    assert found.codes == []
    assert found.error is None


def test_text_after_iea_is_one_note_where_it_begins() -> None:
    found = reading_of(PLAIN + "\n  CLM*A*1~\nLX*1~")

    assert found.notes == [("X12006", len(PLAIN) + 3, 2, 3)]
    assert found.error is None


def test_interchange_after_other_text_is_read() -> None:
    second = PLAIN.replace("*000000001*", "*000000002*")
    data = f"{PLAIN}~garbage ISA and ISA* more {second}"

    found = reading_of(data)

    assert [header[2] for header in found.headers] == ["000000001", "000000002"]
    assert found.codes == ["X12006"]
    assert found.error is None


@pytest.mark.parametrize("last", [PLAIN, PLAIN.replace("~", "|")])
def test_isa_ends_an_interchange_whose_iea_was_forgotten(last: str) -> None:
    first = PLAIN.removesuffix(f"{IEA}~")

    found = reading_of(first + last)

    assert [header[0] for header in found.headers] == [0, len(first)]
    assert found.texts == [*SEGMENTS[:-1], *SEGMENTS]
    assert found.error is None


def test_segment_that_begins_like_isa_ends_nothing() -> None:
    others = ["ISA*1", "HI*ABK:M1*ABF:M2*ABF:M3*ABF:M4*ABF:M5*ABF:M6", "SV1*A*1*UN*1***1*5*6*7"]

    found = reading_of("~".join([ISA, *others, "ISABEL*2", "K3*ISA*00", IEA, ""]))

    assert found.texts == [ISA, *others, "ISABEL*2", "K3*ISA*00", IEA]


def test_segment_that_begins_like_iea_ends_nothing() -> None:
    found = reading_of(f"{ISA}~IEAX*1~K3*IEA*1~{IEA}~")

    assert found.texts == [ISA, "IEAX*1", "K3*IEA*1", IEA]


def test_isa_that_is_not_padded_is_read_and_noted() -> None:
    found = reading_of(f"\n{LOOSE_ISA}~\nIEA*0*000000002~\n")

    assert found.headers == [(1, Delimiters(), "000000002")]
    assert found.texts == [LOOSE_ISA, "IEA*0*000000002"]
    assert found.notes == [("X12007", 1, 2, 1)]
    assert found.error is None


@pytest.mark.parametrize("after", ["", "\n", "\x00\x00", " \r\n\x1a"])
def test_last_segment_without_terminator_is_read_and_noted(after: str) -> None:
    data = PLAIN.replace("~", "~\n").removesuffix("~\n") + after

    found = reading_of(data)

    assert found.texts == list(SEGMENTS)
    assert found.notes == [("X12008", data.index("IEA"), 6, 1)]
    assert found.raw == data
    assert found.error is None


# Where reading ends


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "X12002"),
        (" \r\n\x00", "X12002"),
        ("\xef\xbb\xbf", "X12002"),
        ("\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 100, "X12002"),
        ("{}", "X12002"),
        ("GS*HC*A~", "X12002"),
        ("ISABEL" + "*" * 200, "X12002"),
        (PLAIN.replace("ISA*", "isa*"), "X12002"),
        (ISA[:-1] + "*~", "X12003"),
        (ISA + "*", "X12003"),
        (ISA[:-1] + "A~", "X12003"),
        (ISA + "1", "X12003"),
        (ISA.replace("*^*", "***") + "~", "X12003"),
        (ISA.replace("*^*", "*:*") + "~", "X12003"),
        (LOOSE_ISA + ":", "X12003"),
    ],
)
def test_bytes_that_are_no_interchange_end_reading_at_once(data: str, code: str) -> None:
    found = reading_of(data)

    assert found.error
    assert found.error[0] == code
    assert found.segments == []


def test_equal_delimiters_are_named_as_they_are() -> None:
    data = ISA.replace("*^*", "***").encode() + b"~"

    with pytest.raises(X12Error, match="element separator and the repetition separator are both"):
        list(read_chunks(io.BytesIO(data)))


@pytest.mark.parametrize("kept", [*range(3, 106, 7), 105])
def test_end_inside_isa_is_a_cut(kept: int) -> None:
    first = reading_of(PLAIN[:kept])
    second = reading_of(f"{PLAIN}\n{PLAIN[:kept]}")

    assert first.error == ("X12005", kept, 1, kept + 1)
    assert second.error == ("X12005", len(PLAIN) + 1 + kept, 2, kept + 1)
    assert second.codes == []


@pytest.mark.parametrize(
    ("cut", "last"),
    [
        ("CLM*A1*90", "CLM*A1*90"),
        ("CLM*", "CLM*"),
        ("LX*1~", "LX*1"),
        ("LX*1~\n", "LX*1"),
        ("LX*1~\n\x00\x00", "LX*1"),
        ("CLM", "CLM*A1"),
        ("C", "CLM*A1"),
        ("SE*2*00", "CLM*A1"),
        ("GS*HC*A", "CLM*A1"),
        ("ISA*00*  ", "CLM*A1"),
    ],
)
def test_end_before_iea_keeps_what_can_be_told(cut: str, last: str) -> None:
    data = f"{ISA}~\nCLM*A1~\n{cut}"

    found = reading_of(data)

    assert found.error
    assert found.error[:2] == ("X12005", len(data))
    assert found.texts[-1] == last
    assert found.raw == data


def test_segment_of_64_kilobytes_is_read() -> None:
    longest = "K3*" + "x" * (reader.LONGEST_SEGMENT - 3)

    found = reading_of(f"{ISA}~\nLX*1~\n  {longest}~\n{IEA}~\n")

    assert found.texts == [ISA, "LX*1", longest, IEA]
    assert found.error is None


@pytest.mark.parametrize("extra", [1, 5_000, 60_000, 70_000])
@pytest.mark.parametrize("before", [0, 40_000, 60_000])
def test_longer_segment_ends_reading_where_it_begins(before: int, extra: int) -> None:
    head = f"{ISA}~\n" + f"K3*{'x' * 995}~\n" * (before // 1_000)
    endless = "K3*" + "x" * (reader.LONGEST_SEGMENT - 3 + extra)

    found = reading_of(f"{head}{endless}~\n{IEA}~\n")

    assert found.error == ("X12004", len(head), head.count("\n") + 1, 1)
    assert found.raw == head


@pytest.mark.parametrize(
    ("pieces", "ending"),
    [
        (lambda: repeated("", "x", 50), "X12002"),
        (lambda: repeated("ISA*" + "x" * 200, "*", 50), "X12002"),
        (lambda: repeated(f"{ISA}~K3*", "x", 50), "X12004"),
        (lambda: repeated(f"{ISA}~CLM*A~", "\x00", 20), "X12005"),
        (lambda: repeated(f"{ISA}~", SEGMENT, 20, f"{IEA}~"), None),
        (lambda: repeated(f"{ISA}~\n", SEGMENT, 20, f"{IEA}~"), None),
        (lambda: repeated(f"{ISA}~\n", f"ISA*{SEGMENT}", 20, f"{IEA}~"), None),
        (lambda: repeated(PLAIN, f"ISA junk {SEGMENT}", 20), None),
        (lambda: repeated(PLAIN, "\n", 20, PLAIN), None),
        (lambda: repeated("", "\n", 20), "X12002"),
    ],
    ids=[
        *("one line", "endless ISA", "endless segment", "padding inside", "one line of segments"),
        *("line end after ISA alone", "segments like ISA", "text after IEA", "blank lines"),
        "blank file",
    ],
)
def test_memory_stays_flat(pieces: Callable[[], Iterator[bytes]], ending: str | None) -> None:
    stream = cast(BinaryIO, Stream(pieces()))
    error = None

    tracemalloc.start()
    try:
        for _ in read_chunks(stream):
            pass
    except X12Error as raised:
        error = raised.code
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert error == ending
    assert peak < 4_000_000


# Properties


def written(delimiters: Delimiters, line_end: str, values: Iterable[str] = ("1",)) -> bytes:
    stream = io.BytesIO()
    writer = Writer(stream, delimiters, line_end)
    day, now = date(2026, 1, 15), time(9, 30)
    writer.interchange(sender="S", receiver="R", date=day, time=now, control_number=1)
    writer.group(sender="S", receiver="R", date=day, time=now, control_number=1)
    writer.transaction_set("0001")
    for value in values:
        writer.segment("CLM", value, ("a", None, value), None, "x")
    writer.close()
    return stream.getvalue()


def delimiters() -> st.SearchStrategy[Delimiters]:
    return st.builds(
        lambda marks, terminator: Delimiters(marks[0], marks[1], marks[2], terminator),
        st.permutations("*:^|>!\x1d"),
        st.sampled_from("~\n\r'\x1c"),
    )


def interchanges() -> st.SearchStrategy[bytes]:
    values = st.text(st.sampled_from("ABIEA019 \xe9"), min_size=1, max_size=8)
    return st.builds(
        written,
        delimiters(),
        st.sampled_from(["", "\n", "\r\n"]),
        st.lists(values.filter(str.strip), max_size=6),
    )


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Interchanges one after another, with bytes lost, changed, added, and pieces moved."""
    data = b"".join(draw(st.lists(interchanges(), min_size=1, max_size=3)))
    piece = st.sampled_from(
        [b"~", b"~\n", b"\n", b"\r\n", b" ", b"\x00", b"ISA", b"IEA*1*1~", b"*", b"x" * 70, b"\xef"]
    )
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["lose", "change", "add", "cut", "move"])):
            case "lose":
                data = data[:at] + data[at + draw(st.integers(1, 120)) :]
            case "change":
                data = data[:at] + draw(st.binary(min_size=1, max_size=1)) + data[at + 1 :]
            case "add":
                data = data[:at] + draw(piece) + data[at:]
            case "cut":
                data = data[:at]
            case _:
                other = draw(st.integers(at, len(data)))
                data = data[:at] + data[other:] + data[at:other]
    return data


def assert_holds_together(data: bytes, found: Reading) -> None:
    assert data.decode("latin-1").startswith(found.raw)
    if found.error:
        assert found.error[1] == len(found.raw)
    else:
        assert len(found.raw) == len(data)
    for (offset, text), (line, column) in zip(found.segments, found.places, strict=True):
        assert data[offset : offset + len(text)].decode("latin-1") == text
        assert line == data.count(b"\n", 0, offset) + 1
        assert column == offset - (data.rfind(b"\n", 0, offset) + 1) + 1


@given(st.binary(max_size=2000))
@example(b"ISA")
@example(b"\xef\xbb")
def test_arbitrary_bytes_raise_nothing_but_the_reading_error(data: bytes) -> None:
    assert_holds_together(data, reading_of(data))


@given(interchanges())
def test_what_the_writer_writes_is_read_without_a_word(data: bytes) -> None:
    found = reading_of(data)

    assert found.error is None
    assert found.notes == []
    assert found.texts[0].startswith("ISA")
    assert found.texts[-1].startswith("IEA")
    assert_holds_together(data, found)


@given(damaged())
def test_damage_moves_no_segment_that_is_read(data: bytes) -> None:
    assert_holds_together(data, reading_of(data))


@given(damaged(), st.one_of(st.integers(1, 40), st.integers(41, 700)))
def test_size_of_the_blocks_changes_nothing(data: bytes, block: int) -> None:
    with patch.object(reader, "LONGEST_SEGMENT", 160):
        whole = reading_of(data)
        in_blocks = reading_of(data, block)

    assert in_blocks == whole
