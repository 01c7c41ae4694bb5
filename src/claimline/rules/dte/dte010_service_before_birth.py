"""DTE010: a service before the patient was born."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Confidence, Context, Good, Problems, claim_rule


@claim_rule(
    "DTE010",
    Severity.ERROR,
    sources=[sources.GUIDE_2010BA, sources.GUIDE_DTP472],
    confidence=Confidence.LIKELY,
    statuses=["A7:158"],
    examples=[
        Bad("DMG*D8*20270101*F~", at="DTP[472]03"),
        Good("DMG*D8*19570101*F~"),
    ],
)
def service_before_birth(claim: ClaimAsSent, context: Context) -> Problems:
    """The date of service lies before the patient's date of birth.

    ## Why
    One of the two dates is wrong: the calendar rules it out, and payers reject the claim.

    ## Fix
    Correct the date of birth (DMG02) or the date of service.
    """
    level = claim.patient.person if claim.patient else None
    person = level or (claim.subscriber.member if claim.subscriber else None)
    born = person.birth_date if person else None
    if born is None:
        return ()
    return [
        Problem(
            line.at(LineAsSent.service_dates),
            f"the service on {line.service_date} lies before the patient's birth",
        )
        for line in claim.lines
        if line.service_dates and line.service_dates[0] < born
    ]
