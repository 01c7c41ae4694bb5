"""ADD013: an ankle joint on an orthosis with a solid ankle."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    claim_rule,
)

_SOLID_ANKLE = "L1960"
_JOINT = "SV1*HC:L2210:RT:KX*160*UN*2***1~"


@claim_rule(
    "ADD013",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES],
    confidence=Confidence.LIKELY,
    reads=Reads(codes=(_SOLID_ANKLE,), only_services=True),
    examples=[
        Bad(f"SV1*HC:L1960:RT:KX*900*UN*1***1~{_JOINT}", at="2 SV101-2"),
        Good(f"SV1*HC:L1970:RT:KX*1000*UN*1***1~{_JOINT}"),
    ],
)
def ankle_joint_on_solid_ankle(claim: ClaimAsSent, context: Context) -> Problems:
    """An ankle joint stands on L1960, the AFO with a solid ankle.

    ## Why
    L1960 is worded with a solid ankle, which has no joint. The plastic AFO with ankle joints is
    L1970.

    ## Fix
    Bill L1970 as the base, or leave the joint out.
    """
    for base, part in context.devices(claim).additions_on_bases:
        if base.code == _SOLID_ANKLE and part.code in base.attributes.excludes:
            yield Problem(
                part.at(LineAsSent.code),
                f"ankle joint {part} stands on {base.code}, which has a solid ankle",
                related=(base.at(LineAsSent.code),),
            )
