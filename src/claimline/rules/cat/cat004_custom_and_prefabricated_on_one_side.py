"""CAT004: two devices of one function on one side."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent, Side
from claimline.codes import Attributes, Certainty, CodeList, Fabrication, Role
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.devices import Part
from claimline.rules.modifiers import REPLACED
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_CUSTOM = "SV1*HC:L1960:RT:KX*900*UN*1***1~"


def _is_custom_base(attributes: Attributes) -> bool:
    return (
        attributes.role is Role.BASE
        and attributes.fabrication is Fabrication.CUSTOM_FABRICATED
        and attributes.checked is not Certainty.UNSURE
        and not attributes.noc
    )


@claim_rule(
    "CAT004",
    Severity.WARNING,
    sources=[sources.NOR_DENIALG],
    profiles=[Profile.MEDICARE_DME],
    remittance=["151 M3"],
    reads=Reads(letters="L", attributes=_is_custom_base, only_services=True),
    examples=[
        Bad(f"{_CUSTOM}SV1*HC:L1930:RT:KX*300*UN*1***1~", at="2 SV101-2"),
        Good(_CUSTOM),
        Good(f"{_CUSTOM}SV1*HC:L1930:LT:KX*300*UN*1***1~"),
        Good(f"HI*ABK:M24571~{_CUSTOM}SV1*HC:L4397:RT:KX*140*UN*1***1~"),
    ],
)
def custom_and_prefabricated_on_one_side(claim: ClaimAsSent, context: Context) -> Problems:
    """A custom-fabricated and a prefabricated orthosis of one region stand for one side and date.

    ## Why
    Two orthoses of the same function for one side are the same or similar items, and the second is
    denied. Positioning orthoses, worn at night, are another function.

    ## Fix
    Keep the one that was furnished, or bill the other with GA and a signed ABN.
    """
    custom: dict[_Worn, Part] = {}
    for device in context.devices(claim):
        if device.base and _is_custom_base(device.base.attributes):
            custom.setdefault(_worn(device.base), device.base)
    for device in context.devices(claim):
        base = device.base
        beside = custom.get(_worn(base)) if base else None
        if base and beside and _is_prefabricated(base, context) and not _is_replaced(base, beside):
            yield Problem(
                base.at(LineAsSent.code),
                f"{base} stands beside {beside.code}, a custom device of the same region",
                related=(beside.at(LineAsSent.code),),
            )


_Worn = tuple[str, Side | None, date | None]


def _worn(base: Part) -> _Worn:
    """Where and from which day a base is worn."""
    return base.attributes.body_region, base.side, base.service_date


def _is_prefabricated(base: Part, context: Context) -> bool:
    """Whether it is a prefabricated orthosis of one side, and none for positioning alone."""
    attributes, on = base.attributes, base.service_date
    return (
        base.side is not None
        and on is not None
        and attributes.fabrication is not Fabrication.CUSTOM_FABRICATED
        and attributes.checked is not Certainty.UNSURE
        and not attributes.noc
        and not context.codes.listed(CodeList.POSITIONING_AFO, base.code, on)
    )


def _is_replaced(*bases: Part) -> bool:
    return any(not REPLACED.isdisjoint(base.modifiers) for base in bases)
