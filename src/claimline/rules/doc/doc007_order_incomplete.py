"""DOC007: a standard written order that lacks an element."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule


@line_rule(
    "DOC007",
    Severity.ERROR,
    sources=[sources.NOR_SWO, sources.PIM5],
    profiles=[Profile.MEDICARE_DME],
    since=date(2020, 1, 1),
    remittance=["50", "16"],
    reads=Reads(letters="AEKLV", present={"facts"}, without=("EY",)),
    examples=[
        Bad("", at="SV101-2", facts={"order_lacks": ["signature"]}),
        Good("", facts={"order_lacks": []}),
        Good("SV1*HC:L1960:RT:EY:GA*900*UN*1***1~", facts={"order_lacks": ["signature"]}),
    ],
)
def order_incomplete(line: LineAsSent, context: Context) -> Problems:
    """The side file says that the order lacks an element it must hold.

    ## Why
    A standard written order names the patient, the item, its quantity where that applies, the date
    and the practitioner, and is signed. Without it the item is not payable; EY bills an item
    without an order.

    ## Fix
    Have the order completed before the claim is sent, or send EY on a claim of its own.
    """
    lacks = line.facts.order_lacks
    if lacks:
        message = f"the order of {line.code} lacks {', '.join(sorted(lacks))}"
        yield Problem(line.at(LineAsSent.code), message)
