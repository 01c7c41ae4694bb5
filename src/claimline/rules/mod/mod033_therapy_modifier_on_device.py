"""MOD033: a modifier of therapy on a device."""

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

_OF_THERAPY = frozenset(("GO", "GP", "GN", "CO", "CQ"))


@service_rule(
    "MOD033",
    Severity.WARNING,
    sources=[sources.HCPCS_MODIFIERS],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["4 N519"],
    reads=Reads(modifiers=_OF_THERAPY, letters="L"),
    examples=[
        Bad("SV1*HC:L3808:RT:GO*300*UN*1***1~", at="SV101-4"),
        Good("SV1*HC:L3808:RT*300*UN*1***1~"),
        Good("SV1*HC:L3808:RT:GO*300*UN*1***1~", setting=Setting(Profile.MEDICARE)),
    ],
)
def therapy_modifier_on_device(service: Service, context: ServiceContext) -> Problems:
    """A device billed to a DME MAC carries a modifier of therapy services.

    ## Why
    GO, GP and GN say under which plan of therapy a service was given, CO and CQ that an assistant
    gave it. DME MACs pay devices; therapists bill devices of their plan to the A/B MACs.

    ## Fix
    Leave the modifier out.
    """
    yield from unwanted(service, _OF_THERAPY, "a device and no therapy")
