"""ADD027: ultra-light material on a prosthesis that does not take it."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_MATERIAL = "SV1*HC:L5940:RT:KX*600*UN*1***1~"


@claim_rule(
    "ADD027",
    Severity.WARNING,
    sources=[sources.ART_LLP],
    profiles=[Profile.MEDICARE_DME],
    yields_to=["ADD012", "ADD023"],
    remittance=["97"],
    reads=Reads(lists={CodeList.ULTRA_LIGHT}, only_services=True),
    examples=[
        Bad(f"SV1*HC:L5100:RT:KX*3000*UN*1***1~{_MATERIAL}", at="2 SV101-2"),
        Good(f"SV1*HC:L5301:RT:KX*4000*UN*1***1~{_MATERIAL}"),
    ],
)
def ultra_light_without_its_base(claim: ClaimAsSent, context: Context) -> Problems:
    """Ultra-light material stands on another prosthesis than those it is paid with.

    ## Why
    L5940, L5950 and L5960 go with endoskeletal prostheses and replacement sockets: nine codes that
    the article names.

    ## Fix
    Correct the base, or leave the material out.
    """
    for device in context.devices(claim):
        for part in device.additions():
            on = part.service_date
            if on is None or part.for_owned_device or device.base is None:
                continue
            if not context.codes.listed(CodeList.ULTRA_LIGHT, part.code, on):
                continue
            if not any(
                context.codes.listed(CodeList.ULTRA_LIGHT_BASE, line.code or "", on)
                for line in device.lines
            ):
                yield Problem(
                    part.at(LineAsSent.code),
                    f"{part} is not paid with {device.base.code}",
                    related=(device.base.at(LineAsSent.code),),
                )
