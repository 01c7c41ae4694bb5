"""MOD026: two functional levels of one patient on one day."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent
from claimline.findings import Place, Problem, Severity
from claimline.rules import sources
from claimline.rules.mod.levels import FUNCTIONAL_LEVELS
from claimline.rules.rule import Bad, Confidence, Context, Good, Problems, Reads, claim_rule


@claim_rule(
    "MOD026",
    Severity.WARNING,
    sources=[sources.ISSUU_K, sources.LCD_LLP],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["4 N519"],
    reads=Reads(modifiers=frozenset(FUNCTIONAL_LEVELS), only_services=True),
    examples=[
        Bad(
            "SV1*HC:L5321:RT:KX*6000*UN*1***1~SV1*HC:L5828:RT:KX:K3*3000*UN*1***1~"
            "SV1*HC:L5974:RT:KX:K2*400*UN*1***1~",
            at="3 SV101-5",
        ),
        Bad(
            "SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5974:RT:KX:K2:K3*400*UN*1***1~",
            at="2 SV101-6",
        ),
        Good("SV1*HC:L5828:RT:KX:K3*3000*UN*1***1~SV1*HC:L5974:RT:KX:K3*400*UN*1***1~"),
        Good(
            "SV1*HC:L5974:RT:KX:K2*400*UN*1***1~DTP*472*D8*20251208~",
            "SV1*HC:L5974:LT:KX:K3*400*UN*1***1~DTP*472*D8*20260108~",
        ),
    ],
)
def two_functional_levels(claim: ClaimAsSent, context: Context) -> Problems:
    """Lines of one date carry different functional levels.

    ## Why
    K0 to K4 describe the patient, who has one level on a day, whatever the part and the side.

    ## Fix
    Send the level of the records on every line.
    """
    first: dict[date | None, tuple[str, Place]] = {}
    for line in claim.lines:
        for modifier in dict.fromkeys(line.modifiers or ()):
            if modifier not in FUNCTIONAL_LEVELS:
                continue
            place = line.modifier_place(modifier)
            level, earlier = first.setdefault(line.service_date, (modifier, place))
            if level != modifier:
                yield Problem(
                    place,
                    f"the patient is {modifier} here and {level} elsewhere on the same date",
                    related=(earlier,),
                )
