"""IGC032: ICD-9 and ICD-10 in one claim."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule


@claim_rule(
    "IGC032",
    Severity.ERROR,
    sources=[sources.GUIDE_HI],
    reads=Reads(only_diagnoses=True),
    examples=[
        Bad("HI*ABK:M21371*BF:73679~", at="HI02-1"),
        Bad("HI*BK:73679*ABF:M21371~", at="HI02-1"),
        Good("HI*ABK:M21371*ABF:M21372~"),
    ],
)
def diagnosis_code_sets_mixed(claim: ClaimAsSent, context: Context) -> Problems:
    """ICD-9 and ICD-10 diagnoses stand in one claim.

    ## Why
    ABK and ABF announce ICD-10 codes, BK and BF those of ICD-9. A claim is coded in one of the two,
    by its dates of service, so that a code under the other qualifier is read in the wrong book.

    ## Fix
    Code all diagnoses in ICD-10 with ABK and ABF, for services from 2015-10-01.
    """
    diagnoses = claim.diagnoses
    odd = next((one for one in diagnoses if one.is_icd_10 != diagnoses[0].is_icd_10), None)
    # A second principal, in the same HI or in another, is one too many by the tables.
    if odd is None or odd.is_principal:
        return ()
    message = (
        f"{odd.qualifier} stands beside {diagnoses[0].qualifier}: ICD-9 and ICD-10 in one claim"
    )
    return [Problem(claim.at(f"HI{odd.position:02}-1"), message)]
