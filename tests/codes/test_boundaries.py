"""No answer changes between two boundaries: a memory by period loses nothing."""

import csv
import random
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import claimline.codes
from claimline.codes import Tables, load_tables

DATA = Path(claimline.codes.__file__).parent / "data"
ONE_DAY = timedelta(days=1)
# Tables in which every date is another one: in the bundled ones they fall on the same quarter days.
SMALL = {
    "hcpcs.csv": "code,added,ended\nL0001,2001-01-11,2001-01-12\n",
    "modifiers.csv": "modifier,added,ended,label\nRT,2002-01-11,2002-01-12,\n",
    "sides.csv": (
        "code,list,strength,effective,removed,source\nL0001,x,likely,2003-01-11,2003-01-12,x\n"
    ),
    "families.csv": (
        "code,family,strength,effective,removed,source\nL0001,x,likely,2004-01-11,2004-01-12,x\n"
    ),
    "gaps.csv": "code,effective,removed,source\nL0001,2005-01-11,2005-01-12,x\n",
    "places.csv": "place,name,dmepos,since\n27,x,accepted,2006-01-11\n12,x,accepted,\n",
    "SOURCES.toml": """
        [table.hcpcs]
        title = "x"
        publisher = "x"
        release = "x"
        covers_from = 2007-01-11
        covers_to = 2007-01-12
        licence = "x"
        sha256 = "x"
        recipe = "x"
        [citation]
    """,
}


def answers(tables: Tables, code: str, on: date) -> tuple[object, ...]:
    place = tables.place_of_service(code)
    return (
        tables.validity(code, on),
        tables.modifier_validity(code, on),
        tables.side_requirement(code, on),
        tables.coverage_family(code, on),
        tables.medicare_gap(code, on),
        place is not None and place.since is not None and on < place.since,
    )


def dated_codes() -> Iterator[tuple[str, date]]:
    """Every code, modifier and place with every date of its rows, read without `Tables`."""
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                for text in row[1:]:
                    if len(text) == 10 and text[4] == text[7] == "-":
                        yield row[0], date.fromisoformat(text)
    for release in load_tables().releases():
        yield "L0001", release.covers_from
        yield "R1", release.covers_from
        yield "L0001", release.covers_to
        yield "R1", release.covers_to


def test_boundaries_ascend() -> None:
    boundaries = load_tables().boundaries()

    assert all(left < right for left, right in pairwise(boundaries))


def test_first_days_and_the_days_after_last_days_are_boundaries() -> None:
    tables = Tables(SMALL.__getitem__)

    assert [on.isoformat() for on in tables.boundaries()] == [
        "2001-01-11",
        "2001-01-13",
        "2002-01-11",
        "2002-01-13",
        "2003-01-11",
        "2003-01-12",
        "2004-01-11",
        "2004-01-12",
        "2005-01-11",
        "2005-01-12",
        "2006-01-11",
        "2007-01-11",
        "2007-01-13",
    ]


def test_every_day_an_answer_changes_is_a_boundary() -> None:
    tables = load_tables()
    boundaries = set(tables.boundaries())
    changes = [
        (code, on)
        for code, dated in dated_codes()
        for on in (dated, dated + ONE_DAY)
        if answers(tables, code, on - ONE_DAY) != answers(tables, code, on)
    ]

    assert len(changes) > 10_000
    assert [change for change in changes if change[1] not in boundaries] == []


def test_answers_hold_from_one_boundary_to_the_next() -> None:
    tables = load_tables()
    boundaries = tables.boundaries()
    dated = sorted(set(dated_codes()))
    for code, on in random.Random(837).sample(dated, 3000):
        at = bisect_right(boundaries, on)
        for first, following in pairwise(boundaries[max(0, at - 3) : at + 2]):
            last = following - ONE_DAY

            assert answers(tables, code, first) == answers(tables, code, last), (code, first)
