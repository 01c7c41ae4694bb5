"""DTE007: a shipped item with another date than those it may have."""

from __future__ import annotations

from claimline.claim.facts import DeliveryMethod
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_SHIPPED = {"delivery_method": "shipped", "ship_date": "2026-01-05"}


@line_rule(
    "DTE007",
    Severity.WARNING,
    sources=[sources.BPM_SHIP],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(present={"facts"}),
    examples=[
        Bad("DTP*472*D8*20260103~", at="DTP[472]03", facts=_SHIPPED),
        Good("DTP*472*D8*20260105~", facts=_SHIPPED),
        Good("DTP*472*D8*20260108~", facts={**_SHIPPED, "delivery_date": "2026-01-08"}),
        Good("DTP*472*D8*20260103~"),
    ],
)
def shipped_item_misdated(line: LineAsSent, context: Context) -> Problems:
    """A shipped item is dated neither with the day it was shipped nor with that of its delivery.

    ## Why
    The date of service of a shipped item is the day of the shipping label, or that of the delivery
    where the supplier goes by it. Another date does not agree with the proof of delivery.

    ## Fix
    Send the day of shipping, or of delivery.
    """
    facts, on = line.facts, line.service_date
    if facts.delivery_method is not DeliveryMethod.SHIPPED or facts.ship_date is None or on is None:
        return
    if on not in (facts.ship_date, facts.delivery_date):
        message = f"the date of service is {on}, the item was shipped on {facts.ship_date}"
        yield Problem(line.at(LineAsSent.service_dates), message)
