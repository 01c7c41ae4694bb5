"""Document: the bytes it was read from, and the claims in them, one at a time."""

from __future__ import annotations

import gc
import io
import warnings
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimline
from claimline.claim import document
from claimline.claim.views import ClaimAsSent
from claimline.rules.example import lay

CLAIM = "CLM*{name}*900***12:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:KX*900*UN*1***1~"
THREE = "".join(CLAIM.format(name=name) for name in ("A-1", "A-2", "A-3"))


class Pipe(io.RawIOBase):
    """A stream that can be read once, a few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = min(len(buffer), 97, len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def of_stream(data: bytes, folder: Path) -> claimline.Document:
    return claimline.read(io.BytesIO(data))


def of_pipe(data: bytes, folder: Path) -> claimline.Document:
    return claimline.read(io.BufferedReader(Pipe(data)))


def of_bytes(data: bytes, folder: Path) -> claimline.Document:
    return claimline.read(data)


def of_path(data: bytes, folder: Path) -> claimline.Document:
    path = folder / "batch.837"
    path.write_bytes(data)
    return claimline.read(path)


def of_name(data: bytes, folder: Path) -> claimline.Document:
    return claimline.read(str(of_path(data, folder) and folder / "batch.837"))


SOURCES = [of_bytes, of_stream, of_pipe, of_path, of_name]
Source = Callable[[bytes, Path], claimline.Document]


def names(found: claimline.Document) -> list[str | None]:
    return [claim.identifier for claim in found.claims()]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        lay(THREE),
        lay(THREE).replace(b"~\n", b"~\r\n"),
        b"\xef\xbb\xbf\n" + lay(THREE) + b"\x00\x1a",
        lay(THREE)[:-200],
        lay("NTE*ADD*M\xe9~") + b"junk\n" + lay(THREE).replace(b"~\n", b"|"),
    ],
    ids=["empty", "image", "lines", "CRLF", "mark and padding", "cut", "delimiters"],
)
def test_bytes_are_those_read(source: Source, data: bytes, tmp_path: Path) -> None:
    found = source(data, tmp_path)

    assert bytes(found) == data


@given(st.binary(max_size=500))
def test_arbitrary_bytes_come_back(data: bytes) -> None:
    assert bytes(claimline.read(data)) == data
    assert bytes(claimline.read(io.BytesIO(data))) == data


@pytest.mark.parametrize("source", SOURCES)
def test_claims_come_in_order_as_often_as_asked(source: Source, tmp_path: Path) -> None:
    found = source(lay(THREE), tmp_path)

    assert names(found) == ["A-1", "A-2", "A-3"]
    assert bytes(found) == lay(THREE)
    assert names(found) == ["A-1", "A-2", "A-3"]


def test_stream_is_read_from_where_it_stands() -> None:
    stream = io.BytesIO(b"header" + lay(THREE))
    stream.seek(6)

    found = claimline.read(stream)

    assert names(found) == ["A-1", "A-2", "A-3"]
    assert bytes(found) == lay(THREE)


def test_long_stream_is_held_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_IN_MEMORY", 1_000)

    found = claimline.read(io.BytesIO(lay(THREE * 10)))

    assert len(names(found)) == 30
    assert bytes(found) == lay(THREE * 10)


@pytest.mark.parametrize("source", [of_path, of_stream, of_bytes])
def test_bytes_can_be_had_while_claims_are_read(source: Source, tmp_path: Path) -> None:
    # Long enough that the claims do not fit in one block.
    found = source(lay(CLAIM.format(name="A") * 400), tmp_path)

    count = sum(bool(bytes(found)) for _ in found.claims())

    assert count == 400


def test_document_of_a_stream_leaves_no_file_open() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = claimline.read(io.BytesIO(lay("")))
        list(found.claims())
        del found
        gc.collect()

    assert caught == []


def test_claims_of_other_transaction_sets_are_left_out() -> None:
    other = lay("ST*837*0001*005010X223A2~" + THREE)

    assert names(claimline.read(other + lay(THREE))) == ["A-1", "A-2", "A-3"]


def test_views_do_not_outlive_their_use() -> None:
    claims = claimline.read(lay(THREE * 3)).claims()
    alive: list[weakref.ref[ClaimAsSent]] = []

    most = 0
    for claim in claims:
        alive.append(weakref.ref(claim))
        del claim
        gc.collect()
        most = max(most, sum(one() is not None for one in alive))

    assert len(alive) == 9
    assert most <= 3


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("CLM*A-3*900***12:B", ["A-1", "A-2"]),
        ("CLM*A-3*900***12:B:1*Y*A*Y*Y~\n", ["A-1", "A-2"]),
        ("SE*", ["A-1", "A-2"]),
        ("HI*ABK", ["A-1"]),
    ],
)
def test_whole_claims_come_before_the_error_of_a_cut_file(cut: str, whole: list[str]) -> None:
    data = lay(THREE)
    at = data.rindex(cut.encode())
    if cut.startswith("HI"):
        at = data.index(b"HI*", data.index(b"CLM*A-2"))
    claims = claimline.read(data[: at + len(cut)]).claims()
    found: list[str | None] = []

    with pytest.raises(claimline.X12Error) as raised:
        found.extend(claim.identifier for claim in claims)

    assert found == whole
    assert raised.value.code == "X12005"
    assert raised.value.offset == at + len(cut)


@pytest.mark.parametrize("data", [b"", b"hello", lay("").replace(b"*:~", b"**~", 1)])
def test_bytes_that_are_no_x12_are_an_error_when_claims_are_asked_for(data: bytes) -> None:
    found = claimline.read(data)

    with pytest.raises(claimline.X12Error):
        list(found.claims())


@pytest.mark.parametrize("name", ["nowhere.837", "."])
def test_path_that_cannot_be_opened_is_the_reading_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(claimline.X12Error) as raised:
        claimline.read(tmp_path / name)

    assert raised.value.code == "X12001"
    assert str(raised.value).startswith(f"{tmp_path / name}: ")
    assert raised.value.offset is None


def test_path_that_is_none_is_the_reading_error() -> None:
    with pytest.raises(claimline.X12Error):
        claimline.read("a\x00b")


def test_stream_that_fails_is_the_reading_error() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    stream: BinaryIO = Broken()

    with pytest.raises(claimline.X12Error):
        list(claimline.read(stream).claims())
