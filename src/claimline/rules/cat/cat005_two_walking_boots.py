"""CAT005: two walking boots for one foot."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent, Side
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.devices import Part
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    claim_rule,
)

_BOOT = "SV1*HC:L4361:RT:KX*250*UN*1***1~"


@claim_rule(
    "CAT005",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    yields_to=["CAT001", "UNT006"],
    remittance=["151 M3"],
    reads=Reads(lists={CodeList.WALKING_BOOT}, only_services=True),
    examples=[
        Bad(f"{_BOOT}SV1*HC:L4387:RT:KX*250*UN*1***1~", at="2 SV101-2"),
        Good(_BOOT),
        Good(f"{_BOOT}SV1*HC:L4387:LT:KX*250*UN*1***1~"),
    ],
)
def two_walking_boots(claim: ClaimAsSent, context: Context) -> Problems:
    """Two of the four walking boot codes stand for one side and date.

    ## Why
    A boot is pneumatic or it is not, fitted or off the shelf, and a foot wears one.

    ## Fix
    Keep the code of the boot that was furnished.
    """
    first: dict[tuple[Side | None, date | None], Part] = {}
    for device in context.devices(claim):
        boot = device.base
        if boot is None or not context.is_on(CodeList.WALKING_BOOT, boot):
            continue
        earlier = first.setdefault((boot.side, boot.service_date), boot)
        if earlier is not boot:
            yield Problem(
                boot.at(LineAsSent.code),
                f"boot {boot} stands beside boot {earlier.code}",
                related=(earlier.at(LineAsSent.code),),
            )
