"""MOD022: a flexible spinal garment without CG."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import CodeList, Strength
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    service_rule,
)


@service_rule(
    "MOD022",
    Severity.ERROR,
    sources=[sources.NOR_CG, sources.ART_SPINE, sources.OSS_MOD17],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(without=("CG", "GY"), lists={CodeList.SPINAL_GARMENT}),
    examples=[
        Bad("SV1*HC:L0625*120*UN*1***1~", at="SV101-2"),
        Bad("SV1*HC:L0455*120*UN*1***1~", at="SV101-2", severity=Severity.WARNING),
        Good("SV1*HC:L0625:CG*120*UN*1***1~"),
        Good("SV1*HC:L0631*900*UN*1***1~REF*G1*12A34567890123~"),
    ],
)
def rigid_panel_not_stated(service: Service, context: ServiceContext) -> Problems:
    """A flexible spinal garment carries no CG.

    ## Why
    These codes are braces only where the garment is of inelastic material or has a rigid panel in
    its back, which CG states. Without it the item is A4467 and no benefit, and the line is denied
    as incorrectly coded.

    ## Fix
    Add CG where it is true, else bill A4467 with GY.
    """
    if service.on is None:
        return
    listing = context.codes.listed(CodeList.SPINAL_GARMENT, service.code, service.on)
    published = listing is not None and listing.strength is Strength.REQUIRED
    yield Problem(
        service.at(LineAsSent.code),
        f"{service.code} carries no CG",
        severity=None if published else Severity.WARNING,
    )
