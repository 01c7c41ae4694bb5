"""A rule's page: everything a biller needs to know of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claimline.claim.profile import Profile
from claimline.explain.rule_page import rule_page
from claimline.findings import Severity, Source
from claimline.rules.registry import all_rules
from claimline.rules.rule import Bad, Good, Rule, Setting

RULE = replace(
    all_rules()["LAT002"],
    sources=(Source("A leaflet, 2019", "https://example.org/leaflet"), Source("A book", None)),
    examples=(
        Bad("SV1*A~DTP*472~", at="SV101-4"),
        Good("SV1*B~", "SV1*C~"),
        Bad("LX*1~", at="LX01"),
    ),
    statuses=("A7:453",),
    remittance=("4 N519",),
    acknowledgment="IK403:5",
)


def test_page_tells_the_whole_story() -> None:
    assert (
        rule_page(RULE)
        == f"""\
# LAT002 both-sides-on-one-line

One line carries both RT and LT.

- severity: error
- holds for: medicare-dme, dates of service from 2019-03-01
- confidence: published
- 277CA: A7:453
- 835 (CARC RARC): 4 N519
- 999 or TA1: IK403:5

## Why

{RULE.why}

## Fix

{RULE.remedy}

## Fails

```
SV1*A~
DTP*472~

LX*1~
```

## Passes

```
SV1*B~
SV1*C~
```

## Sources

- A leaflet, 2019 <https://example.org/leaflet>
- A book
"""
    )


@pytest.mark.parametrize(
    ("rule", "scope"),
    [
        (replace(RULE, profiles=None, since=None), "all payers"),
        (
            replace(RULE, profiles=frozenset(Profile), since=None),
            "commercial, medicaid, medicare, medicare-dme, other",
        ),
        (
            replace(RULE, jurisdictions=frozenset("CA"), since=None),
            "medicare-dme, jurisdictions A, C",
        ),
        (
            replace(RULE, until=date(2020, 1, 1)),
            "medicare-dme, dates of service from 2019-03-01 to 2020-01-01",
        ),
        (
            replace(RULE, since=None, until=date(2020, 1, 1)),
            "medicare-dme, dates of service to 2020-01-01",
        ),
    ],
)
def test_scope_says_whose_claims_and_which_dates(rule: Rule, scope: str) -> None:
    assert f"\n- holds for: {scope}\n" in rule_page(rule)


def test_page_leaves_out_what_a_rule_does_not_say() -> None:
    page = rule_page(replace(RULE, statuses=(), remittance=(), acknowledgment=None, examples=()))

    assert "277CA" not in page
    assert "835" not in page
    assert "999" not in page
    assert "Fails" not in page
    assert "Passes" not in page


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: Rule) -> None:
    page = rule_page(rule)

    assert page.startswith(f"# {rule.code} {rule.name}\n")
    assert "## Why\n\n\n" not in page
    assert "## Fix\n\n\n" not in page
    assert page.count("```") % 2 == 0
    assert rule.severity in Severity
    assert all(character.isprintable() or character == "\n" for character in page)


def test_rules_it_yields_to_are_named() -> None:
    rule = replace(all_rules()["LAT002"], yields_to=frozenset({"MOD001", "LAT004"}))

    assert "- silent on a line where one of these speaks: LAT004, MOD001\n" in rule_page(rule)
    assert "silent on a line" not in rule_page(replace(rule, yields_to=frozenset()))


def test_example_says_what_else_it_is_judged_with() -> None:
    facts = {"order_lacks": ["date", "signature"], "history": [{"code": "L1960", "on": "2024"}]}
    rule = replace(
        all_rules()["LAT002"],
        examples=(
            Bad("", at="SV101-2", facts=facts),
            Good("SV1*A~", setting=Setting(Profile.COMMERCIAL)),
        ),
    )

    page = rule_page(rule)

    assert (
        "# side file: order_lacks date and signature, history L1960 2024\n"
        "SV1*HC:L1960:RT:KX*900*UN*1***1~\n"
    ) in page
    assert "# payer profile commercial\nSV1*A~\n" in page
