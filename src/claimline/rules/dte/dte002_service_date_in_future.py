"""DTE002: a date of service that has not come yet."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Setting, line_rule


@line_rule(
    "DTE002",
    Severity.ERROR,
    sources=[sources.CEDI15],
    profiles=[Profile.MEDICARE_DME],
    statuses=["A7:187"],
    reads=Reads(only_days=True),
    examples=[
        Bad("BHT*0019*00*1*20260105*1200*CH~DTP*472*D8*20260108~", at="DTP[472]03"),
        Bad(
            "SV1*HC:E0601:RR:KH*80*UN*1***1~DTP*472*RD8*20260114-20260116~",
            at="DTP[472]03",
        ),
        Good("BHT*0019*00*1*20260109*1200*CH~DTP*472*D8*20260108~"),
        Good("DTP*472*D8*20260120~", setting=Setting(as_of=date(2026, 1, 20))),
        Good("DTP*472*D8*20260120~", setting=Setting(Profile.COMMERCIAL)),
    ],
)
def service_date_in_future(line: LineAsSent, context: Context) -> Problems:
    """The date of service lies after the day the batch was made.

    ## Why
    A device is billed once it was delivered, so the front end of the DME MACs refuses a date that
    has not come. The present day is BHT04, else GS04, unless another was asked for; of a span the
    last day counts.

    ## Fix
    Correct the date, or hold the claim until the device is delivered.
    """
    dates, today = line.service_dates, context.today
    if not dates or today is None or dates[-1] <= today or dates[0] > dates[-1]:
        return ()
    message = f"date of service {dates[-1]} is later than the present day, {today}"
    return [Problem(line.at(LineAsSent.service_dates), message)]
