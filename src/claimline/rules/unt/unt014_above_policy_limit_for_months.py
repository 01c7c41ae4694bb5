"""UNT014: more of an item than a policy pays in some months."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import LimitPeriod, PolicyLimit, Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule
from claimline.rules.unt.limits import passed_limits


@claim_rule(
    "UNT014",
    Severity.WARNING,
    sources=[sources.LCD_AFO, sources.LCD_KO, sources.LCD_BREAST, sources.LCD_EYE],
    profiles=[Profile.MEDICARE_DME],
    yields_to=["LAT003", "UNT010"],
    remittance=["50"],
    reads=Reads(letters="KLV", listed=Tables.policy_limit, only_services=True),
    examples=[
        Bad("SV1*HC:K0672:RT:KX*180*UN*3***1~", at="SV104"),
        Bad("HI*ABK:Z9011~SV1*HC:L8032:RT*60*UN*2***1~", at="SV104"),
        Good("SV1*HC:L4392:RT:KX*30*UN*1***1~SV1*HC:L4392:LT:KX*30*UN*1***2~"),
    ],
)
def above_policy_limit_for_months(claim: ClaimAsSent, context: Context) -> Problems:
    """One side has more of an item than its policy pays in the months it should last.

    ## Why
    The policies of braces, breast and eye prostheses say how long an item lasts: the interface of a
    positioning orthosis six months, a nipple prosthesis three. More at one time is denied as not
    necessary.

    ## Fix
    Bill what the time pays, or send GA for the rest with a signed ABN.
    """
    for passed in passed_limits(claim, context.codes, _applies):
        yield Problem(
            passed.line.at(LineAsSent.units),
            f"{passed.units} of {passed.limit.code} {passed.where}, {passed.limit.months} months "
            f"pay {passed.limit.units}",
        )


def _applies(limit: PolicyLimit) -> bool:
    return limit.period is LimitPeriod.MONTHS
