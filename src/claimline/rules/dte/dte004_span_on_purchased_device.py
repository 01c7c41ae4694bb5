"""DTE004: a span of dates on a device that is sold once."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule


@line_rule(
    "DTE004",
    Severity.WARNING,
    sources=[sources.NGS_SPAN],
    profiles=[Profile.MEDICARE_DME],
    yields_to=["DTE002", "DTE003"],
    reads=Reads(letters="L", only_days=True),
    examples=[
        Bad("DTP*472*RD8*20251208-20260107~", at="DTP[472]03"),
        Good("DTP*472*D8*20260108~"),
        Good("DTP*472*RD8*20260108-20260108~"),
    ],
)
def span_on_purchased_device(line: LineAsSent, context: Context) -> Problems:
    """An orthosis or prosthesis is billed for a span of dates.

    ## Why
    Only rentals and supplies for a time have a first and a last day. A device has the one day on
    which it was delivered.

    ## Fix
    Send the day of delivery with D8.
    """
    dates = line.service_dates
    if not dates or dates[0] == dates[-1]:
        return ()
    message = f"{line.code} is billed for a span, from {dates[0]} to {dates[-1]}"
    return [Problem(line.at(LineAsSent.service_dates), message)]
