"""MOD027: a prosthesis for a patient at level K0."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.mod.levels import NO_USE
from claimline.rules.modifiers import DENIAL_EXPECTED
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
    "MOD027",
    Severity.WARNING,
    sources=[sources.LCD_LLP, sources.NOR_K3, sources.UNI_LLP],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["50"],
    reads=Reads(modifiers=frozenset((NO_USE,)), letters="L"),
    examples=[
        Bad("SV1*HC:L5301:RT:KX:K0*4000*UN*1***1~", at="SV101-5"),
        Good("SV1*HC:L5970:RT:KX:K1*180*UN*1***1~"),
        Good("SV1*HC:L5970:RT:GA:K0*180*UN*1***1~"),
    ],
)
def prosthesis_without_use(service: Service, context: ServiceContext) -> Problems:
    """K0 stands on the line without GA, GZ or GY.

    ## Why
    At level 0 a prosthesis does not help the patient to move, and all of it is denied as not
    necessary.

    ## Fix
    Check the level in the records. Where it is true, send GA with a signed ABN.
    """
    if DENIAL_EXPECTED.isdisjoint(service.modifiers):
        message = f"{service.code} for a patient at K0 is denied"
        yield Problem(service.modifier_place(NO_USE), message)
