"""SUB009: line item control numbers that stand on two lines of a claim."""

from __future__ import annotations

from collections.abc import Sequence

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Service, claim_rule


def _are_several(services: Sequence[Service | None]) -> bool:
    return len(services) > 1


@claim_rule(
    "SUB009",
    Severity.WARNING,
    sources=[sources.STEDI_6R, sources.GUIDE_REF6R],
    statuses=["A7:584"],
    reads=Reads(services=_are_several),
    examples=[
        Bad(
            "SV1*HC:L1960:RT:KX*900*UN*1***1~REF*6R*17~SV1*HC:L1960:LT:KX*900*UN*1***2~REF*6R*17~",
            at="2 REF[6R]02",
        ),
        Good(
            "SV1*HC:L1960:RT:KX*900*UN*1***1~REF*6R*17~",
            "SV1*HC:L1960:LT:KX*900*UN*1***2~REF*6R*18~",
        ),
        Good(
            "CLM*A1*900***12:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:KX*900*UN*1***1~REF*6R*1~",
            "CLM*A2*900***12:B:1*Y*A*Y*Y~SV1*HC:L1960:LT:KX*900*UN*1***2~REF*6R*1~",
        ),
    ],
)
def line_control_number_repeated(claim: ClaimAsSent, context: Context) -> Problems:
    """Two service lines of a claim carry the same line item control number.

    ## Why
    277CA and 835 name a line by its REF*6R. Where two lines share one, a rejection or a payment
    cannot be told to either, and some clearinghouses reject the claim for it.

    ## Fix
    Give each line of the claim a number of its own.
    """
    numbers = [line.control_number for line in claim.lines]
    if len(set(numbers)) == len(numbers):
        return ()
    return _repetitions(claim)


def _repetitions(claim: ClaimAsSent) -> Problems:
    first: dict[str, LineAsSent] = {}
    for line in claim.lines:
        number = line.control_number
        if number is None:
            continue
        earlier = first.setdefault(number, line)
        if earlier is not line:
            yield Problem(
                line.at(LineAsSent.control_number),
                f"line item control number {number} stands on line {earlier.number} too",
                related=(earlier.at(LineAsSent.control_number),),
            )
