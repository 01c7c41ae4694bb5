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
from claimline.codes.releases import ReleaseFolder

DATA = Path(claimline.codes.__file__).parent / "data"
ONE_DAY = timedelta(days=1)
# Tables in which every date is another one: in the bundled ones they fall on the same quarter days.
SMALL = {
    "hcpcs.csv": "code,added,ended\nL0001,2001-01-11,2001-01-12\n",
    "modifiers.csv": "modifier,added,ended,label\nRT,2002-01-11,2002-01-12,\n",
    "sides.csv": "code,effective,removed\nL0001,2003-01-11,2003-01-12\n",
    "families.csv": "code,effective,removed\nL0001,2004-01-11,2004-01-12\n",
    "gaps.csv": "code,effective,removed\nL0001,2005-01-11,2005-01-12\n",
    "places.csv": "code,since,dmepos,name\n27,2006-01-11,accepted,x\n12,,accepted,x\n",
    "covered_diagnoses.csv": "code,effective,removed\nL0001,2008-01-11,2008-01-12\n",
    "diagnosis_groups.csv": "diagnosis,effective,removed\nx,2009-01-11,2009-01-12\n",
    "face_to_face.csv": "code,effective,removed\nL0001,2010-01-11,2010-01-12\n",
    "functional_levels.csv": "code,effective,removed\nL0001,2011-01-11,2011-01-12\n",
    "knee_additions.csv": "base,effective,removed\nL0001,2012-01-11,2012-01-12\n",
    "lists.csv": "name,code,effective,removed\nfoot,L0001,2013-01-11,2013-01-12\n",
    "policy_limits.csv": "code,effective,removed\nL0001,2014-01-11,2014-01-12\n",
    "prior_authorizations.csv": "code,effective,removed\nL0001,2015-01-11,2015-01-12\n",
    "prosthesis_additions.csv": "base,effective,removed\nL0001,2016-01-11,2016-01-12\n",
    "diagnoses.csv": "category,codes\nM21,-\n",
    "ended_diagnoses.csv": "code,ended,source\nG35,2017-01-11,x\n",
    "renamed.csv": "code,effective,removed\nL0001,2019-01-11,2019-01-12\n",
    "useful_lifetimes.csv": "region,effective,removed\nAFO,2018-01-11,2018-01-12\n",
}
SOURCE = """
    title = "x"
    publisher = "x"
    release = "x"
    covers_from = 2007-01-11
    covers_to = 2007-01-12
    licence = "x"
    sha256 = "x"
    recipe = "x"
"""
BASES = ("L1812", "L1832", "L1846", "L1851", "L5500", "L5585", "L2036", "L1960")


def answers(tables: Tables, code: str, on: date) -> tuple[object, ...]:
    place = tables.place_of_service(code)
    return (
        tables.validity(code, on),
        tables.modifier_validity(code, on),
        tables.side_required(code, on),
        tables.coverage_family(code, on),
        tables.medicare_gap(code, on),
        tables.renamed(code, on),
        place is not None and place.since is not None and on < place.since,
        tables.fitting_twin(code, on),
        tables.functional_level(code, on),
        tables.prior_authorization(code, on),
        tables.prior_authorization(code, on, "NY"),
        tables.prior_authorization(code, on, "OH"),
        tables.face_to_face(code, on),
        tables.listings(code, on),
        tables.policy_limit(code, on),
        tables.useful_lifetime(code, on),
        tables.covered_diagnoses(code, on),
        tables.diagnosis_validity(code, on),
        [tables.diagnosis_group(group, code, on) for group in ("mastectomy", "diabetes")],
        company(tables, code, on) if code.startswith("L") else None,
        [tables.release(table, on).covers(on) for table in ("fees", "unit_limits", "lists")],
    )


def company(tables: Tables, code: str, on: date) -> tuple[object, ...]:
    """What an orthotic or prosthetic code goes with."""
    return (
        tables.knee_addition(code, "L2397", on),
        [tables.knee_addition(base, code, on) for base in BASES],
        tables.denied_addition(code, "L5704", on),
        tables.denied_addition("L5500", code, on),
        [tables.may_carry(base, code, on) for base in BASES],
        tables.may_carry(code, "L2387", on),
    )


def dated_codes() -> Iterator[tuple[str, date]]:
    """Every code, modifier and place with every date of its rows, read without `Tables`."""
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                days = [text for text in row if len(text) == 10 and text[4] == text[7] == "-"]
                for code in row[:2] if days else ():
                    for text in days:
                        yield code, date.fromisoformat(text)
    for release in load_tables().releases():
        for code in ("L0001", "L1960", "R1", "M21371"):
            yield code, release.covers_from
            yield code, release.covers_to


def test_boundaries_ascend() -> None:
    boundaries = load_tables().boundaries()

    assert all(left < right for left, right in pairwise(boundaries))


def test_first_days_and_the_days_after_last_days_are_boundaries(tmp_path: Path) -> None:
    for name, text in SMALL.items():
        (tmp_path / name).write_text(text)
    sources = (f"[table.{Path(name).stem}]{SOURCE}" for name in SMALL)
    (tmp_path / "SOURCES.toml").write_text("".join(sources))
    tables = Tables(ReleaseFolder(tmp_path))

    expected = {f"{year}-01-11" for year in (*range(2001, 2017), 2018, 2019)}
    expected |= {f"{year}-01-12" for year in (2003, 2004, 2005, *range(2008, 2017), 2018, 2019)}
    expected |= {"2001-01-13", "2002-01-13", "2007-01-13", "2017-01-12"}
    assert [on.isoformat() for on in tables.boundaries()] == sorted(expected)


def test_every_day_an_answer_changes_is_a_boundary() -> None:
    tables = load_tables()
    boundaries = set(tables.boundaries())
    changes = [
        (code, on)
        for code, dated in sorted(set(dated_codes()))
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
