"""ADD012: an addition that the base holds already, or cannot hold."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Certainty
from claimline.findings import Problem, Severity
from claimline.rules import sources
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

_BASE = "SV1*HC:L2005:RT:KX*4000*UN*1***1~"


@claim_rule(
    "ADD012",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES],
    confidence=Confidence.LIKELY,
    yields_to=["ADD003", "ADD004", "ADD006", "ADD007", "ADD008", "ADD013"],
    remittance=["97"],
    reads=Reads(letters="L", attributes=is_addition, only_services=True),
    examples=[
        Bad(f"{_BASE}SV1*HC:L2210:RT:KX*160*UN*2***1~", at="2 SV101-2"),
        Bad(
            "SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5970:RT:KX:K1*180*UN*1***1~",
            at="2 SV101-2",
        ),
        Good(_BASE),
        Good("SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5981:RT:KX:K3*2500*UN*1***1~"),
    ],
)
def feature_already_in_base(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition stands on a base whose wording includes it or rules it out.

    ## Why
    Some bases are worded with their joints or their foot, others without what an addition needs: a
    stance-control KAFO has its knee and ankle joints, an endoskeletal prosthesis its SACH foot. An
    addition that repeats or contradicts them is bundled.

    ## Fix
    Leave the addition out, or correct the base.
    """
    for base, part in context.devices(claim).additions_on_bases:
        if Certainty.UNSURE in (base.attributes.checked, part.attributes.checked):
            continue
        if part.code in base.attributes.excludes or base.code in part.attributes.excludes:
            yield Problem(
                part.at(LineAsSent.code),
                f"{part} does not go on {base.code}, which holds it or rules it out",
                related=(base.at(LineAsSent.code),),
            )
