"""SUB002: replacements and voids sent to Medicare."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Setting, claim_rule

_ORIGINAL = "1"


@claim_rule(
    "SUB002",
    Severity.ERROR,
    sources=[sources.CMS_837P],
    profiles=[Profile.MEDICARE_DME, Profile.MEDICARE],
    statuses=["A7:535"],
    examples=[
        Bad("CLM*A1*900***12:B:7*Y*A*Y*Y~REF*F8*2026008000000~", at="CLM05-3"),
        Bad("CLM*A1*900***12:B:8*Y*A*Y*Y~REF*F8*2026008000000~", at="CLM05-3"),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y~"),
        Good(
            "CLM*A1*900***12:B:7*Y*A*Y*Y~REF*F8*2026008000000~",
            setting=Setting(Profile.COMMERCIAL),
        ),
    ],
)
def claim_frequency_not_original(claim: ClaimAsSent, context: Context) -> Problems:
    """A claim to Medicare is sent as something other than an original.

    ## Why
    Medicare takes no replacement (7) and no void (8) of a professional claim: its front end rejects
    every frequency but 1. What was processed is mended by a reopening or an appeal, what was
    returned as unprocessable is sent again as a new claim.

    ## Fix
    Send a new claim with frequency 1, or ask for a reopening of the one that was processed.
    """
    frequency = claim.frequency
    if frequency in (None, _ORIGINAL):
        return ()
    message = f"claim frequency {frequency} goes to Medicare, which takes only {_ORIGINAL}"
    return [Problem(claim.at(ClaimAsSent.frequency), message)]
