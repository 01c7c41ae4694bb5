"""LAT009: two lines of one code, side and date."""

from __future__ import annotations

from collections.abc import Sequence

from claimline.claim.views import ClaimAsSent, LineAsSent, Procedure
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    Service,
    claim_rule,
)

# Modifiers that say a service was repeated or is a distinct one (Level I values, and XE to XU).
_REPEATED_ON_PURPOSE = frozenset(("76", "77", "91", "59", "XE", "XP", "XS", "XU", "GK"))


def _are_alike(services: Sequence[Service | None]) -> bool:
    items = [_item(one.procedure) for one in services if one]
    return len(set(items)) < len(items)


def _item(procedure: Procedure) -> tuple[str | None, frozenset[str], str | None]:
    """What is billed, in whichever order its modifiers stand; a description tells others apart."""
    return procedure.code, frozenset(procedure.modifiers), procedure.description


@claim_rule(
    "LAT009",
    Severity.WARNING,
    sources=[sources.NOR_DENIAL],
    confidence=Confidence.LIKELY,
    remittance=["18"],
    reads=Reads(only_services=True, services=_are_alike),
    examples=[
        Bad(
            "SV1*HC:L1970:RT:KX*900*UN*1***1~SV1*HC:L2210:RT:KX*80*UN*1***1~"
            "SV1*HC:L2210:RT:KX*80*UN*1***1~",
            at="3 SV101-2",
        ),
        Bad(
            "SV1*HC:L1970:RT:KX*900*UN*1***1~SV1*HC:L2210:RT:KX*80*UN*1***1~"
            "SV1*HC:L2210:KX:RT*80*UN*1***1~",
            at="3 SV101-2",
        ),
        Good(
            "SV1*HC:L1970:RT:KX*900*UN*1***1~SV1*HC:L2210:RT:KX:::MEDIAL*80*UN*1***1~"
            "SV1*HC:L2210:RT:KX:::LATERAL*80*UN*1***1~"
        ),
        Good("SV1*HC:L1970:RT:KX*900*UN*1***1~SV1*HC:L2210:RT:KX*160*UN*2***1~"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~SV1*HC:L1960:LT:KX*900*UN*1***2~"),
    ],
)
def line_repeated(claim: ClaimAsSent, context: Context) -> Problems:
    """Two lines bill one code with the same modifiers on the same date.

    ## Why
    The second looks like a duplicate of the first, and is denied as one. What is counted belongs in
    the units of one line. Non-specific codes, whose lines differ by their descriptions, are left
    out here.

    ## Fix
    Merge the lines and add up units and charge, or give each the side it is for.
    """
    first: dict[object, LineAsSent] = {}
    for line in claim.lines:
        procedure = line.procedure
        if procedure is None or not procedure.code or line.service_dates is None:
            continue
        if not _REPEATED_ON_PURPOSE.isdisjoint(procedure.modifiers):
            continue
        key = _item(procedure), line.service_dates
        earlier = first.setdefault(key, line)
        if earlier is not line and context.codes.is_noc(procedure.code) is None:
            yield Problem(
                line.at(LineAsSent.code),
                f"{procedure.code} stands with the same modifiers on line {earlier.number} too",
                related=(earlier.at(LineAsSent.code),),
            )
