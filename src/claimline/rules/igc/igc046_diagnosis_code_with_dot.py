"""IGC046: diagnosis codes written with their dot."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Fix, Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule
from claimline.x12.designator import Designator

_DOT = "."


@claim_rule(
    "IGC046",
    Severity.ERROR,
    sources=[sources.GUIDE_HI],
    acknowledgment="IK403:7",
    reads=Reads(only_diagnoses=True),
    examples=[
        Bad("HI*ABK:M21.371*ABF:M21372~", at="HI01-2"),
        Bad("HI*ABK:M21.371*ABF:M21.372~", at=("HI01-2", "HI02-2")),
        Good("HI*ABK:M21371*ABF:M21372~"),
    ],
)
def diagnosis_code_with_dot(claim: ClaimAsSent, context: Context) -> Problems:
    """A diagnosis code is written with a dot.

    ## Why
    Books print ICD codes with a dot after the third character, claims carry them without it. A code
    with a dot is in no payer's table: the claim is rejected for a diagnosis that does not exist.

    ## Fix
    Write the code without the dot: M21371 for M21.371.
    """
    return [
        Problem(
            claim.at(diagnosis.designator),
            f"the diagnosis code {diagnosis.code} is written with a dot",
            fix=_without_dots,
        )
        for diagnosis in claim.diagnoses
        if _DOT in diagnosis.code
    ]


def _without_dots(claim: ClaimAsSent) -> Fix | None:
    segment = claim.find(Designator.parse("HI"))
    if segment is None:
        return None
    # The diagnoses' HI holds nothing but qualifiers and codes.
    repaired = segment.text.replace(_DOT, "")
    return Fix("safe", "write the diagnosis codes without dots", (repaired,))
