"""CHG001: the claim's charge against those of its lines."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.amounts import dollars
from claimline.rules.rule import Bad, Context, Good, Problems, claim_rule


@claim_rule(
    "CHG001",
    Severity.ERROR,
    sources=[sources.GUIDE_CLM02],
    examples=[
        Bad(
            "CLM*A1*900***12:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:KX*950*UN*1***1~",
            at="CLM02",
        ),
        Good("CLM*A1*950***12:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:KX*950*UN*1***1~"),
        Good(
            "CLM*A1*1800.3***12:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:KX*900.1*UN*1***1~",
            "SV1*HC:L1960:LT:KX*900.2*UN*1***2~",
        ),
    ],
)
def claim_total_out_of_balance(claim: ClaimAsSent, context: Context) -> Problems:
    """The claim's total charge is not the sum of its line charges.

    ## Why
    The guide balances every claim: CLM02 is the sum of SV102 over its lines, to the cent. Receivers
    add up and reject the claim when the two differ.

    ## Fix
    Find out which amount is wrong, and send the total of the lines in CLM02.
    """
    total = 0
    for line in claim.lines:
        charge = line.charge
        if charge is None:
            return ()
        total += charge
    charge = claim.charge
    if charge is None or charge == total or not claim.lines:
        return ()
    message = f"CLM02 is {dollars(charge)}, the lines add up to {dollars(total)}"
    return [Problem(claim.at(ClaimAsSent.charge), message)]
