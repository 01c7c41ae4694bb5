"""Yielding: who gives way to whom, and on which line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimline.claim.document import read
from claimline.claim.views import ClaimAsSent
from claimline.findings import Place, Problem, Severity
from claimline.lint.desk import JudgedView
from claimline.lint.yielding import without_yielding
from claimline.rules.example import lay
from claimline.rules.registry import all_rules

NARROW = replace(all_rules()["LAT002"], severity=Severity.ERROR)
BROAD = replace(all_rules()["LAT001"], severity=Severity.ERROR, yields_to=frozenset({"LAT002"}))


@pytest.fixture(scope="module")
def claim() -> ClaimAsSent:
    return next(read(lay("SV1*HC:L1960*1*UN*1***1~SV1*HC:L1960*1*UN*1***1~")).claims())


def codes(*judged: JudgedView) -> list[str]:
    return [rule.code for rule, _, _ in without_yielding(list(judged))]


def at(designator: str, severity: Severity | None = None) -> Problem:
    return Problem(Place(designator), "said", severity=severity)


def test_broad_rule_gives_way_on_the_same_line(claim: ClaimAsSent) -> None:
    line = claim.lines[0]

    assert codes((BROAD, at("SV101-2"), line), (NARROW, at("SV101-4"), line)) == ["LAT002"]
    assert codes((NARROW, at("SV101-4"), line), (BROAD, at("SV101-2"), line)) == ["LAT002"]


def test_other_line_keeps_its_problem(claim: ClaimAsSent) -> None:
    first, second = claim.lines

    assert codes((BROAD, at("SV101-2"), first), (NARROW, at("SV101-4"), second)) == [
        "LAT001",
        "LAT002",
    ]


def test_line_is_told_by_the_view_of_the_place(claim: ClaimAsSent) -> None:
    first, second = claim.lines
    of_claim = Problem(Place("SV101-2", second), "said")

    assert codes((BROAD, of_claim, claim), (NARROW, at("SV101-4"), second)) == ["LAT002"]
    assert len(codes((BROAD, of_claim, claim), (NARROW, at("SV101-4"), first))) == 2


def test_provider_of_a_line_is_about_the_line(claim: ClaimAsSent) -> None:
    line = claim.lines[0]
    of_provider = Problem(Place("NM109", line.providers[0]), "said")

    assert codes((BROAD, of_provider, line), (NARROW, at("SV101-4"), line)) == ["LAT002"]


def test_problem_does_not_give_way_to_a_milder_one(claim: ClaimAsSent) -> None:
    line = claim.lines[0]
    mild = at("SV101-4", Severity.WARNING)

    assert codes((BROAD, at("SV101-2"), line), (NARROW, mild, line)) == ["LAT001", "LAT002"]
    assert codes((BROAD, at("SV101-2", Severity.INFO), line), (NARROW, mild, line)) == ["LAT002"]


def test_two_modifiers_have_two_causes(claim: ClaimAsSent) -> None:
    line = claim.lines[0]

    assert len(codes((BROAD, at("SV101-3"), line), (NARROW, at("SV101-4"), line))) == 2
    assert len(codes((BROAD, at("SV101-4"), line), (NARROW, at("SV101-4"), line))) == 1


def test_rules_yield_to_rules_that_exist_and_never_in_a_circle() -> None:
    rules = all_rules()

    def reaches(code: str, wanted: str, seen: frozenset[str]) -> bool:
        return any(
            other == wanted or (other not in seen and reaches(other, wanted, seen | {other}))
            for other in rules[code].yields_to
        )

    assert all(rule.yields_to <= rules.keys() for rule in rules.values())
    assert [code for code in rules if reaches(code, code, frozenset())] == []
