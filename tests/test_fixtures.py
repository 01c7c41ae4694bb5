"""Every fixture gives the findings that stand beside it.

`python tests/test_fixtures.py` writes them anew, to be read before they are committed.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import claimline

CLAIMS = Path(__file__).parents[1] / "fixtures" / "claims"
FILES = sorted(CLAIMS.glob("*.837"))
DEFECTIVE = ("defects_", "envelope_defects", "night_batch")
CLEAN = [path for path in FILES if not path.stem.startswith(DEFECTIVE)]
FORMS = sorted((CLAIMS / "forms").glob("*.837"))
ACCEPTED = tomllib.loads((CLAIMS / "forms" / "accepted.toml").read_text("utf-8"))
KEYS = ("rule", "severity", "claim", "service_line", "loop", "designator", "value", "message")


def findings_of(path: Path) -> list[dict[str, object]]:
    """What is compared: the facts of each finding that do not repeat the rule."""
    found = [finding.as_json() for finding in claimline.lint(path)]
    return [{key: finding[key] for key in KEYS} for finding in found]


def expected_path(path: Path) -> Path:
    return path.with_suffix(".expected.json")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_findings_are_the_expected_ones(path: Path) -> None:
    expected = json.loads(expected_path(path).read_text("utf-8"))

    found = findings_of(path)

    assert found == expected


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_files_have_no_error(path: Path) -> None:
    found = findings_of(path)

    assert [finding for finding in found if finding["severity"] == "error"] == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem.startswith("defects_")], ids=lambda path: path.stem
)
def test_each_defective_claim_breaks_the_rule_it_is_named_for(path: Path) -> None:
    starts = {
        next(claim.segments()).offset: claim.identifier or ""
        for claim in claimline.read(path).claims()
    }
    found: dict[str, set[str]] = {claim: set() for claim in starts.values()}
    for finding in claimline.lint(path):
        # What stands above a claim, such as its subscriber, is told by the claim that follows.
        above = next(
            starts[at] for at in sorted(starts) if at > (finding.offset or 0) or finding.claim
        )
        found[finding.claim or above].add(finding.rule)

    named = {claim: set(re.findall(r"^[A-Z]{3}\d{3}", claim)) for claim in starts.values()}

    assert found == named


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_give_what_is_accepted_and_no_error(path: Path) -> None:
    claims = {claim.identifier or "" for claim in claimline.read(path).claims()}

    found = findings_of(path)

    assert [finding for finding in found if finding["severity"] == "error"] == []
    assert {(finding["claim"], finding["rule"]) for finding in found} == {
        (claim, rule) for claim in claims & set(ACCEPTED) for rule in ACCEPTED[claim]
    }


def test_forms_are_named_once_and_as_many_as_the_page_says() -> None:
    names = [claim.identifier for path in FORMS for claim in claimline.read(path).claims()]
    page = (CLAIMS.parent / "README.md").read_text("utf-8")

    assert len(names) == len(set(names))
    assert set(names) >= set(ACCEPTED)
    assert f"{len(names)} claims" in page


@pytest.mark.slow
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_pyx12_finds_the_forms_valid(
    path: Path, found_valid_by_pyx12: Callable[[str], bool]
) -> None:
    assert found_valid_by_pyx12(path.read_text("ascii"))


@pytest.mark.parametrize("path", FILES + FORMS, ids=lambda path: path.stem)
def test_reading_keeps_every_byte(path: Path) -> None:
    assert bytes(claimline.read(path)) == path.read_bytes()


if __name__ == "__main__":
    for file in FILES:
        expected_path(file).write_text(
            json.dumps(findings_of(file), indent=1, ensure_ascii=False) + "\n", "utf-8"
        )
