"""ADD021: an addition to a fracture orthosis on another base."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.add.parts import cannot_carry
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

_REGION = "fracture-LE"
_ADDITION = "SV1*HC:L2180:RT:KX*150*UN*1***1~"


@claim_rule(
    "ADD021",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES],
    confidence=Confidence.LIKELY,
    yields_to=["ADD005"],
    remittance=["50"],
    reads=Reads(letters="L", attributes=is_addition, only_services=True),
    examples=[
        Bad(f"SV1*HC:L1960:RT:KX*900*UN*1***1~{_ADDITION}", at="2 SV101-2"),
        Good(f"SV1*HC:L2106:RT:KX*900*UN*1***1~{_ADDITION}"),
    ],
)
def fracture_addition_on_other_base(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition that is worded for fracture orthoses stands on another base.

    ## Why
    L2180 to L2192 add to the fracture orthoses of the leg, L2106 to L2136.

    ## Fix
    Correct the base, or bill the addition for the base that was furnished.
    """
    for base, part in context.devices(claim).additions_on_bases:
        if part.attributes.body_region == _REGION and cannot_carry(base, part, context):
            yield Problem(
                part.at(LineAsSent.code),
                f"{part} is for fracture orthoses, {base.code} is none",
                related=(base.at(LineAsSent.code),),
            )
