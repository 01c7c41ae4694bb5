"""DOC011: a date of service that is not the day of delivery."""

from __future__ import annotations

from claimline.claim.facts import DeliveryMethod
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_LINE = "DTP*472*D8*20260108~"


@line_rule(
    "DOC011",
    Severity.WARNING,
    sources=[sources.BPM_SHIP, sources.NOR_INPT, sources.PIM5],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(present={"facts"}),
    examples=[
        Bad(_LINE, at="DTP[472]03", facts={"delivery_date": "2026-01-09"}),
        Good(_LINE, facts={"delivery_date": "2026-01-08"}),
        Good(
            _LINE,
            facts={
                "delivery_date": "2026-01-11",
                "ship_date": "2026-01-08",
                "delivery_method": "shipped",
            },
        ),
        Good(_LINE),
    ],
)
def service_date_not_delivery_date(line: LineAsSent, context: Context) -> Problems:
    """The day of delivery in the side file is not the date of service.

    ## Why
    The proof of delivery supports the date of service, and is asked for on audit for seven years.
    Items that were shipped, or handed over before a discharge, have rules of their own.

    ## Fix
    Send the day of delivery as the date of service.
    """
    facts, on = line.facts, line.service_date
    if facts.delivery_method in (DeliveryMethod.SHIPPED, DeliveryMethod.FACILITY):
        return
    if facts.delivery_date and on and facts.delivery_date != on:
        message = f"the date of service is {on}, the delivery was on {facts.delivery_date}"
        yield Problem(line.at(LineAsSent.service_dates), message)
