"""CAT005: two walking boots for one foot."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.add.parts import code_of, where
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    claim_rule,
    on_list,
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
    reads=Reads(listed=on_list(CodeList.WALKING_BOOT), only_services=True),
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
    boots = [
        device
        for device in context.devices(claim)
        if device.base
        and device.on
        and context.codes.listed(CodeList.WALKING_BOOT, device.base.code, device.on)
    ]
    for at, device in enumerate(boots):
        for earlier in boots[:at]:
            assert device.base is not None
            assert earlier.base is not None
            if earlier.side is device.side and earlier.on == device.on:
                yield Problem(
                    code_of(device.base),
                    f"boot {where(device.base)} stands beside boot {earlier.base.code}",
                    related=(code_of(earlier.base),),
                )
                break
