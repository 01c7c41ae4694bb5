"""MOD012: an item without an order on the claim of items with one."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_NO_ORDER = "EY"


@claim_rule(
    "MOD012",
    Severity.ERROR,
    sources=[sources.NOR_EY, sources.DMERC_EY],
    profiles=[Profile.MEDICARE_DME],
    remittance=["50"],
    reads=Reads(modifiers=frozenset((_NO_ORDER,)), only_services=True),
    examples=[
        Bad(
            "SV1*HC:L1930:RT:EY:GA*300*UN*1***1~SV1*HC:L1930:LT:KX*300*UN*1***2~",
            at="1 SV101-4",
        ),
        Good("SV1*HC:L1930:RT:EY:GA*300*UN*1***1~SV1*HC:L1930:LT:EY:GA*300*UN*1***2~"),
        Good("SV1*HC:L1930:RT:KX*300*UN*1***1~SV1*HC:L1930:LT:KX*300*UN*1***2~"),
    ],
)
def unordered_item_among_ordered(claim: ClaimAsSent, context: Context) -> Problems:
    """Lines with EY and lines without it stand on one claim.

    ## Why
    EY says that there was no order. The DME MACs want such items on a claim of their own, and
    deny them otherwise.

    ## Fix
    Move the lines with EY to another claim.
    """
    ordered = [line for line in claim.lines if _NO_ORDER not in (line.modifiers or ())]
    if not ordered:
        return
    for line in claim.lines:
        if _NO_ORDER in (line.modifiers or ()):
            yield Problem(
                line.modifier_place(_NO_ORDER),
                f"EY stands on line {line.number}, not on line {ordered[0].number}",
                related=(ordered[0].at("SV101"),),
            )
