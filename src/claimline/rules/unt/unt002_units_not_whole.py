"""UNT002: a fraction of a unit."""

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
from claimline.x12.types import R


@service_rule(
    "UNT002",
    Severity.WARNING,
    sources=[sources.OSS_REP18, sources.GUIDE_SV104],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    yields_to=["IGC048"],
    reads=Reads(letters="L", is_a=Tables.knows),
    examples=[
        Bad(
            "SV1*HC:L4205:RT*60*UN*1.5***1~NTE*ADD*REPAIR OF L1960 BROKEN ANKLE STRAP~", at="SV104"
        ),
        Good("SV1*HC:L4205:RT*80*UN*2***1~", "NTE*ADD*REPAIR OF L1960 BROKEN ANKLE STRAP~"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1.0***1~"),
    ],
)
def units_not_whole(service: Service, context: ServiceContext) -> Problems:
    """An orthotic or prosthetic code is billed with a fraction of a unit.

    ## Why
    Devices, joints, bars, pairs and periods of 15 minutes are counted whole. The transaction allows
    decimals in SV104, but the DME MACs have no price for a part of a unit.

    ## Fix
    Bill whole units; labour counts in full periods of 15 minutes.
    """
    units = service.units
    if units is None or units <= 0 or units == units.to_integral_value():
        return ()
    message = f"{service.code} is billed with {R.write(units)} units"
    return [Problem(service.at(LineAsSent.units), message)]
