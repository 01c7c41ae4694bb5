"""POS003: equipment for a patient in a skilled nursing or nursing facility."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    Setting,
    service_rule,
)

_SKILLED = "31"
_FACILITIES = (_SKILLED, "32")
# Categories of the fee schedule that are equipment of the home: inexpensive or bought, capped
# rental, frequently serviced, oxygen, and nerve stimulators.
_EQUIPMENT = frozenset(("IN", "CR", "FS", "OX", "TE"))
_ORTHOSIS = "L0", "L1", "L2", "L3", "L4"


@service_rule(
    "POS003",
    Severity.WARNING,
    sources=[sources.NOR_POS, sources.NOR_INPT],
    profiles=[Profile.MEDICARE_DME],
    remittance=["109 N104", "97 M2"],
    reads=Reads(letters="AEKL"),
    examples=[
        Bad(
            "CLM*A1*80***31:B:1*Y*A*Y*Y~SV1*HC:E0143:NU*80*UN*1***1~",
            at="SV101-2",
        ),
        Bad("SV1*HC:E0143:NU*80*UN*1*32**1~", at="SV101-2"),
        Bad(
            "CLM*A1*900***31:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:KX*900*UN*1***1~",
            at="SV101-2",
            severity=Severity.INFO,
        ),
        Good("CLM*A1*900***32:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("CLM*A1*80***12:B:1*Y*A*Y*Y~SV1*HC:E0143:NU*80*UN*1***1~"),
        Good(
            "CLM*A1*80***31:B:1*Y*A*Y*Y~SV1*HC:E0143:NU*80*UN*1***1~",
            setting=Setting(Profile.MEDICAID),
        ),
    ],
)
def item_at_nursing_facility(service: Service, context: ServiceContext) -> Problems:
    """An item is billed at a skilled nursing or nursing facility that is not payable there.

    ## Why
    Neither facility is a home, so equipment of the home is not payable at 31 or 32: orthoses,
    prostheses, their supplies, therapeutic shoes and surgical dressings are. At 31 an orthosis
    within a covered stay is the facility's to bill, which only the stay tells.

    ## Fix
    See whether the patient was in a covered stay, and bill the facility for what it owes.
    """
    place = service.place_of_service
    if service.on is None or place not in _FACILITIES:
        return
    if place == _SKILLED and service.code.startswith(_ORTHOSIS):
        yield Problem(
            service.at(LineAsSent.code),
            f"{service.code} at place of service {place} is the facility's in a covered stay",
            severity=Severity.INFO,
        )
    categories = context.codes.fee_categories(service.code, service.on)
    if categories and _EQUIPMENT.issuperset(categories):
        message = (
            f"{service.code} is equipment of the home, not payable at place of service {place}"
        )
        yield Problem(service.at(LineAsSent.code), message)
