"""PAY002: a non-specific code without papers, at Priority Health."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Context,
    Good,
    Problems,
    Reads,
    Setting,
    line_rule,
)

_COMMERCIAL = Setting(Profile.COMMERCIAL)
_LINE = "SV1*HC:L3999:NU:RT:::ELBOW ORTH*450*UN*1***1~"


@line_rule(
    "PAY002",
    Severity.WARNING,
    sources=[sources.PRIO],
    profiles=[Profile.COMMERCIAL, Profile.MEDICAID],
    selected=False,
    reads=Reads(noc=True, absent="attachment_type"),
    examples=[
        Bad(_LINE, at="PWK", setting=_COMMERCIAL),
        Good(f"{_LINE}PWK*OZ*BM***AC*L3999R20260115~", setting=_COMMERCIAL),
    ],
)
def noc_without_papers(line: LineAsSent, context: Context) -> Problems:
    """A non-specific code announces no records or invoice to a payer that wants both.

    ## Why
    Priority Health prices a miscellaneous code from records and invoice, and so do many commercial
    and Medicaid payers. The page bears no date, so that the rule is off unless selected.

    ## Fix
    Send the papers, and announce them with PWK. A profile turns the rule on with `on = ["PAY002"]`.
    """
    if line.claim.attachment_type is None:
        yield Problem(line.missing("PWK"), f"{line.code} announces no records or invoice")
