"""IGC035: an accident without its date, or an auto accident without its state."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule
from claimline.x12.designator import Designator

_AUTO_ACCIDENT = "AA"
_EMPLOYMENT = "EM"
_CAUSES = {
    _AUTO_ACCIDENT: "an auto accident",
    "OA": "another accident",
    _EMPLOYMENT: "employment",
}


@claim_rule(
    "IGC035",
    Severity.ERROR,
    sources=[sources.GUIDE_CLM11],
    acknowledgment="IK304:I6",
    reads=Reads(present={"related_causes"}),
    examples=[
        Bad("CLM*A1*900***12:B:1*Y*A*Y*Y**OA~", at="DTP[439]"),
        Bad("CLM*A1*900***12:B:1*Y*A*Y*Y**EM~", at="DTP[439]", severity=Severity.WARNING),
        Bad("CLM*A1*900***12:B:1*Y*A*Y*Y**AA~DTP*439*D8*20251220~", at="CLM11-4"),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y**AA:::NY~DTP*439*D8*20251220~"),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y**OA~DTP*439*D8*20251220~"),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y~"),
    ],
)
def accident_details_missing(claim: ClaimAsSent, context: Context) -> Problems:
    """The claim is related to an accident whose date, or whose state, is missing.

    ## Why
    CLM11 says that the services are related to an auto accident (AA), another accident (OA) or
    employment (EM). The payer then asks who else may be liable, by the date of the accident
    (DTP*439) and, for an auto accident, the state whose law holds (CLM11-4). What comes of
    employment may be an illness without such a date, so that EM alone is a warning.

    ## Fix
    Add DTP*439 with the date of the accident, and the state in CLM11-4; remove CLM11 when no
    accident is involved.
    """
    causes = claim.related_causes
    if causes is None:
        return
    named = [cause for cause in causes[:2] if cause in _CAUSES]
    if named and claim.find(Designator("DTP", "439")) is None:
        what = " and ".join(_CAUSES[cause] for cause in dict.fromkeys(named))
        yield Problem(
            claim.missing("DTP[439]"),
            f"CLM11 names {what}, but DTP*439 with the date of the accident is absent",
            severity=Severity.WARNING if set(named) == {_EMPLOYMENT} else None,
        )
    if _AUTO_ACCIDENT in named and not any(causes[3:5]):
        message = "CLM11 names an auto accident, but not the state it happened in"
        yield Problem(claim.at("CLM11-4"), message, acknowledgment="IK403:I9")
