"""DOC003: a prior authorization number for the whole claim that is one line's."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_CLAIM = "CLM*A1*{}***12:B:1*Y*A*Y*Y~REF*G1*12A34567890123~"
_LISTED = "SV1*HC:L0650*900*UN*1***1~"


@claim_rule(
    "DOC003",
    Severity.WARNING,
    sources=[sources.CGS_LLPPA, sources.USR_UTN],
    profiles=[Profile.MEDICARE_DME],
    remittance=["197"],
    reads=Reads(listed=Tables.prior_authorization, present={"authorization"}),
    examples=[
        Bad(
            f"{_CLAIM.format(950)}{_LISTED}SV1*HC:L0980*50*UN*1***1~",
            at="REF[G1]02",
        ),
        Good(_CLAIM.format(900) + _LISTED),
        Good(
            f"CLM*A1*950***12:B:1*Y*A*Y*Y~{_LISTED}REF*G1*12A34567890123~SV1*HC:L0980*50*UN*1***1~"
        ),
    ],
)
def authorization_on_claim(claim: ClaimAsSent, context: Context) -> Problems:
    """REF*G1 stands at the claim, and not all its lines are of the one code it is for.

    ## Why
    A UTN in loop 2300 is read for every line. Lines of other codes are then denied for a number
    that is not theirs.

    ## Fix
    Move REF*G1 into loop 2400 of the line it is for.
    """
    codes = {line.code for line in claim.lines if line.code}
    if len(codes) > 1:
        message = f"the number is read for all {len(claim.lines)} lines, of {len(codes)} codes"
        yield Problem(claim.at(ClaimAsSent.authorization), message)
