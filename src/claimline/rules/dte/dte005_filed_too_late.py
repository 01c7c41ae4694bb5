"""DTE005: a claim to Medicare more than a year after the service."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.months import months_after
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Setting, line_rule

_YEAR = 12


@line_rule(
    "DTE005",
    Severity.ERROR,
    sources=[sources.NOR_TF, sources.NOR_DENIAL],
    profiles=[Profile.MEDICARE_DME, Profile.MEDICARE],
    remittance=["29 N211"],
    reads=Reads(only_days=True),
    examples=[
        Bad("BHT*0019*00*1*20260110*1200*CH~DTP*472*D8*20241231~", at="DTP[472]03"),
        Good("BHT*0019*00*1*20260110*1200*CH~DTP*472*D8*20250131~"),
        Good("BHT*0019*00*1*20260110*1200*CH~DTP*472*D8*20250110~"),
        Good(
            "BHT*0019*00*1*20260110*1200*CH~DTP*472*D8*20241231~",
            setting=Setting(Profile.COMMERCIAL),
        ),
    ],
)
def filed_too_late(line: LineAsSent, context: Context) -> Problems:
    """The claim is made more than one calendar year after the date of service.

    ## Why
    Medicare takes claims within one calendar year of the service, with few exceptions, and denies
    later ones (CARC 29). Such a denial cannot be appealed.

    ## Fix
    Look at the date, which may be mistyped; an exception has to be shown to the payer.
    """
    on, today = line.service_date, context.today
    if on is None or today is None or today <= months_after(on, _YEAR):
        return ()
    message = f"the claim is made on {today}, more than a year after the service on {on}"
    return [Problem(line.at(LineAsSent.service_dates), message)]
