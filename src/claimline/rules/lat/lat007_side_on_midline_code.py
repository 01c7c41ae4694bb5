"""LAT007: a side on a code of the spine."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.codes import Certainty, Sidedness
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.devices import Kind, kinds_of
from claimline.rules.modifiers import SIDES
from claimline.rules.questions import is_described
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
    "LAT007",
    Severity.WARNING,
    sources=[sources.CGS_BIL24],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["4 N519"],
    reads=Reads(letters="L", modifiers=SIDES, attributes=is_described),
    examples=[
        Bad("SV1*HC:L0457:RT*800*UN*1***1~", at="SV101-3"),
        Bad("SV1*HC:L1000:RT*2800*UN*1***1~", at="SV101-3"),
        Good("SV1*HC:L0457*800*UN*1***1~"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
    ],
)
def side_on_midline_code(service: Service, context: ServiceContext) -> Problems:
    """RT or LT stands on an orthosis of the spine.

    ## Why
    The spine has no side, and no policy asks for one. A modifier that the code does not take may
    deny the line.

    ## Fix
    Leave the side out.
    """
    attributes = context.codes.attributes(service.code)
    if attributes is None or attributes.side is not Sidedness.MIDLINE:
        return ()
    spinal = kinds_of(service.code, context.codes) == {Kind.SPINAL_ORTHOSIS}
    if not spinal or attributes.checked is Certainty.UNSURE:
        return ()
    return unwanted(service, SIDES, "which lies on no side")
