"""MOD021: RA or RB on a code that says so by itself."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.codes import CodeList, Role
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.modifiers import REPLACED
from claimline.rules.rule import (
    Bad,
    Confidence,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    service_rule,
)
from claimline.rules.unwanted import unwanted


@service_rule(
    "MOD021",
    Severity.INFO,
    sources=[sources.SLIDE09, sources.HCPCS_CODES],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    reads=Reads(modifiers=REPLACED),
    examples=[
        Bad("SV1*HC:L4205:RT:RB*60*UN*2***1~NTE*ADD*STRAP RPL L1960~", at="SV101-4"),
        Bad(
            "HI*ABK:M24571~SV1*HC:L4392:RT:KX:RB*60*UN*1***1~"
            "NTE*ADD*INTERFACE TORN PT OWNED L4396~",
            at="SV101-5",
        ),
        Good("SV1*HC:L4205:RT*60*UN*2***1~NTE*ADD*STRAP RPL L1960~"),
        Good("SV1*HC:L2820:RT:KX:RB*70*UN*1***1~NTE*ADD*RPL LINER PT OWNED L1960 WORN~"),
    ],
)
def replacement_of_replacement(service: Service, context: ServiceContext) -> Problems:
    """RA or RB stands on a code for repair, or one that is worded as a replacement.

    ## Why
    Such a code says what the modifier would say, and may be billed for nothing else.

    ## Fix
    Leave the modifier out.
    """
    attributes = context.codes.attributes(service.code)
    of_itself = attributes is not None and attributes.role in (Role.REPAIR, Role.REPLACEMENT)
    if of_itself or (
        service.on
        and context.codes.listed(CodeList.NO_REPLACEMENT_MODIFIER, service.code, service.on)
    ):
        yield from unwanted(service, REPLACED, "which is for repair or replacement by itself")
