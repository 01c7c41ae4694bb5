"""The walk: one cause gives one deviation, and what follows finds its place again."""

from __future__ import annotations

import pytest

import claimline
from claimline.rules.example import lay


def swapped(first: str, second: str) -> bytes:
    """The template claim with two neighbours the wrong way round, told by their beginnings."""
    segments = lay("").decode("latin-1").split("~")
    at = next(
        number
        for number, text in enumerate(segments)
        if text.lstrip().startswith(first) and segments[number + 1].lstrip().startswith(second)
    )
    segments[at], segments[at + 1] = segments[at + 1], segments[at]
    return "~".join(segments).encode("latin-1")


def doubled(beginning: str) -> bytes:
    """The template claim with one segment standing twice."""
    segments = lay("").decode("latin-1").split("~")
    at = next(n for n, text in enumerate(segments) if text.lstrip().startswith(beginning))
    segments.insert(at, segments[at])
    return "~".join(segments).encode("latin-1")


def found(data: bytes) -> list[tuple[str, str | None]]:
    """Rule and designator of what structure finds, what follows from an absent one aside."""
    return [
        (one.rule, one.designator)
        for one in claimline.lint(data, select=["IGC", "X12"], ignore=["X12024", "IGC031"])
    ]


@pytest.mark.parametrize(
    ("first", "second", "missing"),
    [("NM1*85", "N3", "NM1[85]"), ("HL*1", "PRV", "HL[20]"), ("NM1*IL", "N3", "NM1[IL]")],
)
def test_opener_after_the_segment_that_follows_it_is_one_finding(
    first: str, second: str, missing: str
) -> None:
    assert found(swapped(first, second)) == [("IGC001", missing)]


def test_loop_once_too_often_says_nothing_of_what_the_first_lacks() -> None:
    assert found(doubled("NM1*85")) == [("IGC007", "NM1[85]")]


def test_qualifier_that_no_node_knows_is_a_code_out_of_list() -> None:
    (finding,) = claimline.lint(lay("SBR*X*18*******MB~"), select=["IGC"])

    assert (finding.rule, finding.designator) == ("IGC018", "SBR01")


def test_segment_of_the_next_level_does_not_open_a_loop_past_others() -> None:
    data = swapped("REF*EI", "HL*2")

    assert found(data) == [("IGC004", "REF")]
