"""Text from a file made fit for a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.report.visible import visible


@pytest.mark.parametrize("text", ["", "SV1*HC:L1960", "M\xdcLLER \xe9 \u4e2d", "a b"])
def test_what_prints_is_left_alone(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\x00\x07\x7f", r"\x00\x07\x7f"),
        ("\x9b2J\x85\xa0", r"\x9b2J\x85\xa0"),
        ("\u202e\u200b\u2028", r"\u202e\u200b\u2028"),
        ("\udce9", r"\udce9"),
        ("\xe9\x1b", "\xe9" + r"\x1b"),
    ],
)
def test_what_does_not_print_is_written_as_its_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(max_size=50))
def test_nothing_shown_can_move_a_cursor(text: str) -> None:
    assert visible(text).isprintable()
