"""LAT004: modifier 50 on a device."""

from __future__ import annotations

from claimline.claim.profile import Profile, SideReporting
from claimline.codes import Sidedness
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.lat.sharing import one_line_a_side
from claimline.rules.modifiers import BOTH_SIDES
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule


@service_rule(
    "LAT004",
    Severity.ERROR,
    sources=[sources.CGS_RTLT, sources.BCBSNC],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(modifiers={BOTH_SIDES}, letters="AEKLV"),
    remittance=["4 N519"],
    examples=[
        Bad("SV1*HC:L1960:50:KX*1800*UN*2***1~", at="SV101-3"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~", "SV1*HC:L1960:LT:KX*900*UN*1***2~"),
    ],
)
def modifier_50_on_device(service: Service, context: ServiceContext) -> Problems:
    """A device or supply carries modifier 50.

    ## Why
    Modifier 50 says that a procedure was done on both sides. The DME MACs take an item for each
    side as a line with RT and a line with LT, at all times, and other payers deny 50 on orthoses.

    ## Fix
    Bill a line with RT and a line with LT; where the item has no side, leave 50 out.
    """
    if service.conventions.side_reporting is SideReporting.MODIFIER_50:
        return
    made_for_a_side = context.codes.side(service.code) in (Sidedness.REQUIRED, Sidedness.SIDED)
    yield Problem(
        service.modifier_place(BOTH_SIDES),
        f"{service.code} carries modifier 50",
        fix=one_line_a_side if made_for_a_side and not service.sides else None,
    )
