"""Planted defects: one in a claim, found at its place by the rule it is named for."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from functools import cache

import pytest

from claimline.findings import Finding
from claimline.lint.run import LintRun
from claimline.rules.registry import all_rules
from claimline.sample import write_batch
from claimline.sample.defects import Planted, load_defects

# Enough that each defect is planted a few times.
CLAIMS = 3_000


def batch(claims: int, defects: float, seed: int = 0) -> tuple[bytes, list[Planted]]:
    stream = io.BytesIO()
    planted: list[Planted] = []
    write_batch(stream, claims=claims, seed=seed, defects=defects, planted=planted.append)
    return stream.getvalue(), planted


@cache
def everywhere() -> tuple[list[Planted], dict[str | None, list[Finding]]]:
    """A batch with a defect wherever one fits, and its findings by claim."""
    data, planted = batch(CLAIMS, 100)
    found: dict[str | None, list[Finding]] = defaultdict(list)
    for located in LintRun().read(data):
        found[located.finding.claim].append(located.finding)
    return planted, found


def test_every_defect_is_planted() -> None:
    planted, _ = everywhere()

    assert {one.rule for one in planted} == {defect.rule for defect in load_defects()}
    assert {one.rule for one in planted} <= all_rules().keys()
    assert len({one.claim for one in planted}) == len(planted)


def test_every_defect_is_found_at_its_place() -> None:
    planted, found = everywhere()
    of_levels = {
        rule: Counter((one.rule, one.designator) for one in found[None])[rule, designator]
        for rule, designator in {(one.rule, one.designator) for one in planted}
    }

    missed = [
        one
        for one in planted
        if not any(
            (finding.rule, finding.service_line, finding.designator)
            == (one.rule, one.service_line, one.designator)
            for finding in found[one.claim]
        )
        and not of_levels[one.rule]
    ]

    assert missed == []


def test_defect_is_the_only_thing_found() -> None:
    planted, found = everywhere()

    others = {
        (one.rule, finding.rule)
        for one in planted
        for finding in found[one.claim]
        if finding.rule != one.rule
    }

    assert others == set()


def test_claims_without_a_defect_are_clean() -> None:
    data, planted = batch(400, 20)

    found = {located.finding.claim for located in LintRun().read(data)} - {None}

    assert found <= {one.claim for one in planted}
    assert 40 <= len(planted) <= 120


def test_other_claims_are_what_they_would_be_without() -> None:
    plain, _ = batch(200, 0)
    some, planted = batch(200, 10)
    changed = {one.claim for one in planted}

    def claims(data: bytes) -> dict[str, str]:
        claim = re.compile(r"CLM\*(\w+)\*.*?(?=\n(?:HL|SE)\*)", re.DOTALL)
        return {match[1]: match[0] for match in claim.finditer(data.decode())}

    assert planted
    assert {name for name, text in claims(plain).items() if claims(some)[name] != text} <= changed


def test_same_seed_plants_the_same() -> None:
    assert batch(60, 50, seed=7) == batch(60, 50, seed=7)
    assert batch(60, 50, seed=7)[1] != batch(60, 50, seed=8)[1]


def test_no_defects_are_planted_unless_asked_for() -> None:
    assert batch(60, 0)[1] == []


@pytest.mark.parametrize("percent", [-1, 101, float("nan")])
def test_what_is_no_percentage_is_refused(percent: float) -> None:
    with pytest.raises(ValueError, match="percentage"):
        batch(1, percent)
