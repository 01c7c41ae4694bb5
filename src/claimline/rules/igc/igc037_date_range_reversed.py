"""IGC037: a range of dates that ends before it begins."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule


@claim_rule(
    "IGC037",
    Severity.ERROR,
    sources=[sources.GUIDE_DTP314],
    acknowledgment="IK403:8",
    reads=Reads(present={"disability_dates", "disability_start", "disability_end"}),
    examples=[
        Bad(
            "CLM*A1*900***12:B:1*Y*A*Y*Y~DTP*314*RD8*20260108-20251220~",
            at="DTP[314]03",
        ),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y~DTP*314*RD8*20251220-20260108~"),
    ],
)
def date_range_reversed(claim: ClaimAsSent, context: Context) -> Problems:
    """A range of dates ends before it begins.

    ## Why
    RD8 announces the first and the last day. Of the claim's dates only those of disability may be
    a range; that of the date of service is DTE003's to judge.

    ## Fix
    Send the earlier day first.
    """
    ranges = (
        ("314", claim.disability_dates),
        ("360", claim.disability_start),
        ("361", claim.disability_end),
    )
    for qualifier, days in ranges:
        if days and days[0] > days[-1] and claim.text(f"DTP[{qualifier}]02") == "RD8":
            message = f"the range from {days[0]} to {days[-1]} ends before it begins"
            yield Problem(claim.at(f"DTP[{qualifier}]03"), message)
