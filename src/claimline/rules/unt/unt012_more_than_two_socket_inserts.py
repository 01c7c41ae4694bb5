"""UNT012: more socket inserts of a kind than a prosthesis takes."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import LimitPeriod, PolicyLimit, Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule
from claimline.rules.unt.limits import passed_limits

_TWO = 2


@claim_rule(
    "UNT012",
    Severity.WARNING,
    sources=[sources.LCD_LLP],
    profiles=[Profile.MEDICARE_DME],
    remittance=["50"],
    reads=Reads(letters="L", listed=Tables.policy_limit, only_services=True),
    examples=[
        Bad(
            "SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5673:RT:KX*1500*UN*3***1~",
            at="2 SV104",
        ),
        Good("SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5673:RT:KX*1000*UN*2***1~"),
    ],
)
def more_than_two_socket_inserts(claim: ClaimAsSent, context: Context) -> Problems:
    """A prosthesis has more than two of the same socket insert.

    ## Why
    The policy pays two of the same insert for a prosthesis at a time.

    ## Fix
    Bill two, and the next pair when these are worn.
    """
    for passed in passed_limits(claim, context.codes, _applies):
        message = f"{passed.units} of {passed.limit.code} {passed.where}, the policy pays two"
        yield Problem(passed.line.at(LineAsSent.units), message)


def _applies(limit: PolicyLimit) -> bool:
    return limit.period is LimitPeriod.PROSTHESIS and limit.units == _TWO and limit.shared is None
