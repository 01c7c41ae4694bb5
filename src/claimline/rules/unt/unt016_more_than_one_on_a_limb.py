"""UNT016: more than one of what a prosthesis has once."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import LimitPeriod, PolicyLimit, Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule
from claimline.rules.unt.limits import passed_limits

_ONE = 1


@claim_rule(
    "UNT016",
    Severity.WARNING,
    sources=[sources.ART_LLP],
    profiles=[Profile.MEDICARE_DME],
    yields_to=["LAT003", "UNT010"],
    remittance=["151"],
    reads=Reads(letters="L", listed=Tables.policy_limit, only_services=True),
    examples=[
        Bad(
            "SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5940:RT:KX*600*UN*1***1~"
            "SV1*HC:L5940:RT:KX:RA*600*UN*1***1~NTE*ADD*RPL LOST IN FIRE L5301~",
            at="3 SV104",
        ),
        Good(
            "SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5940:RT:KX*600*UN*1***1~"
            "SV1*HC:L5301:LT:KX*4000*UN*1***1~SV1*HC:L5940:LT:KX*600*UN*1***1~",
        ),
    ],
)
def more_than_one_on_a_limb(claim: ClaimAsSent, context: Context) -> Problems:
    """A prosthesis has more than one unit of a code of which a limb takes one.

    ## Why
    The article on lower-limb prostheses says of some sockets, designs and ultra-light materials
    that one unit covers the limb.

    ## Fix
    Bill one unit for the limb.
    """
    for passed in passed_limits(claim, context.codes, _applies):
        message = f"{passed.units} units of {passed.limit.code} {passed.where}, a limb takes one"
        yield Problem(passed.line.at(LineAsSent.units), message)


def _applies(limit: PolicyLimit) -> bool:
    return limit.period is LimitPeriod.PROSTHESIS and limit.units == _ONE
