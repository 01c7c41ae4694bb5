"""The bundled tables: complete, sorted, traced to their sources, and free of official text."""

import csv
import hashlib
import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import claimline.codes
from claimline.codes.icd10 import HEADER
from claimline.dev.diagnoses import compile_diagnoses
from claimline.dev.tables import compile_tables, with_digests

DATA = Path(claimline.codes.__file__).parent / "data"
REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
TABLES = sorted(path.stem for path in DATA.glob("*.csv"))
# What tells rows of a dated list apart, beside their dates.
DATED_LISTS = {
    "covered_diagnoses": ["code"],
    "diagnosis_groups": ["group", "diagnosis"],
    "face_to_face": ["code"],
    "families": ["code"],
    "functional_levels": ["code"],
    "gaps": ["code"],
    "knee_additions": ["base", "addition"],
    "lists": ["name", "code"],
    "policy_limits": ["code"],
    "prior_authorizations": ["code"],
    "prosthesis_additions": ["base", "addition"],
    "renamed": ["code"],
    "sides": ["code"],
    "useful_lifetimes": ["region"],
}
KEYS = {
    "attributes": ["code"],
    "diagnoses": ["category"],
    "ended_diagnoses": ["code"],
    "fees": ["code", "modifier", "second_modifier"],
    "hcpcs": ["code"],
    "indicators": ["indicator", "value"],
    "modifiers": ["modifier"],
    "noc": ["code"],
    "places": ["code"],
    "unit_limits": ["code"],
} | {name: [*key, "effective"] for name, key in DATED_LISTS.items()}


def rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def sources() -> dict[str, dict[str, dict[str, object]]]:
    return tomllib.loads((DATA / "SOURCES.toml").read_text(encoding="utf-8"))


def codes(table: str) -> set[str]:
    return {row["code"] for row in rows(table)}


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("hcpcs", 8725),
        ("modifiers", 384),
        ("attributes", 964),
        ("fees", 3515),
        ("unit_limits", 903),
        ("diagnoses", 1918),
    ],
)
def test_table_is_complete(table: str, count: int) -> None:
    assert len(rows(table)) == count


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_sorted_and_unique(table: str) -> None:
    keys = [tuple(row[column] for column in KEYS[table]) for row in rows(table)]

    assert all(left < right for left, right in pairwise(keys))


@pytest.mark.parametrize("table", TABLES)
def test_one_row_stands_on_one_line(table: str) -> None:
    text = (DATA / f"{table}.csv").read_text(encoding="utf-8")

    assert len(rows(table)) == text.count("\n") - 1
    assert text.isascii()


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("hcpcs", "ended"),
        ("modifiers", "ended"),
        ("ended_diagnoses", "ended"),
        ("places", "since"),
        *((table, column) for table in DATED_LISTS for column in ("effective", "removed")),
    ],
)
def test_dates_stand_left_of_all_quoted_fields(table: str, column: str) -> None:
    # Lookup.days splits at commas alone.
    header, *lines = (DATA / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    position = header.split(",").index(column)

    assert [line.split(",")[position] for line in lines] == [row[column] for row in rows(table)]


def test_no_level_one_and_no_dental_code_is_shipped() -> None:
    level_two = re.compile("[A-CE-V][0-9]{4}")
    shipped = {word for row in rows("hcpcs") for word in (row["code"], *row["successors"].split())}

    assert not {code for code in shipped if not level_two.fullmatch(code)}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table, column)
        for table in TABLES
        for column in ("code", "base", "addition")
        if column in rows(table)[0] and table not in ("places", "ended_diagnoses", "fees")
    ],
)
def test_every_listed_code_is_in_the_code_set(table: str, column: str) -> None:
    assert {row[column] for row in rows(table)} <= codes("hcpcs")


def test_codes_named_by_attributes_are_in_the_code_set() -> None:
    named = {
        word
        for row in rows("attributes")
        for column in ("attaches_to", "excludes", "twin")
        for word in row[column].split()
        if re.fullmatch("[A-Z][0-9]{4}", word)
    }

    assert named <= codes("hcpcs")


def test_twins_name_each_other() -> None:
    twins = {row["code"]: row["twin"] for row in rows("attributes") if row["twin"]}

    assert len(twins) == 60
    assert all(twins[twin] == code for code, twin in twins.items())


@pytest.mark.parametrize("table", DATED_LISTS)
def test_rows_of_one_thing_do_not_overlap_in_time(table: str) -> None:
    by_key: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for row in rows(table):
        key = tuple(row[column] for column in DATED_LISTS[table])
        by_key.setdefault(key, []).append((row["effective"], row["removed"]))

    for spans in by_key.values():
        for (_, removed), (effective, _) in pairwise(sorted(spans)):
            assert removed
            assert removed <= effective


def test_no_code_without_a_side_of_its_own_is_asked_for_one() -> None:
    unsided = {row["code"] for row in rows("attributes") if row["side"] in ("midline", "bilateral")}

    assert not codes("sides") & unsided


def test_labour_and_minor_parts_are_asked_for_neither_side_nor_coverage_modifier() -> None:
    repairs = {row["code"] for row in rows("attributes") if row["role"] == "repair"}

    assert {"L4205", "L4210", "L7510", "L7520"} <= repairs
    assert not repairs & (codes("sides") | codes("families"))


def test_nothing_unsure_is_required() -> None:
    unsure = {row["code"] for row in rows("attributes") if row["checked"] == "unsure"}
    required = {row["code"] for row in rows("sides") if row["strength"] == "required"}

    assert unsure & required == set()


@pytest.mark.parametrize("table", TABLES)
def test_sources_tell_where_the_table_comes_from(table: str) -> None:
    entry = sources()["table"][table]
    digest = hashlib.sha256((DATA / f"{table}.csv").read_bytes()).hexdigest()
    covered = (entry["covers_from"], entry["covers_to"])

    assert entry["sha256"] == digest
    assert all(isinstance(each, date) for each in covered)
    for key in ("title", "publisher", "release", "licence", "recipe"):
        assert entry[key]


def test_sources_name_no_table_that_is_not_there() -> None:
    assert sorted(sources()["table"]) == TABLES


def test_every_cited_publication_is_known_and_cited() -> None:
    listing = (*DATED_LISTS, "noc", "ended_diagnoses")
    cited = {row["source"] for table in listing for row in rows(table)}

    assert cited == set(sources()["citation"])


def test_no_label_repeats_an_official_descriptor() -> None:
    names = ["hcpcs_l_codes.csv", "hcpcs_dmepos_other_codes.csv", "hcpcs_modifiers.csv"]
    if not all((REFERENCE / name).exists() for name in names):
        pytest.skip("no official files beside the checkout to compare with")
    official: set[str] = set()
    for name in names:
        with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                descriptors = (row[key] for key in row if "description" in key)
                official.update(text.casefold().strip() for text in descriptors)
    ours = {row["label"].casefold() for table in ("attributes", "modifiers") for row in rows(table)}
    ours.update(row["note"].casefold() for row in rows("attributes"))
    ours.discard("")

    assert len(official) > 5000
    assert not ours & official


def test_every_group_that_codes_want_has_diagnoses() -> None:
    wanted = {group for row in rows("covered_diagnoses") for group in row["groups"].split()}

    assert wanted <= {row["group"] for row in rows("diagnosis_groups")}


def test_every_diagnosis_of_a_group_is_in_the_code_set() -> None:
    tables = claimline.codes.load_tables()
    exact = {row["diagnosis"] for row in rows("diagnosis_groups") if "*" not in row["diagnosis"]}

    assert {code for code in exact if not tables.diagnosis(code, date(2026, 1, 8))} == set()


def test_official_tables_make_the_bundled_ones() -> None:
    if not REFERENCE.exists():
        pytest.skip("no official tables beside the checkout to make them from")
    made = compile_tables(REFERENCE, DATA)

    assert len(made) == 4
    for name, text in made.items():
        assert (DATA / name).read_text(encoding="utf-8") == text, name


def test_digests_are_renewed_for_every_table() -> None:
    text = (DATA / "SOURCES.toml").read_text(encoding="utf-8")
    stale = re.sub('sha256 = "[0-9a-f]+"', 'sha256 = "00"', text)

    assert stale.count('"00"') == len(TABLES)
    assert with_digests(stale, DATA) == text


def test_diagnoses_are_those_of_the_release_they_are_made_from() -> None:
    pytest.importorskip("simple_icd_10_cm", reason="the release is needed to make them alone")

    assert compile_diagnoses() == (DATA / "diagnoses.csv").read_text(encoding="utf-8")


def test_as_many_diagnoses_are_billable_as_the_publisher_counts() -> None:
    words = [word for row in rows("diagnoses") for word in row["codes"].split()]

    assert sum(not word.endswith(HEADER) for word in words) == 74_719
    assert len(rows("ended_diagnoses")) == 28
