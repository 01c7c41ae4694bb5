"""MOD014: a garment that is no brace, billed without GY."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
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
    "MOD014",
    Severity.WARNING,
    sources=[sources.OSS_MOD17, sources.VH_RTLT],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["96"],
    reads=Reads(without=("GY",), listed=Tables.non_brace),
    examples=[
        Bad("SV1*HC:A4467:RT*40*UN*1***1~", at="SV101-2"),
        Good("SV1*HC:A4467:RT:GY*40*UN*1***1~"),
    ],
)
def garment_billed_as_benefit(service: Service, context: ServiceContext) -> Problems:
    """A belt, sleeve or garment that is no brace carries no GY.

    ## Why
    Elastic garments support nothing as a brace does, and Medicare has no benefit for them. GY says
    that the denial is expected and lets another payer have it.

    ## Fix
    Add GY, with RT or LT where the garment is for one side.
    """
    message = f"{service.code} is no brace and no benefit, and carries no GY"
    yield Problem(service.at(LineAsSent.code), message)
