"""NOC009: what an item cost the supplier, billed in place of its price."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_LINE = "SV1*HC:L2999:RT::::L1930 OTS*{}*UN*1***1~NTE*ADD*L1930 OTS PL ${}~"


@line_rule(
    "NOC009",
    Severity.WARNING,
    sources=[sources.OPE_SRP, sources.NOR_CFOTS],
    profiles=[Profile.MEDICARE_DME],
    since=date(2022, 12, 1),
    reads=Reads(noc=True, letters="L", present={"facts"}),
    examples=[
        Bad(_LINE.format(210, 210), at="SV102", facts={"acquisition_cost": "210"}),
        Good(_LINE.format(450, 450), facts={"acquisition_cost": "210"}),
        Good(_LINE.format(210, 210)),
    ],
)
def acquisition_cost_billed(line: LineAsSent, context: Context) -> Problems:
    """The charge of a non-specific code is what the item cost the supplier.

    ## Why
    The DME MACs price such an item from the supplier's retail price, and pay a part of what is
    billed. Noridian says that this is the price list, not the invoice.

    ## Fix
    Bill the price list amount, and keep the invoice on file.
    """
    cost = line.facts.acquisition_cost
    if not cost or line.charge is None or not line.units:
        return
    if line.charge == cost * line.units:
        message = f"the charge of {line.code} is what the item cost"
        yield Problem(line.at(LineAsSent.charge), message)
