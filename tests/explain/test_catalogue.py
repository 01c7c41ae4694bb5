"""The list of rules and their families."""

from __future__ import annotations

from dataclasses import replace

from claimline.explain.catalogue import (
    families,
    family_table,
    family_title,
    rule_lines,
    rule_record,
    rule_table,
)
from claimline.findings import Source
from claimline.rules.registry import all_rules

LATERAL = all_rules()["LAT002"]
OFF = replace(LATERAL, code="LAT009", name="something-else", selected=False)
READING = all_rules()["X12002"]


def test_families_hold_their_rules_in_order() -> None:
    found = families([READING, OFF, LATERAL])

    assert {family: [rule.code for rule in rules] for family, rules in found.items()} == {
        "LAT": ["LAT002", "LAT009"],
        "X12": ["X12002"],
    }


def test_every_family_says_what_it_is_about() -> None:
    titles = [family_title(rules[0]) for rules in families(all_rules().values()).values()]

    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert not any(title.endswith(".") or "|" in title for title in titles)


def test_family_table_counts_rules() -> None:
    lines = list(family_table([READING, LATERAL, OFF]))

    assert lines[:2] == ["| family | about | rules |", "|---|---|---|"]
    assert lines[2:] == [
        f"| LAT | {family_title(LATERAL)} | 2 |",
        f"| X12 | {family_title(READING)} | 1 |",
    ]


def test_rule_table_has_a_heading_a_family() -> None:
    lines = list(rule_table([READING, LATERAL]))

    assert [line for line in lines if line.startswith("## ")] == [
        f"## LAT: {family_title(LATERAL)}",
        f"## X12: {family_title(READING)}",
    ]
    assert f"| LAT002 | {LATERAL.name} | error | {LATERAL.title} |" in lines


def test_rule_that_is_off_by_default_says_so() -> None:
    assert list(rule_lines([OFF, LATERAL])) == [
        "LAT002  error    both-sides-on-one-line",
        "LAT009  error    something-else  (off by default)",
    ]


def test_record_is_plain_json() -> None:
    record = rule_record(replace(LATERAL, sources=(Source("A book", None),)))

    assert record["sources"] == [{"title": "A book", "url": None}]
    assert record["profiles"] == ["medicare-dme"]
    assert record["jurisdictions"] is None
    assert (record["since"], record["until"]) == ("2019-03-01", None)
    assert record["selected"] is True
