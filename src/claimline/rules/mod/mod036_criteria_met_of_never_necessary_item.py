"""MOD036: KX on an item that a policy always denies."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    service_rule,
)


@service_rule(
    "MOD036",
    Severity.WARNING,
    sources=[sources.LCD_KO, sources.LCD_AFO, sources.LCD_LLP, sources.LCD_BREAST],
    profiles=[Profile.MEDICARE_DME],
    remittance=["50"],
    reads=Reads(modifiers=("KX",), lists={CodeList.NEVER_NECESSARY}),
    examples=[
        Bad("SV1*HC:L1847:RT:KX*600*UN*1***1~", at="SV101-4"),
        Bad("SV1*HC:L4398:RT:KX*90*UN*1***1~", at="SV101-4"),
        Good("SV1*HC:L1847:RT:GA*600*UN*1***1~"),
        Good("SV1*HC:L1843:RT:KX*600*UN*1***1~REF*G1*12A34567890123~"),
    ],
)
def criteria_met_of_never_necessary_item(service: Service, context: ServiceContext) -> Problems:
    """KX stands on a code that its policy always denies as not necessary.

    ## Why
    KX says that the criteria of the policy are met. The policies of knee and ankle-foot orthoses
    and of leg and breast prostheses hold none that these items could meet.

    ## Fix
    Send GA where the patient signed an ABN, GZ where not, or bill another item that was furnished.
    """
    message = f"{service.code} is always denied as not necessary, whatever KX says"
    yield Problem(service.modifier_place("KX"), message)
