"""CHG004: a charge that is not the price of its units."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.amounts import dollars
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    line_rule,
)


@line_rule(
    "CHG004",
    Severity.WARNING,
    sources=[sources.GUIDE_SV102, sources.OSS_REP18],
    confidence=Confidence.LIKELY,
    yields_to=["NOC009"],
    reads=Reads(present={"facts"}),
    examples=[
        Bad(
            "SV1*HC:L4205:RT*60*UN*2***1~NTE*ADD*RPR L1843 HINGE 30 MIN~",
            at="SV102",
            facts={"price_list_amount": "60"},
        ),
        Good(
            "SV1*HC:L4205:RT*120*UN*2***1~NTE*ADD*RPR L1843 HINGE 30 MIN~",
            facts={"price_list_amount": "60"},
        ),
        Good("SV1*HC:L4205:RT*60*UN*2***1~NTE*ADD*RPR L1843 HINGE 30 MIN~"),
    ],
)
def charge_at_odds_with_unit_price(line: LineAsSent, context: Context) -> Problems:
    """The charge is not the price of one unit, by the side file, times the units.

    ## Why
    SV102 is the charge for all units of the line. A price list gives it for one, and a line that
    charges one unit for two is paid for one.

    ## Fix
    Multiply the price of the list by the units, or correct the units.
    """
    price, units, charge = line.facts.price_list_amount, line.units, line.charge
    if price is None or units is None or charge is None:
        return
    if charge != price * units:
        yield Problem(
            line.at(LineAsSent.charge),
            f"the charge is {dollars(charge)}, {units} units at {dollars(price)} are "
            f"{dollars(int(price * units))}",
        )
