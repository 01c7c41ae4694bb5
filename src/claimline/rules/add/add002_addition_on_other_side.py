"""ADD002: an addition for one side, with its base on the other."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.add.parts import in_history
from claimline.rules.modifiers import SIDES
from claimline.rules.questions import is_addition
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    claim_rule,
)

_BASE = "SV1*HC:L2036:RT:KX*3000*UN*1***1~"


@claim_rule(
    "ADD002",
    Severity.WARNING,
    sources=[sources.NOR_KO, sources.CGS_RTLT],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["50", "16"],
    reads=Reads(letters="L", modifiers=SIDES, attributes=is_addition, only_services=True),
    examples=[
        Bad(f"{_BASE}SV1*HC:L2387:LT:KX*800*UN*2***2~", at="2 SV101-2"),
        Good(f"{_BASE}SV1*HC:L2387:RT:KX*800*UN*2***1~"),
        Good(f"{_BASE}SV1*HC:L2387:LT:KX:RB*800*UN*2***2~NTE*ADD*RPL JOINTS PT OWNED L2036 LT~"),
    ],
)
def addition_on_other_side(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition names one side, and the only base that carries it is on the other.

    ## Why
    Base and addition are one device on one side. An addition without a base on its side is denied,
    and usually one of the two sides was mistyped.

    ## Fix
    Correct the side, or say by RB and a note that the addition is for a device the patient has.
    """
    for device in context.devices(claim).without_base:
        across = context.devices(claim).across(device)
        if not across or in_history(claim, device, context):
            continue
        for part in device.additions():
            if not part.for_owned_device:
                base = across[0].base
                assert base is not None
                yield Problem(
                    part.at(LineAsSent.code),
                    f"{part} stands on the claim, its base {base} on the other side",
                    related=(base.at(LineAsSent.code),),
                )
