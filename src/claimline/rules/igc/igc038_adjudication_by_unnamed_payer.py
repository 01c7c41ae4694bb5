"""IGC038: a line adjudication of a payer that the claim does not name."""

from __future__ import annotations

from claimline.claim.views import Adjudication, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_CLAIM = (
    "SBR*S*18***12****MB~CLM*A1*900***12:B:1*Y*A*Y*Y~SBR*P*18*******CI~AMT*D*600~OI***Y***Y~"
    "NM1*IL*1*TESTPATIENT*ADA****MI*TEST123~NM1*PR*2*TEST PLAN*****PI*TESTPLAN~"
)
_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"


@line_rule(
    "IGC038",
    Severity.ERROR,
    sources=[sources.GUIDE_SVD01],
    reads=Reads(present={"adjudications"}),
    examples=[
        Bad(
            f"{_CLAIM}{_LINE}SVD*OTHERPLAN*600*HC:L1960:RT:KX**1~CAS*CO*45*300~DTP*573*D8*20260112~",
            at="SVD01",
        ),
        Bad(
            f"{_LINE}SVD*TESTPLAN*600*HC:L1960:RT:KX**1~CAS*CO*45*300~DTP*573*D8*20260112~",
            at="SVD01",
        ),
        Good(
            f"{_CLAIM}{_LINE}",
            "SVD*TESTPLAN*600*HC:L1960:RT:KX**1~CAS*CO*45*300~DTP*573*D8*20260112~",
        ),
    ],
)
def adjudication_by_unnamed_payer(line: LineAsSent, context: Context) -> Problems:
    """A line was adjudicated by a payer that is none of the claim's.

    ## Why
    SVD01 says whose adjudication loop 2430 holds, by the payer id of a loop 2330B of the claim.
    Without that match the amounts belong to nobody, and the claim cannot be coordinated.

    ## Fix
    Send NM109 of the payer's loop 2330B in SVD01, or add loops 2320 and 2330 for the payer.
    """
    if not line.adjudications:
        return
    named = {payer.identifier for payer in line.claim.other_payers}
    if None in named:
        return
    for adjudication in line.adjudications:
        identifier = adjudication.payer_identifier
        if identifier and identifier not in named:
            message = f"SVD01 is {identifier}, which is no other payer of the claim"
            yield Problem(adjudication.at(Adjudication.payer_identifier), message)
