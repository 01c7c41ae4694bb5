"""DOC010: a notice to the patient that was signed too late, or not at all."""

from __future__ import annotations

from claimline.claim.facts import Paper
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    line_rule,
)

_NOTICES = ("GA", "GX")
_LINE = "SV1*HC:L1960:RT:GA*900*UN*1***1~"


@line_rule(
    "DOC010",
    Severity.WARNING,
    sources=[sources.NOR_UTIL, sources.HCPCS_MODIFIERS],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["50"],
    reads=Reads(modifiers=_NOTICES, present={"facts"}),
    examples=[
        Bad(_LINE, at="SV101-4", facts={"abn_signed_date": "2026-01-10"}),
        Bad(_LINE, at="SV101-4", facts={"papers": ["invoice"]}),
        Good(_LINE, facts={"abn_signed_date": "2026-01-06"}),
        Good(_LINE, facts={"papers": ["abn"]}),
        Good(_LINE),
    ],
)
def notice_after_delivery(line: LineAsSent, context: Context) -> Problems:
    """GA or GX says that the patient signed a notice, and the side file does not bear it out.

    ## Why
    The notice (ABN) must be signed before delivery. Without a valid one the supplier is liable for
    a denied item.

    ## Fix
    Send GZ where no valid notice was signed before delivery.
    """
    on, facts = line.service_date, line.facts
    if on is None:
        return
    modifier = next(one for one in line.modifiers or () if one in _NOTICES)
    signed = facts.abn_signed_date
    if signed and signed > on:
        message = f"{modifier} on {line.code}, the notice was signed on {signed}, after {on}"
    elif signed is None and facts.papers is not None and Paper.ABN not in facts.papers:
        message = f"{modifier} on {line.code}, and no notice is on file"
    else:
        return
    yield Problem(line.modifier_place(modifier), message)
