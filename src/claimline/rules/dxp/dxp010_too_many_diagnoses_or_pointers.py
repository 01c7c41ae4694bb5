"""DXP010: more diagnoses, or more pointers, than the guide has places for."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.dxp.places import MOST_DIAGNOSES, MOST_POINTERS
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_FIVE = "HI*ABK:M21371*ABF:M21372*ABF:R2681*ABF:G801*ABF:R262~"


@claim_rule(
    "DXP010",
    Severity.ERROR,
    sources=[sources.GUIDE_HI, sources.GUIDE_SV107],
    acknowledgment="IK403:3",
    reads=Reads(only_diagnoses=True),
    examples=[
        Bad(f"{_FIVE}SV1*HC:L1960:RT:KX*900*UN*1***1:2:3:4:5~", at="SV107-5"),
        Bad("HI*ABK:M21371" + "*ABF:M21372" * 12 + "~", at="HI13"),
        Good(f"{_FIVE}SV1*HC:L1960:RT:KX*900*UN*1***1:2:3:4~"),
    ],
)
def too_many_diagnoses_or_pointers(claim: ClaimAsSent, context: Context) -> Problems:
    """A claim has more than twelve diagnoses, or a line more than four pointers.

    ## Why
    HI has twelve places and SV107 four. Receivers refuse what is above, or lose it.

    ## Fix
    Keep the diagnoses that support the lines, and the four that support each line most.
    """
    lines = [line for line in claim.lines if len(line.diagnosis_pointers or ()) > MOST_POINTERS]
    beyond = [one.position for one in claim.diagnoses if one.position > MOST_DIAGNOSES]
    return _problems(claim, lines, beyond) if lines or beyond else ()


def _problems(claim: ClaimAsSent, lines: list[LineAsSent], beyond: list[int]) -> Problems:
    for line in lines:
        place = line.at(f"SV107-{MOST_POINTERS + 1}")
        yield Problem(place, f"{len(line.diagnosis_pointers or ())} pointers stand on the line")
    if beyond:
        place = claim.at(f"HI{MOST_DIAGNOSES + 1}")
        yield Problem(place, f"{max(beyond)} diagnoses stand on the claim")
