"""Conformance: what the guide finds wrong with a view's segments, as problems of numbered rules."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from claimline.claim.loop import Loop
from claimline.claim.views import ClaimAsSent
from claimline.findings import Place, Problem

# A segment out of order: it is not missing where it should have stood.
_LATE = "IGC005"


def deviations(view: Loop) -> Iterator[Problem]:
    """The problems of a view, each placed in the service line it is about."""
    late = {(one.loop, one.designator) for one, _ in view.deviations if one.code == _LATE}
    for deviation, position in view.deviations:
        if deviation.missing and (deviation.loop, deviation.designator) in late:
            continue
        around = _line_at(view, position) if isinstance(view, ClaimAsSent) else view
        place = Place(deviation.designator, around, deviation.loop, deviation.missing, position)
        yield Problem(place, deviation.message, code=deviation.code)


def _line_at(claim: ClaimAsSent, position: int) -> Loop:
    # What is missing at the end of a line is noticed at the first segment after it.
    for line in claim.lines:
        if line.first < position and (line.stop is None or position <= line.stop):
            return line
    return next((line for line in claim.lines if line.first == position), claim)


@cache
def restating_rules() -> dict[str, frozenset[str]]:
    """The catalogue rules that restate the guide, by the designators they speak of."""
    text = files("claimline.rules").joinpath("restated.toml").read_text("utf-8")
    by_designator: dict[str, set[str]] = {}
    for rule, designators in tomllib.loads(text).items():
        for designator in designators:
            by_designator.setdefault(designator, set()).add(rule)
    return {designator: frozenset(rules) for designator, rules in by_designator.items()}
