"""ADD014: a soft interface for a section that the device does not have."""

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

_THIGH = "thigh-interface"
_KNEELESS = "AFO"
_BASE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"


@claim_rule(
    "ADD014",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES],
    confidence=Confidence.LIKELY,
    remittance=["50"],
    reads=Reads(codes=("L2830",), only_services=True),
    examples=[
        Bad(f"{_BASE}SV1*HC:L2830:RT:KX*80*UN*1***1~", at="2 SV101-2"),
        Good(f"{_BASE}SV1*HC:L2820:RT:KX*70*UN*1***1~"),
        Good("SV1*HC:L2036:RT:KX*3000*UN*1***1~SV1*HC:L2830:RT:KX*80*UN*1***1~"),
    ],
)
def thigh_interface_on_afo(claim: ClaimAsSent, context: Context) -> Problems:
    """A thigh interface stands on an ankle-foot orthosis.

    ## Why
    L2830 lines the section above the knee, which an AFO does not have.

    ## Fix
    Bill L2820, for the section below the knee.
    """
    for base, part in context.devices(claim).additions_on_bases:
        if part.attributes.component == _THIGH and base.attributes.body_region == _KNEELESS:
            message = f"{part} lines a thigh section, which {base.code} does not have"
            yield Problem(part.at(LineAsSent.code), message, related=(base.at(LineAsSent.code),))
