"""The answer to `codes show`: human lines and JSON of one code on a day."""

import json
from datetime import date

import pytest

from claimline.codes import Strength, Validity, load_tables
from claimline.codes.describe import CodeAnswer, describe

DAY = date(2026, 1, 8)


def answer(code: str, on: date = DAY) -> CodeAnswer:
    return describe(code, on, load_tables())


def test_indicators_come_with_our_words() -> None:
    lines = dict(answer("L1960").lines())

    assert lines["on"] == "2026-01-08: valid, added 1982-01-01"
    assert lines["name"] == "AFO, posterior solid ankle, plastic, custom"
    assert lines["pricing"] == "38, DMEPOS schedule: orthoses, prostheses, vision"
    assert lines["BETOS"] == "D1F, prostheses and orthoses"
    assert lines["RT or LT"].startswith("required since 2019-03-01 (afo-kafo; ")


def test_indicator_without_our_words_shows_its_value() -> None:
    lines = dict(answer("A6519").lines())

    assert lines["BETOS"] == "O1L"


@pytest.mark.parametrize(
    ("code", "on", "words"),
    [
        ("L1933", date(2025, 3, 31), "not yet valid, added 2025-04-01"),
        ("L8010", DAY, "ended, last day of use 2025-03-31"),
        ("L8010", date(2025, 3, 31), "valid, added 1986-01-01, last day of use 2025-03-31"),
        ("L1959", DAY, "not in the table"),
        (
            "L1959",
            date(2026, 10, 1),
            "not in the table, which covers 2015-01-01 to 2026-09-30 only",
        ),
        ("99213", DAY, "not judged, the table holds Level II codes other than D codes"),
    ],
)
def test_validity_is_told_in_words(code: str, on: date, words: str) -> None:
    assert dict(answer(code, on).lines())["on"] == f"{on}: {words}"


def test_case_and_outer_blanks_do_not_matter() -> None:
    assert answer(" l1960 ") == answer("L1960")


def test_unknown_code_names_the_nearest_valid_ones() -> None:
    unknown = answer("L1959")

    assert unknown.validity is Validity.UNKNOWN
    assert unknown.nearest == ("L1950", "L1951", "L1952")
    assert dict(unknown.lines())["nearest"] == "L1950 L1951 L1952"


def test_code_with_a_hyphen_names_the_code_without_it() -> None:
    assert answer("L-3999").nearest == ("L3999",)


def test_ended_code_is_no_hint() -> None:
    assert "L8010" not in answer("L8011").nearest


@pytest.mark.parametrize("code", ["99213", "0001T", "D0120", "L1960"])
def test_code_that_is_known_or_licensed_has_no_hints(code: str) -> None:
    assert answer(code).nearest == ()


def test_code_medicare_did_not_take_says_so() -> None:
    lines = dict(answer("L6028").lines())

    assert lines["Medicare"] == "did not take it from 2025-10-01 until 2026-04-01"


def test_demand_of_the_day_is_the_one_told() -> None:
    before, after = answer("L5301", date(2024, 8, 31)), answer("L5301", date(2024, 9, 1))

    assert before.side is not None
    assert after.side is not None
    assert before.side.strength is Strength.LIKELY
    assert after.side.strength is Strength.REQUIRED
    assert before.coverage_modifier is None
    assert after.coverage_modifier is not None


def test_noc_code_is_told_as_such() -> None:
    assert dict(answer("L3999").lines())["NOC"] == "yes, published by CMS"


@pytest.mark.parametrize("code", ["L1960", "L1959", "E0143", "99213", "L6028", ""])
def test_json_always_has_every_key(code: str) -> None:
    content = answer(code).as_json()

    assert list(content) == list(answer("L1960").as_json())
    assert json.loads(json.dumps(content)) == content


def test_json_carries_the_publication_of_a_demand() -> None:
    content = answer("L8045").as_json()

    assert content["side"] == {
        "list": "facial",
        "strength": "required",
        "since": "2019-03-01",
        "source": {
            "title": "CMS article A52463, facial prostheses, as of 2026-09-12",
            "url": "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52463",
        },
    }
