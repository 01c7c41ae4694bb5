"""MOD007: none of KX, GA, GZ and GY on a code whose policy wants one."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Strength, Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import COVERAGE
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule

# MOD009 judges this family.
_JUDGED_APART = "footwear"


@service_rule(
    "MOD007",
    Severity.ERROR,
    sources=[sources.CGS_KX18, sources.NOR_KX, sources.ART_LLP, sources.ART_SHOE],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(listed=Tables.coverage_family, without=COVERAGE),
    examples=[
        Bad("SV1*HC:L1843:RT*800*UN*1***1~REF*G1*12A34567890123~", at="SV101-2"),
        Bad("SV1*HC:L1960:RT:KX*900*UN*1***1~SV1*HC:L2820:RT*98.4*UN*1***1~", at="2 SV101-2"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("SV1*HC:L1960:RT:GA*900*UN*1***1~"),
        Good("SV1*HC:L0457*900*UN*1***1~"),
    ],
)
def coverage_modifier_missing(service: Service, context: ServiceContext) -> Problems:
    """The code's policy wants one of KX, GA, GZ and GY, and the line carries none.

    ## Why
    A line of these policies without any of the four is rejected as unprocessable (remark MA130),
    additions like their bases, and KX, GA and GZ cannot be added by a reopening. The policies:
    ankle-foot and knee-ankle-foot orthoses, knee orthoses, therapeutic shoes, and lower-limb
    prostheses from 2024-09-01.

    ## Fix
    Add KX where the coverage criteria are met and documented, else GA, GZ or GY, whichever is true.
    """
    if service.on is None:
        return
    family = context.codes.coverage_family(service.code, service.on)
    if family is None or family.name == _JUDGED_APART:
        return
    yield Problem(
        service.at(LineAsSent.code),
        f"{service.code} carries none of KX, GA, GZ and GY",
        severity=None if family.strength is Strength.REQUIRED else Severity.WARNING,
    )
