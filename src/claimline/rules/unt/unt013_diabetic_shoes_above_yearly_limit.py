"""UNT013: more therapeutic shoes or inserts than a calendar year pays."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import LimitPeriod, PolicyLimit, Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule
from claimline.rules.unt.limits import passed_limits


@claim_rule(
    "UNT013",
    Severity.WARNING,
    sources=[sources.ART_SHOE, sources.TSD],
    profiles=[Profile.MEDICARE_DME],
    remittance=["119"],
    reads=Reads(letters="A", listed=Tables.policy_limit, only_services=True),
    examples=[
        Bad(
            "HI*ABK:E1142~SV1*HC:A5500:RT:KX*140*UN*1***1~SV1*HC:A5512:RT:KX*160*UN*4***1~",
            at="2 SV104",
        ),
        Bad(
            "HI*ABK:E1142~SV1*HC:A5500:RT:KX*140*UN*1***1~SV1*HC:A5501:RT:KX*200*UN*1***1~",
            at="2 SV104",
        ),
        Good("HI*ABK:E1142~SV1*HC:A5500:RT:KX*140*UN*1***1~SV1*HC:A5512:RT:KX*120*UN*3***1~"),
    ],
)
def diabetic_shoes_above_yearly_limit(claim: ClaimAsSent, context: Context) -> Problems:
    """One side has more than one therapeutic shoe, or more than three inserts.

    ## Why
    A calendar year pays one pair of shoes with three pairs of inserts, or one pair of custom shoes
    with two further pairs. What is above is no benefit.

    ## Fix
    Bill what the year still pays, and the rest with GY.
    """
    for passed in passed_limits(claim, context.codes, _applies):
        yield Problem(
            passed.line.at(LineAsSent.units),
            f"{passed.units} of {passed.limit.code} and its like {passed.where}, a calendar year "
            f"pays {passed.limit.units}",
        )


def _applies(limit: PolicyLimit) -> bool:
    return limit.period is LimitPeriod.CALENDAR_YEAR
