"""DTE008: a service after the patient's death."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_PATIENT = "SBR*P*18*******MB~PAT*****D8*{}~"


@claim_rule(
    "DTE008",
    Severity.ERROR,
    sources=[sources.NOR_DENIAL],
    profiles=[Profile.MEDICARE_DME, Profile.MEDICARE],
    remittance=["13"],
    reads=Reads(present={"death_date"}),
    examples=[
        Bad(_PATIENT.format(20260101), at="DTP[472]03"),
        Good(_PATIENT.format(20260115)),
        Good("DTP*472*D8*20260108~"),
    ],
)
def service_after_death(claim: ClaimAsSent, context: Context) -> Problems:
    """The date of service lies after the date of death that the claim gives.

    ## Why
    Nothing is furnished to a patient after death: the line is denied. A custom device that was
    begun before is billed with the day of death and a note.

    ## Fix
    Correct the date, or bill a custom device that was not delivered with the day of death.
    """
    died = claim.death_date
    for line in claim.lines:
        if died and line.service_date and line.service_date > died:
            message = f"the service on {line.service_date} lies after the patient's death"
            yield Problem(line.at(LineAsSent.service_dates), message)
