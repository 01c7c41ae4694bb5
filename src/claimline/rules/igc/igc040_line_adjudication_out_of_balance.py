"""IGC040: what another payer paid and adjusted of a line against its charge."""

from __future__ import annotations

from claimline.claim.views import Adjudication, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.amounts import dollars
from claimline.rules.igc.balance import by_payer, unaccounted
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_CLAIM = (
    "SBR*S*18***12****MB~CLM*A1*900***12:B:1*Y*A*Y*Y~SBR*P*18*******CI~AMT*D*600~OI***Y***Y~"
    "NM1*IL*1*TESTPATIENT*ADA****MI*TEST123~NM1*PR*2*TEST PLAN*****PI*TESTPLAN~"
    "SV1*HC:L1960:RT:KX*900*UN*1***1~SVD*TESTPLAN*600*HC:L1960:RT:KX**1~"
)


@line_rule(
    "IGC040",
    Severity.ERROR,
    sources=[sources.GUIDE_2430_BALANCE, sources.X12_RFI_1551],
    statuses=["A8:672"],
    reads=Reads(present={"adjudications"}),
    examples=[
        Bad(f"{_CLAIM}CAS*CO*45*200~DTP*573*D8*20260112~", at="SVD02"),
        Bad(f"{_CLAIM}DTP*573*D8*20260112~", at="SVD02"),
        Good(f"{_CLAIM}CAS*CO*45*200~CAS*PR*2*100~DTP*573*D8*20260112~"),
        Good(f"{_CLAIM}CAS*CO*45*200**253*12.5*1~CAS*PR*2*87.5~DTP*573*D8*20260112~"),
    ],
)
def line_adjudication_out_of_balance(line: LineAsSent, context: Context) -> Problems:
    """What another payer paid and adjusted of a line is not the line's charge.

    ## Why
    The guide balances each line by each other payer: SV102 is SVD02 plus every amount in the CAS of
    the same loop 2430, to the cent. A line that the payer split into several is balanced over all
    its loops of that payer. The next payer works out its share from these amounts and rejects
    the claim when they do not add up.

    ## Fix
    Take the paid amount and every adjustment from the payer's remittance for this line.
    """
    if not line.adjudications or line.charge is None:
        return
    for payer, theirs in by_payer(line).items():
        left = unaccounted(line, *theirs)
        odd = next((one for one in theirs if unaccounted(line, one)), None) if left else None
        if odd and left:
            accounted = dollars(line.charge - left)
            yield Problem(
                odd.at(Adjudication.paid),
                f"{line.code or 'the line'} is charged at {dollars(line.charge)}, "
                f"{payer or 'the other payer'} paid and adjusted {accounted}",
                related=(line.at(LineAsSent.charge),),
            )
