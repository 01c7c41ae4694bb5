"""What the tables say of one code on a day: words and JSON."""

import json
from datetime import date

import pytest

from claimline.codes import Validity, load_tables
from claimline.codes.describe import CodeAnswer, describe

DAY = date(2026, 1, 8)


def answer(code: str, on: date = DAY) -> CodeAnswer:
    return describe(code, on, load_tables())


def words(code: str, on: date = DAY) -> dict[str, str]:
    """The printed answers by label."""
    entries = (entry for _, section in answer(code, on).sections for entry in section)
    return {entry.label: entry.words for entry in entries if entry.words}


def test_positioning_afo_has_its_official_facts() -> None:
    content = answer("L4397").as_json()
    indicators = {
        name: [each["value"] for each in values]
        for name in (
            "pricing",
            "multiple_pricing",
            "coverage",
            "betos",
            "type_of_service",
            "action",
        )
        if isinstance(values := content[name], list)
    }

    assert indicators == {
        "pricing": ["38"],
        "multiple_pricing": ["A"],
        "coverage": ["C"],
        "betos": ["D1F"],
        "type_of_service": ["P"],
        "action": ["N"],
    }
    assert content["added"] == "2014-01-01"


def test_indicators_come_with_our_words() -> None:
    lines = words("L1960")

    assert lines["2026-01-08"] == "valid, added 1982-01-01"
    assert lines["pricing"] == "38, DMEPOS schedule: orthoses, prostheses, vision"
    assert lines["multiple pricing"] == "A, one way of pricing"
    assert lines["BETOS"] == "D1F, prostheses and orthoses"
    assert lines["fee schedule"].startswith("PO, prosthetics and orthotics, $636.95 to $849.26 in")
    assert answer("L1960").title == "L1960  AFO, posterior solid ankle, plastic, custom"


def test_indicator_without_our_words_shows_its_value() -> None:
    assert words("A6519")["BETOS"] == "O1L"


def test_polycentric_joint_tells_unit_bases_and_limit() -> None:
    lines = words("L2387", date(2026, 1, 5))

    assert lines["role"] == "an addition, payable beside a base"
    assert lines["one unit"] == "one joint; count the joints of a side"
    assert lines["stands on"] == (
        "L2000 L2005 L2006 L2010 L2020 L2030 L2034 L2036 L2037 L2038 L2126 L2128"
    )
    assert lines["RT or LT"].startswith("required since 2019-03-01 (afo-kafo; ")
    assert lines["KX, GA, GZ or GY"].startswith("required since 2009-10-01 (afo-kafo; ")
    assert lines["MUE"] == (
        "4 on a date of service, never more (table of 2026-10, not the table of the date)"
    )
    assert lines["prior authorization"] == "not required"


def test_base_carries_no_addition_that_it_excludes() -> None:
    lines = words("L1960")

    assert "L2820" in lines["carries"].split()
    assert not set(lines["carries"].split()) & set(lines["never beside"].split())
    assert lines["F2F and WOPD"].startswith("required since 2023-04-17 (")


def test_knee_orthosis_tells_what_its_policy_pays() -> None:
    lines = words("L1832")

    assert lines["knee policy pays"] == "L2397 L2795 L2810"
    assert lines["knee policy denies"] == "L2405 L2415 L2492 L2785"


def test_twin_is_named_from_the_day_it_exists() -> None:
    assert "fitting twin" not in words("L1932", date(2025, 3, 31))
    assert words("L1932", date(2025, 4, 1))["fitting twin"] == (
        "L1933, AFO, rigid front section, carbon, off-the-shelf"
    )


def test_authorization_asked_in_some_states_names_them() -> None:
    assert words("L3916", date(2026, 11, 1))["prior authorization"].startswith(
        "required from 2026-10-28 to 2027-01-25 (CA, FL, MI, NY; "
    )


@pytest.mark.parametrize(
    ("code", "label", "start"),
    [
        ("L4398", "GA or GZ", "never reasonable and necessary ("),
        ("A4467", "GY", "not covered ("),
        ("L0450", "CG", "for one that is not elastic"),
        ("L8042", "KM or KN", "one of them on a replacement ("),
        ("E0260", "equipment", "RR required"),
        ("L5856", "lowest level", "K3, K2 on further criteria ("),
        ("L5856", "K0 to K4", "required since "),
        ("L4397", "diagnosis of", "ankle-contracture ("),
        ("L4392", "policy", "1 a side in 6 months ("),
        ("L5620", "policy", "2 for one prosthesis, with other codes of test socket ("),
        ("L5540", "policy denies", "L5629 L5638 "),
        ("L3999", "NOC", "yes, published by CMS"),
        ("L6028", "Medicare", "did not take it from 2025-10-01 to 2026-03-31"),
        ("A4466", "successors", "A4467"),
    ],
)
def test_what_medicare_asks_is_told(code: str, label: str, start: str) -> None:
    assert words(code)[label].startswith(start)


@pytest.mark.parametrize(
    ("code", "on", "text"),
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
        (
            "L1960",
            date(2026, 10, 1),
            "past the table, which covers 2015-01-01 to 2026-09-30; in use at its end",
        ),
        ("99213", DAY, "not judged: CPT and D codes are licensed, no table holds them"),
        ("D0120", DAY, "not judged: CPT and D codes are licensed, no table holds them"),
        ("KX", DAY, "no procedure code: a modifier, see claimline explain KX"),
        ("M21.371", DAY, "no procedure code: a diagnosis code (billable)"),
        ("M75.1", DAY, "no procedure code: a diagnosis code (header, not billable)"),
        ("G35", DAY, "no procedure code: a diagnosis code, last day of use 2025-09-30"),
        ("L196", DAY, "no procedure code: those have five characters, such as L1960"),
    ],
)
def test_validity_is_told_in_words(code: str, on: date, text: str) -> None:
    assert words(code, on)[str(on)] == text


@pytest.mark.parametrize("code", ["L9999", "99213", "G35", "KX"])
def test_nothing_is_said_of_what_is_asked_for_a_code_the_tables_do_not_hold(code: str) -> None:
    answer = describe(code, date(2026, 11, 1), load_tables())

    asked = dict(answer.sections)["What Medicare asks"]
    assert [entry.words for entry in asked if entry.words] == []


def test_ended_code_is_not_said_to_want_nothing() -> None:
    assert "prior authorization" not in words("L8010")


def test_case_and_outer_blanks_do_not_matter() -> None:
    assert answer(" l1960 ") == answer("L1960")


def test_unknown_code_names_the_nearest_in_use() -> None:
    unknown = answer("L1959").as_json()

    assert unknown["validity"] == Validity.UNKNOWN.value
    assert unknown["nearest"] == ["L1950", "L1951", "L1952"]
    assert words("L1959")["did you mean"] == "L1950 L1951 L1952"


def test_code_with_a_hyphen_names_the_code_without_it() -> None:
    assert answer("L-3999").as_json()["nearest"] == ["L3999"]


def test_ended_code_is_no_hint() -> None:
    assert "L8010" not in words("L8011")["did you mean"].split()


@pytest.mark.parametrize("code", ["99213", "0001T", "D0120", "L1960"])
def test_code_that_is_known_or_licensed_has_no_hints(code: str) -> None:
    assert answer(code).as_json()["nearest"] == []


@pytest.mark.parametrize("code", ["L1960", "L1959", "E0143", "99213", "L6028", ""])
def test_json_always_has_every_key(code: str) -> None:
    content = answer(code).as_json()

    assert list(content) == list(answer("L1960").as_json())
    assert "" not in content
    assert json.loads(json.dumps(content)) == content


def test_json_carries_the_publication_of_a_demand() -> None:
    assert answer("L8045").as_json()["side_required"] == {
        "of": "facial",
        "strength": "required",
        "since": "2019-03-01",
        "until": None,
        "source": {
            "title": "CMS article A52463, facial prostheses, as of 2026-09-12",
            "url": "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52463",
        },
    }
