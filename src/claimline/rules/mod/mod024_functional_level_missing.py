"""MOD024: a prosthetic component without the patient's functional level."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.mod.levels import FUNCTIONAL_LEVELS
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule


@service_rule(
    "MOD024",
    Severity.ERROR,
    sources=[sources.ART_LLP, sources.NOR_K3],
    profiles=[Profile.MEDICARE_DME],
    remittance=["4 N519", "16"],
    reads=Reads(without=(*FUNCTIONAL_LEVELS, "GY"), listed=Tables.functional_level_required),
    examples=[
        Bad("SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5981:RT:KX*2500*UN*1***1~", at="2 SV101-2"),
        Good("SV1*HC:L5981:RT:KX:K3*2500*UN*1***1~"),
        Good("SV1*HC:L5620:RT:KX*400*UN*1***1~SV1*HC:L5301:RT:KX*4000*UN*1***1~"),
    ],
)
def functional_level_missing(service: Service, context: ServiceContext) -> Problems:
    """A lower-limb prosthetic component that wants one carries none of K0 to K4.

    ## Why
    Feet, ankles, knees and hips are covered by what the patient can do, which the modifier states.
    The article names 61 codes whose lines are rejected as lacking information without it.

    ## Fix
    Add the functional level that the prosthetist's and the practitioner's records show.
    """
    yield Problem(
        service.at(LineAsSent.code), f"{service.code} carries no functional level K0 to K4"
    )
