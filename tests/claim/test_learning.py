"""Learning: what a form takes is read as what is worked out segment by segment is."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from random import Random
from typing import Any

import pytest

from claimline.claim.assembly import Assembler
from claimline.claim.events import Closed
from claimline.claim.loop import Loop
from claimline.sample import write_batch
from claimline.x12.element import Element
from claimline.x12.reader import read_chunks
from tests.claim.wire import BILLING, CLAIM, LINE, ORDERING, SUBSCRIBER, interchange

# Procedures with and without what may stand in them, some with a separator too many.
PROCEDURES = (
    "HC:L1960",
    "HC:L1960:RT",
    "HC:L1960:RT:KX",
    "HC:L1960:RT:KX:GA:99",
    "HC:L1960:RT:KX:GA:99:BRACE",
    "HC:L1960:RT:KX:GA:99:BRACE:X",
    "HC:L1960::KX",
    "HC:L1960:::::BRACE",
    "HC:L1960:",
    "HC:L1960:RT:",
    "HC:L1960:RT:TOOLONG",
    "HC:L1960:RT :KX",
    "HC",
)
DATES = ("D8*20260108", "RD8*20260108-20260112", "D8*20260108-20260112", "RD8*20260108")
INNER = ("lines", "providers", "adjudications", "parties", "other_payers")


def views(data: bytes, *, learning: bool) -> list[Any]:
    """What each view of a file says, as it is complete."""
    assembler = Assembler(learning=learning)
    return [
        described(event.view)
        for chunk in read_chunks(BytesIO(data))
        for event in assembler.feed(chunk)
        if isinstance(event, Closed)
    ]


def described(view: Loop) -> list[Any]:
    """A view's loop, place, values and deviations, and those of the views inside it."""
    return [
        view.loop,
        getattr(view, "first", None),
        getattr(view, "stop", None),
        dict(values_of(view)),
        list(view.deviations),
        [(segment.position, segment.loop, segment.text) for segment in view.segments()],
        list(getattr(view, "diagnoses", ())),
        *([described(one) for one in getattr(view, inner, ())] for inner in INNER),
    ]


def values_of(view: Loop) -> Iterator[tuple[str, Any]]:
    """What the view holds of its Elements."""
    for name, value in view.__dict__.items():
        if isinstance(getattr(type(view), name, None), Element):
            yield name, value


def batch() -> list[str]:
    """The segments of a sampled batch."""
    stream = BytesIO()
    write_batch(stream, claims=60)
    return stream.getvalue().decode("latin-1").split("~\n")[:-1]


def damaged(segments: list[str], seed: int) -> Iterator[str]:
    """The segments with every twentieth or so dropped, doubled, blanked or made longer."""
    random = Random(seed)
    for segment in segments:
        elements = segment.split("*")
        if elements[0] in ("ISA", "GS", "ST", "SE", "GE", "IEA") or random.random() > 0.05:
            yield segment
            continue
        index = random.randrange(1, len(elements))
        change = random.choice(("drop", "double", "blank", "lengthen"))
        if change == "double":
            yield segment
        if change == "blank":
            elements[index] = ""
        if change == "lengthen":
            elements[index] += random.choice(("X" * 70, " ", "1", ":A", "."))
        if change != "drop":
            yield "*".join(elements)


@pytest.mark.parametrize("seed", range(4))
def test_learnt_and_worked_out_say_the_same_of_a_damaged_batch(seed: int) -> None:
    data = "".join(f"{segment}~\n" for segment in damaged(batch(), seed)).encode("latin-1")

    assert views(data, learning=True) == views(data, learning=False)


@pytest.mark.parametrize("common", PROCEDURES)
def test_form_of_one_procedure_takes_no_other_that_is_wrong(common: str) -> None:
    lines = [line_of(procedure, DATES[0]) for procedure in (*[common] * 9, *PROCEDURES)]
    data = claim_with(lines)

    assert views(data, learning=True) == views(data, learning=False)


@pytest.mark.parametrize("common", DATES)
def test_form_of_one_date_takes_no_other_that_is_wrong(common: str) -> None:
    lines = [line_of(PROCEDURES[0], date) for date in (*[common] * 9, *DATES)]
    data = claim_with(lines)

    assert views(data, learning=True) == views(data, learning=False)


def line_of(procedure: str, date: str) -> tuple[str, ...]:
    """A service line with this SV101, and these DTP02 and DTP03."""
    return LINE[0], f"SV1*{procedure}*900*UN*1***1", f"DTP*472*{date}", LINE[3], ORDERING


def claim_with(lines: list[tuple[str, ...]]) -> bytes:
    """An interchange of one claim with these lines."""
    return interchange(*BILLING, *SUBSCRIBER, *CLAIM, *(one for line in lines for one in line))
