"""Modifiers that a code does not take."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from claimline.claim.views import LineAsSent
from claimline.findings import Fix, Problem
from claimline.rules.repair import rewritten
from claimline.rules.rule import Service


def unwanted(service: Service, modifiers: Collection[str], reason: str) -> Iterator[Problem]:
    """A problem for each of the modifiers that stands on the line, with the line without them.

    What the payer takes by its conventions is wanted.
    """
    modifiers = frozenset(modifiers) - service.conventions.modifiers

    def without(line: LineAsSent) -> Fix:
        kept = tuple(one for one in line.modifiers or () if one not in modifiers)
        return Fix("suggested", "leave the modifier out", (rewritten(line, kept),))

    for modifier in dict.fromkeys(service.modifiers):
        if modifier in modifiers:
            yield Problem(
                service.modifier_place(modifier),
                f"modifier {modifier} on {service.code}, {reason}",
                fix=without,
            )
