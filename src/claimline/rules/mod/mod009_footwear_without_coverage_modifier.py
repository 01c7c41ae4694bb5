"""MOD009: an orthopedic shoe, insert or modification that says neither KX nor GY."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import COVERAGE
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

_FAMILY = "footwear"
# Part of a prosthesis and not of a brace: neither statement is true of it.
_PROSTHETIC_SHOE = "L3250"


@service_rule(
    "MOD009",
    Severity.ERROR,
    sources=[sources.ART_FOOT, sources.OANDP_GY],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(letters="L", without=COVERAGE, listed=Tables.coverage_family),
    examples=[
        Bad("SV1*HC:L3225:RT*140*UN*1***1~", at="SV101-2"),
        Good("SV1*HC:L1980:RT:KX*700*UN*1***1~SV1*HC:L3225:RT:KX*140*UN*1***1~"),
        Good("SV1*HC:L3000:RT:GY*140*UN*1***1~"),
        Good("HI*ABK:S98011D~SV1*HC:L3250:RT*460*UN*1***1~"),
        Good("SV1*HC:L3225:RT*140*UN*1***1~", setting=Setting(Profile.MEDICAID)),
    ],
)
def footwear_without_coverage_modifier(service: Service, context: ServiceContext) -> Problems:
    """A line of orthopedic footwear carries neither KX nor GY.

    ## Why
    Footwear is paid only as part of a covered brace, which KX says; everything else is excluded
    from Medicare, which GY says. A DME MAC rejects the line without one of them (GA and GZ, for an
    expected denial, end the reject as well). A prosthetic shoe, L3250, is part of a prosthesis, of
    which neither is said.

    ## Fix
    Add KX where the shoe is part of a covered leg brace, else GY.
    """
    if service.code == _PROSTHETIC_SHOE:
        return
    family = service.on and context.codes.coverage_family(service.code, service.on)
    if family and family.name == _FAMILY:
        message = f"{service.code} is footwear and carries neither KX nor GY"
        yield Problem(service.at(LineAsSent.code), message)
