"""LAT006: an item of the arm without a side, which no DME MAC asks for but other payers do."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Certainty, Role, Sidedness
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.devices import Kind, kinds_of
from claimline.rules.modifiers import BOTH_SIDES, SIDES
from claimline.rules.questions import is_described
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

_ARM = frozenset((Kind.ARM_ORTHOSIS, Kind.ARM_PROSTHESIS))
_ONE_SIDED = (Sidedness.REQUIRED, Sidedness.SIDED)


@service_rule(
    "LAT006",
    Severity.WARNING,
    sources=[sources.NC_RTLT, sources.CGS_HAND24],
    confidence=Confidence.LIKELY,
    yields_to=["PAY003"],
    reads=Reads(letters="L", without=SIDES | {BOTH_SIDES}, attributes=is_described),
    examples=[
        Bad("SV1*HC:L3670*90*UN*1***1~", at="SV101-2"),
        Bad("SV1*HC:L3670*90*UN*1***1~", at="SV101-2", setting=Setting(Profile.MEDICAID)),
        Good("SV1*HC:L3670:RT*90*UN*1***1~"),
        Good("SV1*HC:L3660*90*UN*1***1~"),
        Good("SV1*HC:L0457*800*UN*1***1~"),
    ],
)
def side_of_arm_item_missing(service: Service, context: ServiceContext) -> Problems:
    """An orthosis or prosthesis of the arm names no side.

    ## Why
    Each of these items is made for one arm. No DME MAC article lists those of shoulder, elbow and
    arm prostheses, but Medicaid programs and other payers deny them without RT or LT.

    ## Fix
    Add RT or LT for the arm the item is for.
    """
    attributes = context.codes.attributes(service.code)
    if attributes is None or service.on is None or attributes.noc:
        return
    if attributes.checked is Certainty.UNSURE or attributes.side not in _ONE_SIDED:
        return
    if attributes.role not in (Role.BASE, Role.ADDITION):
        return
    if context.codes.side_required(service.code, service.on):
        return
    if kinds_of(service.code, context.codes) <= _ARM:
        message = f"{service.code}, an item of one arm, carries neither RT nor LT"
        yield Problem(service.at(LineAsSent.code), message)
