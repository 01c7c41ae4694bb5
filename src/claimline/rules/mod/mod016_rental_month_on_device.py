"""MOD016: a modifier of capped rental on an orthosis or prosthesis."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Confidence,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    Setting,
    service_rule,
)
from claimline.rules.unwanted import unwanted

_OF_RENTAL = frozenset(("KH", "KI", "KJ", "BP", "BR", "BU", "MS", "KR"))


@service_rule(
    "MOD016",
    Severity.WARNING,
    sources=[sources.NOR_UTIL, sources.HCPCS_MODIFIERS],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    statuses=["A7:507"],
    reads=Reads(modifiers=_OF_RENTAL, letters="L"),
    examples=[
        Bad("SV1*HC:L1843:RT:KX:KH*800*UN*1***1~REF*G1*12A34567890123~", at="SV101-5"),
        Bad("SV1*HC:L1960:RT:KX:MS*900*UN*1***1~", at="SV101-5"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("SV1*HC:E0601:RR:KH*80*UN*1***1~"),
        Good("SV1*HC:L1960:RT:KX:KH*900*UN*1***1~", setting=Setting(Profile.MEDICAID)),
    ],
)
def rental_month_on_device(service: Service, context: ServiceContext) -> Problems:
    """An L code carries a modifier of capped rental, such as KH or MS.

    ## Why
    KH, KI and KJ count the months of a rental, BP, BR and BU say what the patient chose to do with
    it, MS and KR bill its servicing and part of a month. Orthoses and prostheses are not rented.

    ## Fix
    Leave the modifier out.
    """
    yield from unwanted(service, _OF_RENTAL, "which is not rented")
