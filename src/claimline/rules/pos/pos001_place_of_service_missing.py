"""POS001: a claim without place of service."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule


@claim_rule(
    "POS001",
    Severity.ERROR,
    sources=[sources.GUIDE_CLM05],
    statuses=["A7:249"],
    acknowledgment="IK403:1",
    reads=Reads(absent="place_of_service"),
    examples=[
        Bad("CLM*A1*900***:B:1*Y*A*Y*Y~", at="CLM05-1"),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y~"),
    ],
)
def place_of_service_missing(claim: ClaimAsSent, context: Context) -> Problems:
    """CLM05-1 is empty.

    ## Why
    Every claim says where the patient was served; a line repeats it in SV105 only where it differs.
    Without it no payer can tell what it pays for.

    ## Fix
    Send the place of service code in CLM05-1: 12, the patient's home, for most devices.
    """
    yield Problem(claim.at(ClaimAsSent.place_of_service), "the claim has no place of service")
