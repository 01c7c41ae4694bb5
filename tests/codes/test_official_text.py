"""No official descriptor stands in the repository, and every fact in it is the official one."""

from __future__ import annotations

import csv
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from claimline.codes import load_tables

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "reference"
DESCRIBED = ["hcpcs_l_codes.csv", "hcpcs_dmepos_other_codes.csv", "hcpcs_modifiers.csv"]
# So many words in a row are a copy in prose, and in our labels; so is a descriptor of so many.
RUN = 8
RUN_IN_LABELS = 6
WHOLE = 5

Words = tuple[str, ...]


def official(name: str) -> list[dict[str, str]]:
    path = REFERENCE / name
    if not path.exists():
        pytest.skip("no official tables beside the checkout to compare with")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def words(text: str) -> list[str]:
    return re.findall("[a-z0-9]+", text.casefold())


def runs(text: list[str], length: int) -> Iterator[Words]:
    for at in range(len(text) - length + 1):
        yield tuple(text[at : at + length])


def phrases(run: int = RUN) -> set[Words]:
    """Every run of so many words, and every whole descriptor, that would be a copy."""
    found: set[Words] = set()
    for name in DESCRIBED:
        for row in official(name):
            for column in row:
                if "description" in column:
                    text = words(row[column])
                    found.update(runs(text, run))
                    if WHOLE <= len(text) < run:
                        found.add(tuple(text))
    return found


def copies(text: str, refused: set[Words]) -> set[Words]:
    return {run for length in range(WHOLE, RUN + 1) for run in runs(words(text), length)} & refused


def test_no_file_of_the_repository_holds_official_text() -> None:
    refused = phrases()
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    found = {
        f"{path.relative_to(ROOT)}: {' '.join(run)}"
        for path in paths
        if path.is_file() and path.name != "diagnoses.csv"
        for run in copies(path.read_text(encoding="utf-8", errors="replace"), refused)
    }

    assert len(refused) > 10_000
    assert found == set()


@pytest.mark.parametrize("table", ["attributes", "modifiers"])
def test_no_label_comes_near_official_text(table: str) -> None:
    refused = phrases(RUN_IN_LABELS)
    path = ROOT / "src" / "claimline" / "codes" / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        labels = [row["label"] for row in csv.DictReader(lines)]

    assert [label for label in labels if copies(label, refused)] == []


def test_a_copied_descriptor_would_be_found() -> None:
    descriptor = official("hcpcs_l_codes.csv")[500]["long_description"]

    assert copies(f"label = '{descriptor.upper()}'", phrases())


def test_facts_of_the_described_codes_are_the_official_ones() -> None:
    tables = load_tables()
    on = date(2026, 7, 1)

    for row in official("hcpcs_l_codes.csv"):
        fact = tables.procedure(row["code"], on)
        assert fact is not None
        assert fact.added.strftime("%Y%m%d") == row["added"]
        assert (fact.ended.strftime("%Y%m%d") if fact.ended else "") == row["terminated"]
        assert " ".join(fact.pricing) == row["pricing_indicator"]
        assert fact.multiple_pricing == row["multiple_pricing"]
        assert fact.coverage == row["coverage_code"]
        assert fact.betos == row["betos"]
        assert " ".join(fact.type_of_service) == row["tos"]
        assert fact.action == row["action_code"]
        assert fact.action_effective is not None
        assert fact.action_effective.strftime("%Y%m%d") == row["action_effective"]
