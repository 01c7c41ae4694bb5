"""DXP002: diagnosis code pointers that name nothing."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.dxp.places import MOST_DIAGNOSES
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule


@claim_rule(
    "DXP002",
    Severity.ERROR,
    sources=[sources.GUIDE_SV107, sources.GUIDE_HI],
    reads=Reads(only_diagnoses=True),
    examples=[
        Bad("HI*ABK:M21371~SV1*HC:L1960:RT:KX*900*UN*1***3~", at="SV107-1"),
        Bad("SV1*HC:L1960:RT:KX*900*UN*1***1:13~", at="SV107-2"),
        Bad("SV1*HC:L1960:RT:KX*900*UN*1***A~", at="SV107-1"),
        Bad("-HI~SV1*HC:L1960:RT:KX*900*UN*1***1:2~", at="HI"),
        Good("HI*ABK:M21371~SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("HI*ABK:M21371*ABF:M21372~SV1*HC:L1960:RT:KX*900*UN*1***1:2~"),
    ],
)
def pointer_to_no_diagnosis(claim: ClaimAsSent, context: Context) -> Problems:
    """A diagnosis code pointer names no diagnosis of the claim.

    ## Why
    A pointer is the place of a diagnosis in HI, from 1 to 12. One that points past the last
    diagnosis leaves the service without a reason, and the front end rejects the claim. It is the
    usual trace of a diagnosis that was deleted after the lines were entered.

    ## Fix
    Point to a diagnosis the claim carries, or add the one meant to HI.
    """
    if not claim.diagnoses:
        if not any(line.diagnosis_pointers for line in claim.lines):
            return ()
        return [
            Problem(
                claim.missing("HI"),
                "service lines point to diagnoses, but the claim carries none",
                help="Add HI with the diagnoses that the lines point to.",
                acknowledgment="IK304:3",
            )
        ]
    named = {found.position for found in claim.diagnoses if found.position <= MOST_DIAGNOSES}
    for line in claim.lines:
        if not named.issuperset(line.diagnosis_pointers or ()):
            return _pointers_to_none(claim, named)
    return ()


def _pointers_to_none(claim: ClaimAsSent, named: set[int]) -> Problems:
    for line in claim.lines:
        for component, pointer in enumerate(line.diagnosis_pointers or (), 1):
            if pointer in named:
                continue
            element = f"SV107-{component}"
            written = line.text(element)
            if pointer is not None and 1 <= pointer <= MOST_DIAGNOSES:
                message = f"pointer {written} names no diagnosis, the last in HI is {max(named)}"
                yield Problem(line.at(element), message)
            elif written:
                message = f"pointer {written} is no number from 1 to {MOST_DIAGNOSES}"
                yield Problem(line.at(element), message, acknowledgment="IK403:7")
