"""ADD004: an addition for custom-fabricated orthoses on a prefabricated one."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Attributes, Certainty, Fabrication, Role
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.add.parts import descriptor_severity
from claimline.rules.rule import (
    Bad,
    Context,
    Good,
    Problems,
    Reads,
    Setting,
    claim_rule,
)

# ADD003 judges this one.
_JUDGED_APART = "L2387"
_PREFABRICATED = (
    Fabrication.PREFABRICATED,
    Fabrication.CUSTOM_FITTED,
    Fabrication.OFF_THE_SHELF,
)
_LINE = "SV1*HC:L2755:RT:KX*200*UN*1***1~"


def _is_for_custom_only(attributes: Attributes) -> bool:
    return (
        attributes.attaches_fabrication is Fabrication.CUSTOM_FABRICATED
        and attributes.checked is Certainty.SURE
        and attributes.code != _JUDGED_APART
    )


@claim_rule(
    "ADD004",
    Severity.ERROR,
    sources=[sources.HCPCS_CODES],
    remittance=["50"],
    reads=Reads(letters="L", attributes=_is_for_custom_only, only_services=True),
    examples=[
        Bad(f"SV1*HC:L1951:RT:KX*700*UN*1***1~REF*G1*12A34567890123~{_LINE}", at="2 SV101-2"),
        Bad(
            f"SV1*HC:L1930:RT*300*UN*1***1~{_LINE}",
            at="2 SV101-2",
            setting=Setting(Profile.MEDICAID),
            severity=Severity.WARNING,
        ),
        Good(f"SV1*HC:L1960:RT:KX*900*UN*1***1~{_LINE}"),
    ],
)
def custom_addition_on_prefabricated_base(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition that is worded for custom-fabricated orthoses stands on a prefabricated base.

    ## Why
    The wording of some additions, such as a carbon lamination or a molded lacer, holds for
    custom-fabricated orthoses only. On a prefabricated one they are incorrect coding.

    ## Fix
    Leave the addition out, or correct the base.
    """
    for device in context.devices(claim):
        base = device.base
        if base is None or base.attributes.checked is not Certainty.SURE:
            continue
        if base.attributes.fabrication not in _PREFABRICATED:
            continue
        for part in device.parts:
            if part.role not in (Role.ADDITION, Role.REPLACEMENT) or part.for_owned_device:
                continue
            if _is_for_custom_only(part.attributes):
                yield Problem(
                    part.at(LineAsSent.code),
                    f"{part} is for custom-fabricated orthoses, {base.code} is none",
                    severity=descriptor_severity(context),
                    related=(base.at(LineAsSent.code),),
                )
