"""MOD028: a functional level on a code that has none."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.mod.levels import FUNCTIONAL_LEVELS
from claimline.rules.questions import LEG_PROSTHESES
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
from claimline.rules.unwanted import unwanted


@service_rule(
    "MOD028",
    Severity.WARNING,
    sources=[sources.NOR_K3, sources.HCPCS_MODIFIERS],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    statuses=["A7:507"],
    reads=Reads(modifiers=frozenset(FUNCTIONAL_LEVELS), letters="L"),
    examples=[
        Bad("SV1*HC:L1960:RT:KX:K3*900*UN*1***1~", at="SV101-5"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("SV1*HC:L5974:RT:KX:K3*400*UN*1***1~"),
    ],
)
def functional_level_on_other_code(service: Service, context: ServiceContext) -> Problems:
    """K0 to K4 stands on a code that is no lower-limb prosthesis.

    ## Why
    The functional level says what a patient can do with a leg prosthesis. On an orthosis or an arm
    it means nothing, and a front end may return the line for a modifier the code does not take.

    ## Fix
    Leave the modifier out.
    """
    if not service.code.startswith(LEG_PROSTHESES):
        yield from unwanted(service, FUNCTIONAL_LEVELS, "which is no leg prosthesis")
