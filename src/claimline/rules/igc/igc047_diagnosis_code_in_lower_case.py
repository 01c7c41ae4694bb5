"""IGC047: diagnosis codes written in lower case."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Fix, Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule
from claimline.x12.designator import Designator


@claim_rule(
    "IGC047",
    Severity.WARNING,
    sources=[sources.GUIDE_HI],
    reads=Reads(only_diagnoses=True),
    examples=[
        Bad("HI*ABK:m21371*ABF:M21372~", at="HI01-2"),
        Bad("HI*ABK:M21371*ABF:m21372~", at="HI02-2"),
        Good("HI*ABK:M21371*ABF:M21372~"),
    ],
)
def diagnosis_code_in_lower_case(claim: ClaimAsSent, context: Context) -> Problems:
    """A diagnosis code is written in lower case.

    ## Why
    The letters of diagnosis codes are capitals. Many payers fold lower case, and all rules here
    read it so, but not every one does: there the code is in no table, and the claim is rejected
    for a diagnosis that does not exist.

    ## Fix
    Write the diagnosis codes in capitals.
    """
    for diagnosis in claim.diagnoses:
        if diagnosis.written != diagnosis.code and _is_lower(diagnosis.written):
            yield Problem(
                claim.at(diagnosis.designator),
                f"the diagnosis code {diagnosis.written} is written in lower case",
                fix=_in_capitals,
            )
            return


def _is_lower(written: str) -> bool:
    return any(letter.isascii() and letter.islower() for letter in written)


def _in_capitals(claim: ClaimAsSent) -> Fix | None:
    segment = claim.find(Designator.parse("HI"))
    if segment is None:
        return None
    # The diagnoses' HI holds nothing but codes.
    capitals = "".join(one.upper() if one.isascii() else one for one in segment.text)
    return Fix("safe", "write the diagnosis codes in capitals", (capitals,))
