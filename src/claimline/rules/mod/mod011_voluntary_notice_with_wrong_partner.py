"""MOD011: GX beside a modifier that contradicts it, or without GY."""

from __future__ import annotations

from datetime import date

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

_CONTRADICTING = ("KX", "GA", "GZ", "EY")


@service_rule(
    "MOD011",
    Severity.WARNING,
    sources=[sources.HCPCS_MODIFIERS],
    profiles=[Profile.MEDICARE_DME],
    since=date(2010, 4, 1),
    confidence=Confidence.LIKELY,
    remittance=["4 N519"],
    reads=Reads(modifiers=frozenset(("GX",))),
    examples=[
        Bad("SV1*HC:L1960:RT:GX:GA*900*UN*1***1~", at="SV101-4"),
        Bad("SV1*HC:L0457:GX*900*UN*1***1~", at="SV101-3"),
        Good("SV1*HC:L3215:RT:GY:GX*120*UN*1***1~"),
    ],
)
def voluntary_notice_with_wrong_partner(service: Service, context: ServiceContext) -> Problems:
    """GX stands without GY, or beside KX, GA, GZ or EY.

    ## Why
    GX says that the patient was given a voluntary notice about an item that is no benefit of
    Medicare, which GY states. GA, GZ, KX and EY say other things of the item.

    ## Fix
    Send GY with GX, or GA alone where the notice was the required one.
    """
    beside = [modifier for modifier in _CONTRADICTING if modifier in service.modifiers]
    if beside:
        message = f"GX stands beside {' and '.join(beside)}"
    elif "GY" not in service.modifiers:
        message = "GX stands without GY"
    else:
        return
    yield Problem(service.modifier_place("GX"), message)
