"""LAT010: a side on a bra, camisole or garment."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.codes import Sidedness
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.modifiers import SIDES
from claimline.rules.questions import is_for_breast
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

_WORN_OVER_BOTH = (Sidedness.MIDLINE, Sidedness.BILATERAL)


@service_rule(
    "LAT010",
    Severity.INFO,
    sources=[sources.VH_RTLT],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    reads=Reads(letters="L", modifiers=SIDES, attributes=is_for_breast),
    examples=[
        Bad("HI*ABK:Z9011~SV1*HC:L8000:RT*45*UN*2***1~", at="SV101-3"),
        Good("SV1*HC:L8000*45*UN*2***1~"),
        Good("SV1*HC:L8030:RT*300*UN*1***1~"),
    ],
)
def side_on_breast_garment(service: Service, context: ServiceContext) -> Problems:
    """RT or LT stands on a garment that is worn over both breasts.

    ## Why
    The list of the DME MACs wants a side on forms and prostheses, not on the garments that hold
    them.

    ## Fix
    Leave the side out.
    """
    attributes = context.codes.attributes(service.code)
    if attributes and attributes.side in _WORN_OVER_BOTH:
        yield from unwanted(service, SIDES, "which is worn over both breasts")
