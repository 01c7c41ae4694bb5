"""IGC033: diagnoses in the code set that did not hold on the date of service."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Setting, claim_rule

# The first date of service coded in ICD-10 (79 FR 45128).
_ICD_10_BEGINS = date(2015, 10, 1)


@claim_rule(
    "IGC033",
    Severity.ERROR,
    sources=[sources.HHS_ICD10, sources.GUIDE_HI],
    statuses=["A7:254"],
    reads=Reads(only_diagnoses=True),
    examples=[
        Bad("HI*BK:73679~", at="HI01-1"),
        Bad(
            "DTP*472*D8*20150930~",
            at="HI01-1",
            setting=Setting(Profile.COMMERCIAL),
        ),
        Good("DTP*472*D8*20260108~"),
        Good(
            "HI*BK:73679~SV1*HC:L1960:RT*900*UN*1***1~DTP*472*D8*20150930~",
            setting=Setting(Profile.COMMERCIAL),
        ),
    ],
)
def diagnosis_code_set_at_odds_with_service_date(claim: ClaimAsSent, context: Context) -> Problems:
    """The diagnoses are coded in ICD-9 or ICD-10 on a date of service of the other.

    ## Why
    HIPAA names ICD-10-CM for services from 2015-10-01 and ICD-9-CM for those before. The qualifier
    says which one a code is of: ABK and ABF for ICD-10, BK and BF for ICD-9. Payers reject the
    claim when it is not the one of the date.

    ## Fix
    Correct the qualifier and the codes, or the date; bill services before and from 2015-10-01 on
    separate claims.
    """
    if not claim.diagnoses:
        return ()
    first = claim.diagnoses[0]
    line = _first_at_odds(claim, icd_10=first.is_icd_10)
    if line is None or any(one.is_icd_10 != first.is_icd_10 for one in claim.diagnoses):
        return ()
    code_set = "ICD-10" if first.is_icd_10 else "ICD-9"
    message = (
        f"{first.qualifier} announces {code_set}, but the date of service of line {line.number} "
        f"is {line.service_date}"
    )
    related = (line.at(LineAsSent.service_dates),)
    return [Problem(claim.at(f"HI{first.position:02}-1"), message, related=related)]


def _first_at_odds(claim: ClaimAsSent, *, icd_10: bool) -> LineAsSent | None:
    for line in claim.lines:
        on = line.service_date
        if on and (on >= _ICD_10_BEGINS) != icd_10:
            return line
    return None
