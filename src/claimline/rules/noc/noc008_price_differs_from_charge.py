"""NOC008: a price list amount that is not the amount billed."""

from __future__ import annotations

from claimline.claim.narrative import AmountWord, read_amounts
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.amounts import dollars
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_SV1 = "SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~"


@line_rule(
    "NOC008",
    Severity.WARNING,
    sources=[sources.NOR_NOC],
    profiles=[Profile.MEDICARE_DME],
    remittance=["16 N350"],
    reads=Reads(noc=True, present={"note"}),
    examples=[
        Bad(f"{_SV1}NTE*ADD*ELBOW ORTH ACME FLEXARM 200 PL $500~", at="NTE[ADD]02"),
        Good(f"{_SV1}NTE*ADD*ELBOW ORTH ACME FLEXARM 200 PL $450~"),
        Good(
            "SV1*HC:K0108:RT::::JOYSTICK MOUNT*900*UN*2***1~"
            "NTE*ADD*JOYSTICK MOUNT ACME SWING 2 PL $450~"
        ),
        Good(f"{_SV1}NTE*ADD*ELBOW ORTH ACME FLEXARM 200 INV $300 PL $450~"),
    ],
)
def price_differs_from_charge(line: LineAsSent, context: Context) -> Problems:
    """The price list amount in the note is neither the charge of the line nor that of a unit.

    ## Why
    Noridian asks for the price list amount as the amount billed. Where the two differ the line
    waits for somebody who asks which one is meant.

    ## Fix
    Make charge and PL equal.
    """
    charge, units = line.charge, line.units
    listed = [
        amount.cents for amount in read_amounts(line.note or "") if amount.word is AmountWord.PL
    ]
    if charge is None or not listed or charge in listed:
        return
    if units and any(amount * units == charge for amount in listed):
        return
    message = f"the note says PL {dollars(listed[0])}, the charge is {dollars(charge)}"
    yield Problem(line.at(LineAsSent.note), message, related=(line.at(LineAsSent.charge),))
