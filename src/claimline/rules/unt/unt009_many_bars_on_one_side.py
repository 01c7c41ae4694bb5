"""UNT009: more bars or segments than one orthosis usually has."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import UnitBasis
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import SIDES
from claimline.rules.questions import is_described
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

_USUAL = 4


@service_rule(
    "UNT009",
    Severity.INFO,
    sources=[sources.HCPCS_CODES],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.UNVERIFIED,
    selected=False,
    reads=Reads(modifiers=SIDES, attributes=is_described),
    examples=[
        Bad(
            "SV1*HC:L2036:RT:KX*3000*UN*1***1~SV1*HC:L2755:RT:KX*900*UN*6***1~",
            at="2 SV104",
        ),
        Good("SV1*HC:L2036:RT:KX*3000*UN*1***1~SV1*HC:L2755:RT:KX*300*UN*3***1~"),
    ],
)
def many_bars_on_one_side(service: Service, context: ServiceContext) -> Problems:
    """A line for one side bills more than four bars or segments.

    ## Why
    These codes count bars or laminated segments of one orthosis, which seldom has more than four.

    ## Fix
    Count them on the device as made.
    """
    if context.codes.unit_basis(service.code) not in (UnitBasis.BAR, UnitBasis.SEGMENT):
        return
    if service.side and service.units is not None and service.units > _USUAL:
        message = f"{service.units} units of {service.code} stand on a line for one side"
        yield Problem(service.at(LineAsSent.units), message)
