"""Delimiters: which four characters can delimit an interchange."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.x12.delimiters import Delimiters


@pytest.mark.parametrize(
    "delimiters",
    [
        Delimiters(),
        Delimiters(repetition=None),
        Delimiters("|", ">", "^", "\n"),
        Delimiters("\x1d", "\x1f", "\x1e", "\x1c"),
        Delimiters("*", "\xa7", "\xa6", "~"),
    ],
)
def test_usable_delimiters_do_not_collide(delimiters: Delimiters) -> None:
    assert delimiters.collision() is None


@pytest.mark.parametrize(
    ("delimiters", "collision"),
    [
        (
            Delimiters(component="*"),
            "the element separator and the component separator are both '*'",
        ),
        (
            Delimiters(repetition="~"),
            "the repetition separator and the segment terminator are both '~'",
        ),
        (Delimiters(element="A"), "the element separator 'A' is a letter, a digit or a space"),
        (
            Delimiters(repetition="7"),
            "the repetition separator '7' is a letter, a digit or a space",
        ),
        (Delimiters(terminator=" "), "the segment terminator ' ' is a letter, a digit or a space"),
        (Delimiters(component="\n"), "the component separator '\\n' is a line end"),
        (Delimiters(terminator=""), "the segment terminator '' is not one Latin-1 character"),
        (
            Delimiters(terminator="~\n"),
            "the segment terminator '~\\n' is not one Latin-1 character",
        ),
        (Delimiters(element="→"), "the element separator '→' is not one Latin-1 character"),
    ],
)
def test_unusable_delimiters_are_named(delimiters: Delimiters, collision: str) -> None:
    assert delimiters.collision() == collision


def test_absent_repetition_separator_is_not_among_the_names() -> None:
    names = Delimiters(repetition=None).by_name()

    assert names == {
        "element separator": "*",
        "component separator": ":",
        "segment terminator": "~",
    }


@given(st.lists(st.sampled_from("*:^~|>!\x1d"), min_size=4, max_size=4))
def test_delimiters_collide_exactly_when_two_are_the_same(characters: list[str]) -> None:
    collision = Delimiters(*characters).collision()

    assert (collision is None) == (len(set(characters)) == 4)
