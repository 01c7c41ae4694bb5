"""UNT004: more joints than a side has."""

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

_MEDIAL_AND_LATERAL = 2


@service_rule(
    "UNT004",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES, sources.NOR_MUE, sources.SLIDE09],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    yields_to=["UNT010"],
    remittance=["151 N362"],
    reads=Reads(modifiers=SIDES, attributes=is_described),
    examples=[
        Bad(
            "SV1*HC:L2036:RT:KX*3000*UN*1***1~SV1*HC:L2387:RT:KX*1600*UN*4***1~",
            at="2 SV104",
        ),
        Good("SV1*HC:L2036:RT:KX*3000*UN*1***1~SV1*HC:L2387:RT:KX*800*UN*2***1~"),
    ],
)
def too_many_joints_on_one_side(service: Service, context: ServiceContext) -> Problems:
    """A line for one side bills more than two units of a code that counts joints.

    ## Why
    A knee or ankle of one orthosis has a medial and a lateral joint. The limit of four units a day
    that CMS publishes for such codes is two joints on each of two sides.

    ## Fix
    Count the joints of this side; those of the other side go on a line of their own.
    """
    if service.side is None or context.codes.unit_basis(service.code) is not UnitBasis.JOINT:
        return ()
    units = service.units
    if units is None or units <= _MEDIAL_AND_LATERAL:
        return ()
    message = f"{units} joints of {service.code} stand on a line for one side"
    return [Problem(service.at(LineAsSent.units), message)]
