"""ADD023: an addition that is denied with an initial or preparatory prosthesis."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.questions import is_addition
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_PREPARATORY = "SV1*HC:L5540:RT:KX*2500*UN*1***1~"


@claim_rule(
    "ADD023",
    Severity.WARNING,
    sources=[sources.LCD_LLP],
    profiles=[Profile.MEDICARE_DME],
    remittance=["50"],
    reads=Reads(letters="L", attributes=is_addition, only_services=True),
    examples=[
        Bad(f"{_PREPARATORY}SV1*HC:L5638:RT:KX*300*UN*1***1~", at="2 SV101-2"),
        Good("SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5638:RT:KX*300*UN*1***1~"),
        Good(f"{_PREPARATORY}SV1*HC:L5638:RT:GA*300*UN*1***1~"),
    ],
)
def addition_denied_with_preparatory_prosthesis(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition stands on an initial or preparatory prosthesis whose policy denies it there.

    ## Why
    The policy of lower-limb prostheses lists for each preparatory base the sockets, covers, feet
    and knees that are denied with it as not necessary.

    ## Fix
    Leave the addition out until the definitive prosthesis, or send GA with a signed ABN.
    """
    for base, part in context.devices(claim).additions_on_bases:
        on = part.service_date
        if on is None or part.expects_denial:
            continue
        if context.codes.denied_addition(base.code, part.code, on):
            yield Problem(
                part.at(LineAsSent.code),
                f"{part} is denied with {base.code}, a preparatory prosthesis",
                related=(base.at(LineAsSent.code),),
            )
