"""The writer: envelopes that count right, segments that split again, and what is refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, time
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.x12.delimiters import Delimiters
from claimline.x12.reader import read_chunks
from claimline.x12.writer import ElementText, Writer, X12WriteError

T = TypeVar("T")

DAY = date(2026, 1, 8)
MOMENT = time(13, 5, 59)
USUAL = Delimiters()
UNUSUAL = Delimiters("|", ">", "!", "\x1c")
PRINTABLE = [character for character in map(chr, range(256)) if character.isprintable()]

texts = st.text([it for it in PRINTABLE if it not in "*:^~|>!"], max_size=12)
composites = st.lists(st.none() | texts, max_size=8).map(tuple)
elements = st.lists(st.none() | texts | composites, max_size=10)
counts = st.lists(st.lists(st.integers(min_value=0, max_value=4), max_size=3), max_size=3)


def open_interchange(writer: Writer, control_number: int = 1) -> None:
    writer.interchange(
        sender="SENDER", receiver="RECEIVER", date=DAY, time=MOMENT, control_number=control_number
    )


def open_group(writer: Writer, control_number: int = 1) -> None:
    writer.group(
        sender="SENDER", receiver="RECEIVER", date=DAY, time=MOMENT, control_number=control_number
    )


def open_transaction_set(
    delimiters: Delimiters = USUAL,
) -> tuple[Writer, io.BytesIO]:
    stream = io.BytesIO()
    writer = Writer(stream, delimiters)
    open_interchange(writer)
    open_group(writer)
    writer.transaction_set("0001")
    return writer, stream


def written(*values: ElementText) -> str:
    """The text of the one segment these elements make."""
    writer, stream = open_transaction_set()
    before = len(stream.getvalue())
    writer.segment("SV1", *values)
    return stream.getvalue()[before:].decode("latin-1")


def segments(data: bytes, delimiters: Delimiters = USUAL) -> list[list[str]]:
    *whole, rest = data.decode("latin-1").split(delimiters.terminator)
    assert rest == ""
    return [text.split(delimiters.element) for text in whole]


def test_whole_interchange() -> None:
    stream = io.BytesIO()
    writer = Writer(stream, line_end="\n")
    open_interchange(writer, 7)
    open_group(writer, 8)
    writer.transaction_set("0001")
    writer.segment("BHT", "0019", "00", "244579", "20260108", "1305", "CH")
    writer.segment("SV1", ("HC", "L1960", "RT"), "900", "UN", "1", None, None, ("1",))

    writer.close()

    assert stream.getvalue().decode("latin-1").split("\n") == [
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       "
        "*260108*1305*^*00501*000000007*0*P*:~",
        "GS*HC*SENDER*RECEIVER*20260108*1305*8*X*005010X222A1~",
        "ST*837*0001*005010X222A1~",
        "BHT*0019*00*244579*20260108*1305*CH~",
        "SV1*HC:L1960:RT*900*UN*1***1~",
        "SE*4*0001~",
        "GE*1*8~",
        "IEA*1*000000007~",
        "",
    ]


@given(
    sender=st.text(" !*|A9-\xe9", min_size=1, max_size=15),
    control_number=st.integers(min_value=0, max_value=999_999_999),
    day=st.dates(),
    moment=st.times(),
    delimiters=st.sampled_from([USUAL, UNUSUAL]),
)
def test_isa_is_106_characters_and_tells_its_delimiters(
    sender: str, control_number: int, day: date, moment: time, delimiters: Delimiters
) -> None:
    stream = io.BytesIO()
    writer = Writer(stream, delimiters)
    try:
        writer.interchange(
            sender=sender,
            receiver="R",
            date=day,
            time=moment,
            control_number=control_number,
            usage="T",
            acknowledgment_requested=True,
        )
    except X12WriteError:
        assert not sender.strip() or set(sender) & set(delimiters.by_name().values())
        return
    text = stream.getvalue().decode("latin-1")

    assert len(text) == 106
    assert Delimiters(text[3], text[104], text[82], text[105]) == delimiters
    assert text.split(delimiters.element)[13:16] == [f"{control_number:09}", "1", "T"]


@given(elements, st.sampled_from([USUAL, UNUSUAL]))
def test_written_segment_splits_into_the_same_elements(
    values: list[ElementText], delimiters: Delimiters
) -> None:
    writer, stream = open_transaction_set(delimiters)
    before = len(stream.getvalue())
    wanted = trimmed([components(value) for value in values], [])
    if not wanted:
        with pytest.raises(X12WriteError):
            writer.segment("SV1", *values)
        return

    writer.segment("SV1", *values)

    [[name, *got]] = segments(stream.getvalue()[before:], delimiters)
    assert name == "SV1"
    assert [trimmed(text.split(delimiters.component), "") for text in got] == wanted
    assert got[-1] != ""
    assert not any(text.endswith(delimiters.component) for text in got)


def components(value: ElementText) -> list[str]:
    """The components of an element, without the empty ones at its end."""
    parts = value if isinstance(value, tuple) else (value,)
    return trimmed([part or "" for part in parts], "")


def trimmed(values: list[T], empty: T) -> list[T]:
    """The list without what is empty at its end."""
    while values and values[-1] == empty:
        values = values[:-1]
    return values


@given(st.lists(texts.filter(bool), min_size=1, max_size=8), st.sampled_from(["", "\n", "\r\n"]))
def test_written_interchange_reads_back_equal(notes: list[str], line_end: str) -> None:
    stream = io.BytesIO()
    writer = Writer(stream, line_end=line_end)
    open_interchange(writer)
    open_group(writer)
    writer.transaction_set("0001")
    for note in notes:
        writer.segment("NTE", "ADD", note)
    writer.close()

    stream.seek(0)
    read = [text for chunk in read_chunks(stream) for text in chunk.texts]

    assert [text for text in read if text.startswith("NTE")] == [f"NTE*ADD*{it}" for it in notes]
    assert len(read) == len(notes) + 6


@given(counts)
def test_trailers_count_what_stands_before_them(groups: list[list[int]]) -> None:
    stream = io.BytesIO()
    writer = Writer(stream)
    open_interchange(writer, 5)
    for number, transaction_sets in enumerate(groups, 1):
        open_group(writer, number)
        for control_number, size in enumerate(transaction_sets, 1):
            writer.transaction_set(f"{control_number:04}")
            for line in range(size):
                writer.segment("LX", str(line + 1))

    writer.close()

    trailers = [it for it in segments(stream.getvalue()) if it[0] in {"SE", "GE", "IEA"}]
    wanted = []
    for number, transaction_sets in enumerate(groups, 1):
        for control_number, size in enumerate(transaction_sets, 1):
            wanted.append(["SE", str(size + 2), f"{control_number:04}"])
        wanted.append(["GE", str(len(transaction_sets)), str(number)])
    assert trailers == [*wanted, ["IEA", str(len(groups)), "000000005"]]


def test_opening_an_interchange_closes_the_one_before() -> None:
    writer, stream = open_transaction_set()

    open_interchange(writer, 2)
    writer.close()

    names = [elements[0] for elements in segments(stream.getvalue())]
    assert names == ["ISA", "GS", "ST", "SE", "GE", "IEA", "ISA", "IEA"]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (("A", None, "B", None, ""), "SV1*A**B~"),
        ((("HC", None, "RT", "", None), None), "SV1*HC::RT~"),
        (((None, ""), (None, "1")), "SV1**:1~"),
        ((" a  b ",), "SV1* a  b ~"),
        (("Orthèse",), "SV1*Orthèse~"),
    ],
)
def test_gaps_are_kept_and_empty_ends_are_not_sent(
    values: tuple[ElementText, ...], text: str
) -> None:
    assert written(*values) == text


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (("A", "B*C"), r"SV102 holds '\*', the element separator"),
        (("HC:L1960",), "SV101 holds ':', the component separator"),
        ((("HC", "L1960", "a^b"),), "SV101-3 holds '\\^', the repetition separator"),
        ((None, None, ("1", "~")), "SV103-2 holds '~', the segment terminator"),
        (("a\nb",), r"SV101 holds '\\n', a character for control"),
        (("a\x00",), r"SV101 holds '\\x00', a character for control"),
        (("a\x7f",), r"SV101 holds '\\x7f', a character for control"),
        (("a\x85",), r"SV101 holds '\\x85', a character for control"),
        (("a→b",), "SV101 holds '→', a character outside Latin-1"),
        ((), "SV1 has no element"),
        ((None, "", (None, "")), "SV1 has no element"),
    ],
)
def test_refused_segment_writes_nothing(values: tuple[ElementText, ...], message: str) -> None:
    writer, stream = open_transaction_set()
    before = stream.getvalue()

    with pytest.raises(X12WriteError, match=message):
        writer.segment("SV1", *values)

    assert stream.getvalue() == before
    writer.close()
    assert ["SE", "2", "0001"] in segments(stream.getvalue())


@given(st.text(), st.booleans())
def test_data_that_would_break_out_of_its_element_is_refused(text: str, composite: bool) -> None:
    writer, stream = open_transaction_set()
    before = len(stream.getvalue())
    try:
        writer.segment("NTE", "ADD", ("x", text) if composite else text, "y")
    except X12WriteError:
        pass
    else:
        [parts] = segments(stream.getvalue()[before:])
        wanted = f"x:{text}".removesuffix(":") if composite else text

        assert parts == ["NTE", "ADD", wanted, "y"]
        assert not set(text) & set("*:^~\r\n")


@pytest.mark.parametrize("segment_id", ["", "S", "SV1A", "sv1", "S*1", "1SV"])
def test_nonsense_segment_id_is_refused(segment_id: str) -> None:
    writer, _ = open_transaction_set()

    with pytest.raises(X12WriteError, match="is no segment id"):
        writer.segment(segment_id, "1")


@pytest.mark.parametrize("segment_id", ["ISA", "GS", "ST", "SE", "GE", "IEA"])
def test_segment_of_the_envelope_is_refused(segment_id: str) -> None:
    writer, _ = open_transaction_set()

    with pytest.raises(X12WriteError, match="belongs to the envelope"):
        writer.segment(segment_id, "1")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (open_group, "needs an open interchange"),
        (lambda writer: writer.transaction_set("0001"), "needs an open functional group"),
        (lambda writer: writer.segment("SV1", "1"), "SV1 needs an open transaction set"),
        (Writer.close_transaction_set, "no transaction set is open"),
        (Writer.close_group, "no functional group is open"),
        (Writer.close_interchange, "no interchange is open"),
    ],
)
def test_call_out_of_place_is_refused(call: Callable[[Writer], None], message: str) -> None:
    stream = io.BytesIO()
    writer = Writer(stream)

    with pytest.raises(X12WriteError, match=message):
        call(writer)

    assert stream.getvalue() == b""


def test_closing_twice_writes_once() -> None:
    writer, stream = open_transaction_set()
    writer.close()
    closed = stream.getvalue()

    writer.close()

    assert stream.getvalue() == closed


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sender": "SIXTEEN LETTERS "}, "ISA06 is 15 characters wide and not blank"),
        ({"sender": " "}, "ISA06 is 15 characters wide"),
        ({"receiver": ""}, "ISA08 is 15 characters wide"),
        ({"sender_qualifier": "Z"}, "ISA05 is 2 characters wide"),
        ({"receiver_qualifier": "ZZZ"}, "ISA07 is 2 characters wide"),
        ({"usage": ""}, "ISA15 is 1 characters wide"),
        ({"receiver": "A*B"}, r"ISA08 holds '\*', the element separator"),
        ({"sender": "\u65e5\u672c"}, "ISA06 holds .*, a character outside Latin-1"),
        ({"control_number": -1}, "ISA13 takes a control number of one to nine digits"),
        ({"control_number": 1_000_000_000}, "ISA13 takes a control number"),
    ],
)
def test_refused_interchange_leaves_the_open_one_open(
    change: dict[str, str | int], message: str
) -> None:
    writer, stream = open_transaction_set()
    before = stream.getvalue()
    arguments = {
        "sender": "S",
        "receiver": "R",
        "date": DAY,
        "time": MOMENT,
        "control_number": 2,
    }

    with pytest.raises(X12WriteError, match=message):
        writer.interchange(**{**arguments, **change})  # type: ignore[arg-type]

    assert stream.getvalue() == before


def test_refused_group_and_transaction_set_leave_the_open_ones_open() -> None:
    writer, stream = open_transaction_set()
    before = stream.getvalue()

    with pytest.raises(X12WriteError, match="GS02 is blank"):
        writer.group(sender="", receiver="R", date=DAY, time=MOMENT, control_number=2)
    with pytest.raises(X12WriteError, match="GS06 takes a control number"):
        writer.group(sender="S", receiver="R", date=DAY, time=MOMENT, control_number=10**9)
    with pytest.raises(X12WriteError, match="ST02 is blank"):
        writer.transaction_set(" ")
    with pytest.raises(X12WriteError, match="ST02 holds '~'"):
        writer.transaction_set("00~1")

    assert stream.getvalue() == before


@pytest.mark.parametrize(
    ("delimiters", "line_end", "message"),
    [
        (Delimiters(component="*"), "", "are both"),
        (Delimiters(repetition=None), "", "ISA11 of version 00501"),
        (Delimiters(), "~", "not made of CR and LF"),
    ],
)
def test_writer_refuses_delimiters_it_cannot_declare(
    delimiters: Delimiters, line_end: str, message: str
) -> None:
    with pytest.raises(X12WriteError, match=message):
        Writer(io.BytesIO(), delimiters, line_end)
