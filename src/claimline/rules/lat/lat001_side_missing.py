"""LAT001: neither RT nor LT on a code that wants a side."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Strength, Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import BOTH_SIDES, SIDES
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule

# LAT005 judges this list: only some of the DME MACs enforce it.
_JUDGED_BY_JURISDICTION = "hand"


@service_rule(
    "LAT001",
    Severity.ERROR,
    sources=[sources.VH_RTLT, sources.CGS_RTLT, sources.CGS_BIL24, sources.ART_LLP],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(listed=Tables.side_required, without=SIDES | {BOTH_SIDES}),
    remittance=["4 N519"],
    examples=[
        Bad("SV1*HC:L1960:KX*900*UN*1***1~", at="SV101-2"),
        Bad(
            "SV1*HC:L1832:KX*700*UN*1***1~REF*G1*12A34567890123~",
            at="SV101-2",
            severity=Severity.WARNING,
        ),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("SV1*HC:L0457*900*UN*1***1~"),
    ],
)
def side_missing(service: Service, context: ServiceContext) -> Problems:
    """The code wants a side, and the line carries neither RT nor LT.

    ## Why
    Since 2019-03-01 the DME MACs reject lines of the listed policies that name no side, as
    incorrect coding. It is an error where a published list names the code: ankle-foot and
    knee-ankle-foot orthoses, breast, eye and some facial prostheses, therapeutic shoes, and from
    2024-09-01 lower-limb prostheses. It is a warning where only the family is named.

    ## Fix
    Add RT or LT for the side the item was made for; an item for each side goes on two lines.
    """
    if service.on is None:
        return
    requirement = context.codes.side_required(service.code, service.on)
    if requirement is None or requirement.list_name == _JUDGED_BY_JURISDICTION:
        return
    yield Problem(
        service.at(LineAsSent.code),
        f"{service.code} carries neither RT nor LT",
        severity=None if requirement.strength is Strength.REQUIRED else Severity.WARNING,
    )
