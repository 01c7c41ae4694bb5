"""MOD019: RA and RB on one line."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Confidence,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    service_rule,
)


@service_rule(
    "MOD019",
    Severity.WARNING,
    sources=[sources.NOR_RA, sources.SLIDE09],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["4 N519"],
    reads=Reads(modifiers=frozenset(("RB",))),
    examples=[
        Bad(
            "SV1*HC:L2210:RT:KX:RA:RB*160*UN*2***1~NTE*ADD*PT OWNED L1970 JOINTS BROKE RPL~",
            at="SV101-6",
        ),
        Good("SV1*HC:L2210:RT:KX:RB*160*UN*2***1~NTE*ADD*PT OWNED L1970 JOINTS BROKE RPL~"),
    ],
)
def whole_and_part_replaced(service: Service, context: ServiceContext) -> Problems:
    """RA and RB stand on one line.

    ## Why
    RA replaces a whole item, RB a part of one in a repair. One line can be only one of the two.

    ## Fix
    Keep RB for a part of an item the patient has, RA for the whole item.
    """
    if "RA" in service.modifiers:
        yield Problem(
            service.modifier_place("RB"),
            "RA says that all was replaced, RB that a part was",
            related=(service.modifier_place("RA"),),
        )
