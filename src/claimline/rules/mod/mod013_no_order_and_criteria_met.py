"""MOD013: EY beside KX."""

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
    "MOD013",
    Severity.WARNING,
    sources=[sources.NOR_EY],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["4 N519"],
    reads=Reads(modifiers=frozenset(("EY",))),
    examples=[
        Bad("SV1*HC:L1930:RT:EY:KX*300*UN*1***1~", at="SV101-5"),
        Good("SV1*HC:L1930:RT:EY:GA*300*UN*1***1~"),
    ],
)
def no_order_and_criteria_met(service: Service, context: ServiceContext) -> Problems:
    """EY and KX stand on one line.

    ## Why
    KX says that all criteria of the policy are met, and an order is one of them: EY says that there
    is none.

    ## Fix
    Leave KX out, and add GA where the patient signed an ABN, or leave EY out where there is an
    order.
    """
    if "KX" in service.modifiers:
        yield Problem(
            service.modifier_place("KX"),
            "KX says the criteria are met, EY that there is no order",
            related=(service.modifier_place("EY"),),
        )
