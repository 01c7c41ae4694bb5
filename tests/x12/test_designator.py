"""Designators: their parts, and the text that names them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.x12.designator import Designator

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHANUMERICS = CAPITALS + "0123456789"

segments = st.builds(
    str.__add__, st.sampled_from(CAPITALS), st.text(ALPHANUMERICS, min_size=1, max_size=2)
)
qualifiers = st.none() | st.text(ALPHANUMERICS, min_size=1, max_size=3)
numbers = st.integers(min_value=1, max_value=99)
designators = st.one_of(
    st.builds(Designator, segments, qualifiers),
    st.builds(Designator, segments, qualifiers, numbers),
    st.builds(Designator, segments, qualifiers, numbers, numbers),
)


@pytest.mark.parametrize(
    ("text", "designator"),
    [
        ("SV1", Designator("SV1")),
        ("NM1", Designator("NM1")),
        ("N3", Designator("N3")),
        ("HL01", Designator("HL", None, 1)),
        ("N301", Designator("N3", None, 1)),
        ("SV104", Designator("SV1", None, 4)),
        ("TA105", Designator("TA1", None, 5)),
        ("ISA16", Designator("ISA", None, 16)),
        ("SV101-7", Designator("SV1", None, 1, 7)),
        ("CLM05-1", Designator("CLM", None, 5, 1)),
        ("HI02-2", Designator("HI", None, 2, 2)),
        ("DTP[472]", Designator("DTP", "472")),
        ("NM1[DK]09", Designator("NM1", "DK", 9)),
        ("REF[6R]02", Designator("REF", "6R", 2)),
        ("REF[F8]04-2", Designator("REF", "F8", 4, 2)),
    ],
)
def test_parts_are_told_apart(text: str, designator: Designator) -> None:
    assert Designator.parse(text) == designator


@given(designators)
def test_what_is_written_reads_back_equal(designator: Designator) -> None:
    assert Designator.parse(str(designator)) == designator


@given(st.text(ALPHANUMERICS + "[]-", max_size=12))
def test_parse_accepts_only_what_str_writes(text: str) -> None:
    try:
        written = str(Designator.parse(text))
    except ValueError:
        return

    assert written == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "S",
        "sv104",
        "1SV04",
        "SV1004",
        "SV100",
        "SV101-",
        "SV101-0",
        "SV101-07",
        "SV101-100",
        "SV1-7",
        "SV101-3..6",
        "REF[]02",
        "REF[6R",
        "REF[6R]2",
        "REF02[6R]",
        "2400.SV101",
        " SV101",
        "SV101\n",
        "SV1\u0660\u0661",
    ],
)
def test_nonsense_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no designator; write it like SV1, .*REF\[6R\]02"):
        Designator.parse(text)


def test_equal_designators_are_one_key() -> None:
    places = {Designator.parse("SV101-7"): "first", Designator("SV1", None, 1, 7): "second"}

    assert places == {Designator("SV1", element=1, component=7): "second"}
