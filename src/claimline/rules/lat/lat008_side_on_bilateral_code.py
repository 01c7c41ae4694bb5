"""LAT008: a side on a code that serves both."""

from __future__ import annotations

from claimline.codes import Certainty, Sidedness
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.modifiers import SIDES
from claimline.rules.questions import is_described, is_for_breast
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
    "LAT008",
    Severity.WARNING,
    sources=[sources.NC_RTLT, sources.VH_RTLT],
    confidence=Confidence.LIKELY,
    reads=Reads(letters="L", modifiers=SIDES, attributes=is_described),
    examples=[
        Bad("SV1*HC:L1690:RT*500*UN*1***1~", at="SV101-3"),
        Good("SV1*HC:L1690*500*UN*1***1~"),
        Good("SV1*HC:L2300:RT:KX*150*UN*1***1~SV1*HC:L1960:RT:KX*900*UN*1***1~"),
    ],
)
def side_on_bilateral_code(service: Service, context: ServiceContext) -> Problems:
    """RT or LT stands on a code of which one unit serves both sides.

    ## Why
    A pair, or a device worded for both sides, is one unit without a side; a side on it looks as
    though the other one were still to come. Codes that a published list wants a side on are left
    alone.

    ## Fix
    Leave the side out and bill one unit.
    """
    attributes = context.codes.attributes(service.code)
    if attributes is None or attributes.side is not Sidedness.BILATERAL or service.on is None:
        return ()
    if attributes.checked is Certainty.UNSURE:
        return ()
    if is_for_breast(attributes):  # LAT010 judges these.
        return ()
    if context.codes.side_required(service.code, service.on):
        return ()
    return unwanted(service, SIDES, "which serves both sides")
