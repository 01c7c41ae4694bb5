"""ADD024: a battery or charger beside the powered component that comes with it."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_KNEE = "SV1*HC:L5856:RT:KX:K3*20000*UN*1***1~REF*G1*12A34567890123~"
_PROSTHESIS = f"SV1*HC:L5321:RT:KX*6000*UN*1***1~SV1*HC:L5828:RT:KX:K3*3000*UN*1***1~{_KNEE}"


@claim_rule(
    "ADD024",
    Severity.WARNING,
    sources=[sources.ART_LLP],
    profiles=[Profile.MEDICARE_DME],
    remittance=["97"],
    reads=Reads(lists={CodeList.BATTERY}, only_services=True),
    examples=[
        Bad(f"{_PROSTHESIS}SV1*HC:L7367:RT*400*UN*1***1~", at="4 SV101-2"),
        Good(_PROSTHESIS),
        Good("SV1*HC:L7367:RT*400*UN*1***1~"),
    ],
)
def battery_with_powered_component(claim: ClaimAsSent, context: Context) -> Problems:
    """A battery or charger stands beside a powered component of the same date.

    ## Why
    A powered knee, foot or vacuum pump comes with its battery and charger. The article on
    lower-limb prostheses calls them unbundling on the same date.

    ## Fix
    Leave the battery out; a later replacement is billed by itself.
    """
    powered: dict[date | None, LineAsSent] = {}
    for line in claim.lines:
        if context.is_on(CodeList.POWERED_COMPONENT, line):
            powered.setdefault(line.service_date, line)
    for line in claim.lines:
        beside = powered.get(line.service_date)
        if beside is None or "RB" in (line.modifiers or ()):
            continue
        if context.is_on(CodeList.BATTERY, line):
            yield Problem(
                line.at(LineAsSent.code),
                f"{line.code} stands beside {beside.code}, which comes with it",
                related=(beside.at(LineAsSent.code),),
            )
