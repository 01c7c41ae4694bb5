"""IGC043: more service lines than a claim may have."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

# Repeats of loop 2400 (005010X222A1).
_MOST_LINES = 50


@claim_rule(
    "IGC043",
    Severity.ERROR,
    sources=[sources.GUIDE_LX],
    acknowledgment="IK304:4",
    reads=Reads(only_services=True),
    examples=[
        Bad("".join(f"LX*{number}~" for number in range(1, 52)), at="51 LX"),
        Good("LX*1~LX*2~"),
    ],
)
def too_many_service_lines(claim: ClaimAsSent, context: Context) -> Problems:
    """A claim has more than 50 service lines.

    ## Why
    The guide allows 50 repeats of loop 2400. Receivers refuse the transaction set, or read no
    further than the fiftieth line.

    ## Fix
    Split the claim, each part with its own CLM01 and total.
    """
    if len(claim.lines) <= _MOST_LINES:
        return ()
    message = f"the claim has {len(claim.lines)} service lines, at most {_MOST_LINES} fit"
    return [Problem(claim.lines[_MOST_LINES].at("LX"), message)]
