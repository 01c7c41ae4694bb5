"""COD006: a procedure code without a Part B price of its own."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
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

_NO_PRICE = "00"


@service_rule(
    "COD006",
    Severity.INFO,
    sources=[sources.HCPCS_CODES, sources.CMS_LAYOUT],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    selected=False,
    reads=Reads(letters="L", without=("KX", "GY")),
    examples=[
        Bad("SV1*HC:L3000:RT:GA*300*UN*1***1~", at="SV101-2"),
        Good("SV1*HC:L3000:RT:GY*300*UN*1***1~"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
    ],
)
def code_without_price(service: Service, context: ServiceContext) -> Problems:
    """The pricing indicator of the procedure code is 00: Part B has no price for it.

    ## Why
    About a hundred L codes, nearly all of orthopedic footwear, are priced only where a policy makes
    them payable, as with a shoe that is part of a brace.

    ## Fix
    See whether a policy makes the item payable (KX), and send GY where none does.
    """
    if service.on is None:
        return
    fact = context.codes.procedure(service.code, service.on)
    if fact and fact.pricing == (_NO_PRICE,):
        yield Problem(service.at(LineAsSent.code), f"{service.code} has no Part B price of its own")
