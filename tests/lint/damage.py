"""Interchanges of several claims, and ways to damage them, for properties of linting."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from hypothesis import strategies as st

from claimline.guide.tables import load_guide
from claimline.rules.example import lay
from claimline.x12.errors import X12Error
from claimline.x12.reader import Header, read_chunks

BOTH_SIDES = "SV1*HC:L1960:RT:LT:KX*1800*UN*2***1~"
GOOD = "SV1*HC:L1960:RT:KX*900*UN*1***1~"
CLAIM = "CLM*{name}*900***12:B:1*Y*A*Y*Y~"

_ELEMENTS = (
    *("", " ", "0", "1", "-1", "9" * 30, "9" * 640, "1.", ".5", "1E9", "$1", "99999999"),
    *("20260231", "20260108-20260107", "MU\xe9LLER", "M\xc3\x9cLLER", "\x1b[31mRED\x9b2J"),
    *("L9999", "l1960", "HC:L1960:RT:LT", "HC", ":::", "HC::RT:LT", "RT", "837", "IL", "DK"),
    *("22", "x" * 300, "\x00", "\xff\xb5\xdf"),
)
_SEGMENTS = (
    *("CLM*NEW*1", "CLM", "LX*1", "SV1*HC:L1960:RT:LT*1*UN*1", "HL*3*2*23*0", "HL", "SE*1*0001"),
    *("ST*837*0002*005010X222A1", "ST*835*0003", "GE*1*1", "IEA*1*1", "NM1*IL*1*X", "NM1", "SBR"),
    *("REF*6R*9", "N3*HIDDEN ROAD", "foo*1", "\xe9", "DTP*472*D8*20260108", "HI*ABK:M1", "ISA*1"),
    *("SVD*A*1", "LIN**N4*1", "LQ*UT*1", "GS*HC*A*B*20260115*0930*2*X*005010X222A1", "TA1*1", ""),
)


def batch() -> bytes:
    """Two transaction sets of three claims, one of them with both sides on a line."""
    first = lay(
        CLAIM.format(name="A-1") + GOOD + CLAIM.format(name="A-2") + BOTH_SIDES + "NTE*ADD*M\xe9~"
    )
    return first + lay(CLAIM.format(name="B-1") + GOOD).replace(b"000000001", b"000000002")


def claims_in(data: bytes) -> int:
    """How many CLM segments stand in 837P transaction sets, by counting them."""
    count = 0
    version = ""
    number = None
    position = 0
    # Whether a transaction set that is open is one of ours; None where none is.
    inside: bool | None = None
    header = None
    segments = _segments_of(data)
    for (around, elements), (after, following) in pairwise([*segments, (None, [""])]):
        position += 1
        if around is not header:
            header, inside, version = around, None, ""
        match elements[0]:
            case "GS" | "ST" if inside and after is header and _is_stray(elements, following):
                pass
            case "GE" | "SE" if inside and after is header and _goes_on(elements, following):
                if elements[:3] == ["SE", str(position), number]:
                    inside = None
            case "GS":
                inside, version = None, elements[8].rstrip()
            case "BHT" if inside is None and version.startswith("005010X222"):
                number, position, inside = None, 2, True
            case "ST":
                number, position = elements[2].rstrip() or None, 1
                guide = elements[3].rstrip() or version
                inside = elements[1].rstrip() == "837" and guide.startswith("005010X222")
            case "GE":
                inside, version = None, ""
            case "SE" | "IEA":
                inside = None
            case "CLM":
                count += bool(inside)
    return count


def _segments_of(data: bytes) -> list[tuple[Header | None, list[str]]]:
    """The elements of each segment, ten at least, and the header of its interchange."""
    segments: list[tuple[Header | None, list[str]]] = []
    try:
        for chunk in read_chunks(io.BytesIO(data)):
            for text in chunk.texts:
                assert chunk.header is not None
                elements = text.split(chunk.header.delimiters.element)
                segments.append((chunk.header, [*elements, *[""] * 9]))
    except X12Error:
        pass
    return segments


def _is_stray(elements: list[str], following: list[str]) -> bool:
    """Whether what could open an envelope opens none, by the segment after it."""
    if following[0] in ("ST", "GS", "GE", "IEA"):
        return False
    return elements[0] == "GS" or (elements[1].strip() in ("", "837") and following[0] != "BHT")


@cache
def _inside() -> frozenset[str]:
    loops = load_guide("837").loops()
    return frozenset(node.id for loop in loops for node in loop.segments()) - {"ST", "BHT"}


def _goes_on(elements: list[str], following: list[str]) -> bool:
    """Whether the transaction set goes on behind what could end an envelope."""
    return following[0] in _inside() and (elements[0], following[0]) != ("SE", "SE")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The batch with elements, segments and bytes changed, lost, added or moved."""
    data = batch()
    for _ in range(draw(st.integers(1, 5))):
        change = draw(st.sampled_from([_with_element, _with_segments, _with_bytes]))
        data = draw(change(data))
    return data


@st.composite
def _with_element(draw: st.DrawFn, data: bytes) -> bytes:
    segments = data.split(b"~")
    at = draw(st.integers(0, len(segments) - 1))
    elements = segments[at].split(b"*")
    place = draw(st.integers(0 if at else 1, len(elements)))
    value = draw(st.sampled_from(_ELEMENTS)).encode("latin-1")
    segments[at] = b"*".join([*elements[:place], value, *elements[place + 1 :]])
    return b"~".join(segments)


@st.composite
def _with_segments(draw: st.DrawFn, data: bytes) -> bytes:
    segments = data.split(b"~")
    start = draw(st.integers(0, len(segments)))
    stop = min(len(segments), start + draw(st.integers(0, 4)))
    taken = segments[start:stop]
    rest = [*segments[:start], *segments[stop:]]
    to = draw(st.integers(0, len(rest)))
    new = draw(st.sampled_from(_SEGMENTS)).encode("latin-1")
    put = draw(st.sampled_from([[], taken, [new], [*taken, new, *taken]]))
    return b"~".join([*rest[:to], *put, *rest[to:]])


@st.composite
def _with_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    at = draw(st.integers(0, len(data)))
    lost = draw(st.sampled_from([0, 1, 3, 200, len(data)]))
    return data[:at] + draw(st.binary(max_size=3)) + data[at + lost :]


def places_of(data: bytes, offset: int) -> tuple[int, int]:
    """The line and column of an offset, by counting."""
    return data.count(b"\n", 0, offset) + 1, offset - data.rfind(b"\n", 0, offset)


def encodings_of(value: str) -> Iterator[bytes]:
    """The bytes a shown value may stand for."""
    yield value.encode("utf-8")
    if value.isascii() or max(value) <= "\xff":
        yield value.encode("latin-1")
