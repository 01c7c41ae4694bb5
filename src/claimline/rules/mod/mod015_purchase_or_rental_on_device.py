"""MOD015: NU, UE or RR on an orthosis or prosthesis."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.modifiers import PURCHASE_OR_RENTAL
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


@service_rule(
    "MOD015",
    Severity.WARNING,
    sources=[sources.LEEDER_507, sources.NOR_UTIL, sources.FEES_26, sources.OSS_MOD],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    statuses=["A7:507"],
    remittance=["4 N519"],
    reads=Reads(modifiers=PURCHASE_OR_RENTAL, letters="L"),
    examples=[
        Bad("SV1*HC:L1960:NU:RT:KX*900*UN*1***1~", at="SV101-3"),
        Bad("SV1*HC:L1960:RT:KX:RR*900*UN*1***1~", at="SV101-5"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("SV1*HC:E0143:NU*80*UN*1***1~"),
        Good("SV1*HC:L1960:NU:RT*900*UN*1***1~", setting=Setting(Profile.COMMERCIAL)),
    ],
)
def purchase_or_rental_on_device(service: Service, context: ServiceContext) -> Problems:
    """An L code carries a modifier for purchase or rental: NU, UE or RR.

    ## Why
    They belong to classes of equipment that the fee schedule prices with them. Orthoses and
    prostheses are paid in one sum and have no row with any of the three, so the front end may
    return the line for a code and modifier that do not go together. Some other payers do ask for
    them.

    ## Fix
    Leave the modifier out for Medicare.
    """
    yield from unwanted(service, PURCHASE_OR_RENTAL, "which is neither rented nor sold used")
