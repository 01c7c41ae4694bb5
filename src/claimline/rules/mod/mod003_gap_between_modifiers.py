"""MOD003: an empty place before a modifier."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.findings import Fix, Problem, Severity
from claimline.rules import sources
from claimline.rules.repair import rewritten
from claimline.rules.rule import (
    Bad,
    Confidence,
    Good,
    Problems,
    Service,
    ServiceContext,
    service_rule,
)

_FIRST_PLACE = 3


@service_rule(
    "MOD003",
    Severity.WARNING,
    sources=[sources.GUIDE_2400],
    confidence=Confidence.LIKELY,
    examples=[
        Bad("SV1*HC:L1960::RT:KX*900*UN*1***1~", at="SV101-3"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~NTE*ADD*ACME FLEXARM 200 PL $450~"),
    ],
)
def gap_between_modifiers(service: Service, context: ServiceContext) -> Problems:
    """A place for a modifier is empty, and a later one is filled.

    ## Why
    The guide numbers the modifiers of a line from the first on. Systems that read up to the first
    empty place lose those behind it, and the line is judged without its side or its KX.

    ## Fix
    Move the modifiers to the left until no place before them is empty.
    """
    for expected, (modifier, number) in enumerate(service.procedure.slots, _FIRST_PLACE):
        if number != expected:
            place = f"SV101-{expected}"
            yield Problem(
                service.at(place), f"{place} is empty before modifier {modifier}", fix=_shifted_left
            )
            return


def _shifted_left(line: LineAsSent) -> Fix:
    segment = rewritten(line, line.modifiers or ())
    return Fix("suggested", "move the modifiers to the left", (segment,))
