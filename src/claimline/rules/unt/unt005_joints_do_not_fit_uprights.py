"""UNT005: a knee-ankle-foot orthosis whose joints do not fit its uprights."""

from __future__ import annotations

from collections.abc import Iterable

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Attributes, CodeList, UnitBasis
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.devices import Device, Part, total_units
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    claim_rule,
)

_KNEE_JOINT = "knee-joint"
_SINGLE = "SV1*HC:L2034:RT:KX*3000*UN*1***1~"
_DOUBLE = "SV1*HC:L2036:RT:KX*3000*UN*1***1~"

# A base by its wording, and the count of joints of a kind that does not fit it.
_MISFITS = (
    (CodeList.SINGLE_UPRIGHT, "one upright", 2),
    (CodeList.DOUBLE_UPRIGHT, "two uprights", 1),
)


def _is_knee_joint(attributes: Attributes) -> bool:
    return attributes.component == _KNEE_JOINT and attributes.unit_basis is UnitBasis.JOINT


@claim_rule(
    "UNT005",
    Severity.INFO,
    sources=[sources.HCPCS_CODES],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    reads=Reads(letters="L", attributes=_is_knee_joint, only_services=True),
    examples=[
        Bad(f"{_SINGLE}SV1*HC:L2387:RT:KX*800*UN*2***1~", at="2 SV104"),
        Bad(f"{_DOUBLE}SV1*HC:L2387:RT:KX*400*UN*1***1~", at="2 SV104"),
        Good(f"{_SINGLE}SV1*HC:L2387:RT:KX*400*UN*1***1~"),
        Good(f"{_DOUBLE}SV1*HC:L2387:RT:KX*800*UN*2***1~"),
    ],
)
def joints_do_not_fit_uprights(claim: ClaimAsSent, context: Context) -> Problems:
    """A single upright has two knee joints of a kind, or a double upright one.

    ## Why
    Each upright of an orthosis bends in one knee joint. A base worded with one upright takes one
    joint of a kind, one with two usually takes two; designs differ.

    ## Fix
    Compare the units with the device as made.
    """
    for device in context.devices(claim):
        base = device.base
        if base is None or base.side is None:
            continue
        for name, uprights, misfit in _MISFITS:
            for joints in _knee_joints(device) if context.is_on(name, base) else ():
                if total_units(joints) == misfit:
                    yield Problem(
                        joints[-1].at(LineAsSent.units),
                        f"{misfit} of {joints[-1].code} on {base.code}, which has {uprights}",
                        related=(base.at(LineAsSent.code),),
                    )


def _knee_joints(device: Device) -> Iterable[list[Part]]:
    """The additions to a device that count knee joints, those of one code together."""
    by_code: dict[str, list[Part]] = {}
    for part in device.additions():
        if _is_knee_joint(part.attributes):
            by_code.setdefault(part.code, []).append(part)
    return by_code.values()
