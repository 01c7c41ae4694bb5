"""IGC044: more claims than a patient may have in one level."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, claim_rule

# Repeats of loop 2300 (005010X222A1).
_MOST_CLAIMS = 100


@claim_rule(
    "IGC044",
    Severity.ERROR,
    sources=[sources.GUIDE_CLM],
    acknowledgment="IK304:4",
    examples=[
        Bad("CLM*A~" * 101, at="CLM"),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y~CLM*A2*900***12:B:1*Y*A*Y*Y~"),
    ],
)
def too_many_claims_of_patient(claim: ClaimAsSent, context: Context) -> Problems:
    """A patient has more than 100 claims in one level.

    ## Why
    The guide allows 100 repeats of loop 2300 under one subscriber or patient. Receivers refuse the
    transaction set.

    ## Fix
    Begin another HL for the same patient, or send the other claims in another transaction set.
    """
    if claim.number_in_level != _MOST_CLAIMS + 1:
        return ()
    message = f"claim {_MOST_CLAIMS + 1} of one level, at most {_MOST_CLAIMS} fit"
    return [Problem(claim.at("CLM"), message)]
