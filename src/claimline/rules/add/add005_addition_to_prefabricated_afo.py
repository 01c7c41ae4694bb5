"""ADD005: an addition to a prefabricated ankle-foot orthosis."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

# Additions to lower-extremity orthoses; those to shoes begin with L3.
_TO_LEG_ORTHOSES = "L2"


@claim_rule(
    "ADD005",
    Severity.WARNING,
    sources=[sources.KRM_AFO, sources.ART_AFO],
    profiles=[Profile.MEDICARE_DME],
    yields_to=["ADD003", "ADD004"],
    remittance=["50"],
    reads=Reads(lists={CodeList.PREFABRICATED_AFO}, only_services=True),
    examples=[
        Bad(
            "SV1*HC:L1930:RT:KX*300*UN*1***1~SV1*HC:L2820:RT:KX*70*UN*1***1~",
            at="2 SV101-2",
        ),
        Good("SV1*HC:L1970:RT:KX*1000*UN*1***1~SV1*HC:L2820:RT:KX*70*UN*1***1~"),
        Good("SV1*HC:L1930:RT:KX*300*UN*1***1~SV1*HC:L2820:RT:GA*70*UN*1***1~"),
    ],
)
def addition_to_prefabricated_afo(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition stands on a prefabricated ankle-foot orthosis.

    ## Why
    The article on these orthoses knows additions with custom-fabricated bases only; with a
    prefabricated one they are denied.

    ## Fix
    Leave the addition out, or send GA with a signed ABN.
    """
    for base, part in context.devices(claim).additions_on_bases:
        if not part.code.startswith(_TO_LEG_ORTHOSES) or part.expects_denial:
            continue
        if context.is_on(CodeList.PREFABRICATED_AFO, base):
            yield Problem(
                part.at(LineAsSent.code),
                f"{part} stands on {base.code}, a prefabricated AFO",
                related=(base.at(LineAsSent.code),),
            )
