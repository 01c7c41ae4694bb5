"""A modifier's page."""

from __future__ import annotations

from datetime import date

import pytest

from claimline.codes import load_tables
from claimline.explain.modifier_page import modifier_page

ON = date(2026, 1, 8)


def page_of(modifier: str) -> str:
    page = modifier_page(modifier, load_tables(), ON)
    assert page is not None
    return page


def test_page_says_what_it_means_and_since_when() -> None:
    lines = page_of("KX").splitlines()

    assert lines[0] == "# Modifier KX"
    assert lines[2] == "The policy's conditions are met, records on file."
    assert lines[4] == "- valid from: 2002-07-01"


def test_modifier_that_ended_says_so() -> None:
    assert "- valid from: 2008-01-01 to 2019-12-31" in page_of("GD")


@pytest.mark.parametrize(
    ("modifier", "families"),
    [
        ("KX", ["afo-kafo, one of KX, GA, GZ, GY", "footwear", "knee", "therapeutic-shoe"]),
        ("RT", ["afo-kafo, RT or LT", "breast"]),
        ("K2", ["lower-limb prosthesis parts, one of K0, K1, K2, K3, K4"]),
        ("NU", ["equipment, one of NU, RR"]),
    ],
)
def test_families_that_ask_for_it_are_named(modifier: str, families: list[str]) -> None:
    asked = page_of(modifier).partition("## Asked of")[2].partition("## Rules")[0]

    for family in families:
        assert f"- {family}" in asked


def test_modifier_that_nothing_asks_for_has_no_such_section() -> None:
    assert "## Asked of" not in page_of("RB")


@pytest.mark.parametrize(
    ("modifier", "rule"),
    [
        ("KX", "MOD006 (error): "),  # named by what the rule reads
        ("GZ", "MOD007 (error): "),
        ("RT", "LAT001 (error): "),  # the rule is asked where it is not
        ("50", "LAT004 (error): "),
    ],
)
def test_rules_that_read_it_are_listed(modifier: str, rule: str) -> None:
    assert f"\n- {rule}" in page_of(modifier).partition("## Rules")[2]


def test_other_rules_are_not() -> None:
    rules = page_of("KX").partition("## Rules")[2]

    assert "CHG001" not in rules
    assert "LAT004" not in rules


def test_level_one_modifier_is_judged_by_its_form() -> None:
    assert "A Level I modifier: that list is licensed" in page_of("25")


@pytest.mark.parametrize("what", ["ZZ", "KXX", "", "K", "kx"])
def test_what_is_no_modifier_has_no_page(what: str) -> None:
    assert modifier_page(what, load_tables(), ON) is None
