"""DTE011: base and addition of one device on different dates."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.questions import is_addition
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    claim_rule,
)

_BASE = "SV1*HC:L1846:RT:KX*900*UN*1***1~REF*G1*12A34567890123~"
_ADDITION = "SV1*HC:L2397:RT:KX*100*UN*1***1~"


@claim_rule(
    "DTE011",
    Severity.WARNING,
    sources=[sources.NOR_KO],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["50"],
    reads=Reads(letters="L", attributes=is_addition, only_services=True),
    examples=[
        Bad(f"{_BASE}{_ADDITION}DTP*472*D8*20260109~", at="2 DTP[472]03"),
        Good(_BASE + _ADDITION),
        Good(
            f"{_BASE}SV1*HC:L2397:RT:KX:RB*100*UN*1***1~DTP*472*D8*20260109~"
            "NTE*ADD*RPL SLEEVE PT OWNED L1846~"
        ),
    ],
)
def addition_dated_apart(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition has another date of service than the base it goes with.

    ## Why
    What is delivered together has one date. An addition of another day stands without a base in
    the payer's eyes.

    ## Fix
    Send one date for both, or RB and a note where the addition came later.
    """
    for base, part in context.devices(claim).additions_on_bases:
        if base.service_date and part.service_date and base.service_date != part.service_date:
            yield Problem(
                part.at(LineAsSent.service_dates),
                f"{part} is dated {part.service_date}, {base.code} {base.service_date}",
                related=(base.at(LineAsSent.service_dates),),
            )
