"""Yielding: one finding for one cause, where a narrower rule says it of the same line."""

from __future__ import annotations

from claimline.claim.loop import InnerLoop, Loop
from claimline.claim.views import LineAsSent
from claimline.findings import Problem
from claimline.lint.desk import JudgedView
from claimline.rules.rule import Rule

# Problems of two modifiers of a line have two causes.
_MODIFIERS = frozenset(f"SV101-{number}" for number in range(3, 7))


def without_yielding(judged: list[JudgedView]) -> list[JudgedView]:
    """The problems of a claim but those whose rule yields to another that speaks there.

    A problem never gives way to a milder one.
    """
    if not judged or not any(rule.yields_to for rule, _, _ in judged):
        return judged
    speaking: dict[tuple[str, int], list[tuple[Rule, Problem]]] = {}
    for rule, problem, view in judged:
        speaking.setdefault((rule.code, _about(problem, view)), []).append((rule, problem))
    return [
        (rule, problem, view)
        for rule, problem, view in judged
        if not any(
            _takes_over(narrower, other, rule, problem)
            for code in rule.yields_to
            for narrower, other in speaking.get((code, _about(problem, view)), ())
        )
    ]


def _takes_over(narrower: Rule, other: Problem, rule: Rule, problem: Problem) -> bool:
    places = {problem.place.designator, other.place.designator}
    if len(places) == 2 and places <= _MODIFIERS:
        return False
    severity = other.severity or narrower.severity
    return severity.at_least(problem.severity or rule.severity)


def _about(problem: Problem, view: Loop) -> int:
    """The service line a problem is about, else the claim, by its identity."""
    about: Loop = problem.place.view or view
    while isinstance(about, InnerLoop) and not isinstance(about, LineAsSent):
        about = about.around
    return id(about)
