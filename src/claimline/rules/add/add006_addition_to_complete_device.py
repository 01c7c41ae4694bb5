"""ADD006: an addition to a device that holds all of them."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_WALKER = "HI*ABK:M14671~SV1*HC:L4631:RT:KX*1300*UN*1***1~"


@claim_rule(
    "ADD006",
    Severity.ERROR,
    sources=[sources.OP_PH, sources.PDAC_A9283],
    profiles=[Profile.MEDICARE_DME],
    remittance=["97"],
    reads=Reads(lists={CodeList.COMPLETE_DEVICE}, only_services=True),
    examples=[
        Bad(f"{_WALKER}SV1*HC:L2820:RT:KX*70*UN*1***1~", at="2 SV101-2"),
        Good(_WALKER),
    ],
)
def addition_to_complete_device(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition stands on a walking boot or a Charcot walker.

    ## Why
    A walking boot is complete as it comes, and the code of the Charcot walker includes all that is
    added to it. An addition beside them is unbundling.

    ## Fix
    Leave the addition out.
    """
    for base, part in context.devices(claim).additions_on_bases:
        if context.is_on(CodeList.COMPLETE_DEVICE, base):
            yield Problem(
                part.at(LineAsSent.code),
                f"{part} stands on {base.code}, which is complete",
                related=(base.at(LineAsSent.code),),
            )
