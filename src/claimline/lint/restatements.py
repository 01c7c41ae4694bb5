"""Restatements: one finding where the catalogue and the guide's tables speak of one element."""

from __future__ import annotations

from claimline.lint.locate import Located
from claimline.rules.conformance import restating_rules

_TABLES = "IGC"


def without_restatements(found: list[Located]) -> list[Located]:
    """The findings of a claim, with one for each element that both speak of.

    It is the catalogue's, unless the guide's is the more severe one.
    """
    dropped: set[int] = set()
    for one in found:
        if not one.finding.rule.startswith(_TABLES):
            continue
        others = [other for other in found if _restates(other, one)]
        if others and all(
            other.finding.severity.rank > one.finding.severity.rank for other in others
        ):
            dropped |= {id(other) for other in others}
        elif others:
            dropped.add(id(one))
    return [one for one in found if id(one) not in dropped]


def _restates(other: Located, one: Located) -> bool:
    theirs, ours = other.finding, one.finding
    return (
        theirs.rule in restating_rules().get(ours.designator or "", ())
        and theirs.service_line == ours.service_line
        and theirs.segment == ours.segment
        and (theirs.segment_position == ours.segment_position or theirs.value is None)
    )
