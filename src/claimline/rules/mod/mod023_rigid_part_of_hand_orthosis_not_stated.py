"""MOD023: a hand-finger orthosis without CG, where Noridian asks for it."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    Setting,
    service_rule,
)


@service_rule(
    "MOD023",
    Severity.WARNING,
    sources=[sources.NOR_CG, sources.CGS_CG16],
    profiles=[Profile.MEDICARE_DME],
    jurisdictions=["A", "D"],
    since=date(2010, 7, 1),
    reads=Reads(without=("CG", "GY"), lists={CodeList.HAND_GARMENT}),
    examples=[
        Bad("SV1*HC:L3923:RT*70*UN*1***1~", at="SV101-2", setting=Setting(jurisdiction="A")),
        Good("SV1*HC:L3923:RT:CG*70*UN*1***1~", setting=Setting(jurisdiction="A")),
        Good("SV1*HC:L3923:RT*70*UN*1***1~", setting=Setting(jurisdiction="C")),
    ],
)
def rigid_part_of_hand_orthosis_not_stated(service: Service, context: ServiceContext) -> Problems:
    """A hand-finger orthosis carries no CG in a jurisdiction of Noridian.

    ## Why
    Noridian wants CG where the orthosis has a rigid part, and takes it for a garment (A4467)
    otherwise. CGS retired its article on this in 2016.

    ## Fix
    Add CG where the orthosis has a rigid part, else bill A4467 with GY.
    """
    yield Problem(service.at(LineAsSent.code), f"{service.code} carries no CG")
