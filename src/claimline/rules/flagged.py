"""Which rules find something at which element: what their examples and restatements show."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from claimline.rules.conformance import restating_rules
from claimline.rules.registry import all_rules
from claimline.rules.rule import Bad, Rule, Subject
from claimline.x12.designator import Designator


@cache
def flagged_designators() -> dict[str, frozenset[Designator]]:
    """By code what each rule finds something at; the guide's tables, which speak of all, aside."""
    restated = restating_rules().items()
    return {
        rule.code: frozenset(
            (
                *_designators_of_examples(rule),
                *(Designator.parse(one) for one, codes in restated if rule.code in codes),
            )
        )
        for rule in all_rules().values()
        if rule.family == "X12" or rule.subject is not Subject.STRUCTURE
    }


def _designators_of_examples(rule: Rule) -> Iterator[Designator]:
    for example in rule.examples:
        if isinstance(example, Bad):
            places = (example.at,) if isinstance(example.at, str) else example.at
            yield from (Designator.parse(place.rpartition(" ")[2]) for place in places)
