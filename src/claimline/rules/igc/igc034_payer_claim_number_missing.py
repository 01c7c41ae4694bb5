"""IGC034: a replacement or a void that does not say of which claim."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Setting, claim_rule
from claimline.x12.designator import Designator

_OF_AN_EARLIER_CLAIM = {"7": "replaces", "8": "voids"}


@claim_rule(
    "IGC034",
    Severity.ERROR,
    sources=[sources.GUIDE_REF_F8],
    acknowledgment="IK304:I6",
    examples=[
        Bad("CLM*A1*900***12:B:7*Y*A*Y*Y~", at="REF[F8]", setting=Setting(Profile.COMMERCIAL)),
        Bad("CLM*A1*900***12:B:8*Y*A*Y*Y~", at="REF[F8]", setting=Setting(Profile.COMMERCIAL)),
        Good(
            "CLM*A1*900***12:B:7*Y*A*Y*Y~REF*F8*2026008000000~",
            setting=Setting(Profile.COMMERCIAL),
        ),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y~"),
    ],
)
def payer_claim_number_missing(claim: ClaimAsSent, context: Context) -> Problems:
    """A claim that replaces or voids another does not name it.

    ## Why
    Frequency 7 replaces and 8 voids a claim that the payer has adjudicated. The payer finds that
    claim by its own number, so that the guide requires it in REF*F8 of loop 2300.

    ## Fix
    Add REF*F8 with the payer claim number, CLP07 of the 835; send a claim that was never
    adjudicated as an original, frequency 1.
    """
    verb = _OF_AN_EARLIER_CLAIM.get(claim.frequency or "")
    if verb is None or claim.payer_claim_number:
        return ()
    if claim.find(Designator("REF", "F8")):
        return ()
    message = f"frequency {claim.frequency} {verb} a claim, but no REF*F8 says which"
    return [Problem(claim.missing("REF[F8]"), message)]
