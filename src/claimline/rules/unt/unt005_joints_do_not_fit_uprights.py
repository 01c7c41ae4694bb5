"""UNT005: a knee-ankle-foot orthosis whose joints do not fit its uprights."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import CodeList, Tables, UnitBasis
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


@claim_rule(
    "UNT005",
    Severity.INFO,
    sources=[sources.HCPCS_CODES],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    reads=Reads(
        letters="L", is_a=lambda tables, code: is_knee_joint(tables, code), only_services=True
    ),
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
        wanted = _wanted(device, context.codes)
        if wanted is None:
            continue
        for code in dict.fromkeys(part.code for part in device.additions()):
            joints = device.additions(code)
            if is_knee_joint(context.codes, code) and total_units(joints) == 3 - wanted:
                yield _problem(device, joints, wanted)


def is_knee_joint(tables: Tables, code: str) -> bool:
    """Whether a code counts knee joints of an orthosis."""
    attributes = tables.attributes(code)
    return (
        attributes is not None
        and attributes.component == _KNEE_JOINT
        and attributes.unit_basis is UnitBasis.JOINT
    )


def _wanted(device: Device, tables: Tables) -> int | None:
    """How many knee joints of a kind the base of a device takes; None where that is open."""
    base, on = device.base, device.on
    if base is None or on is None or device.side is None:
        return None
    if tables.listed(CodeList.SINGLE_UPRIGHT, base.code, on):
        return 1
    return 2 if tables.listed(CodeList.DOUBLE_UPRIGHT, base.code, on) else None


def _problem(device: Device, joints: list[Part], wanted: int) -> Problem:
    line = joints[-1].line
    assert device.base is not None
    uprights = "one upright" if wanted == 1 else "two uprights"
    return Problem(
        line.at(LineAsSent.units),
        f"{total_units(joints)} of {joints[-1].code} on {device.base.code}, which has {uprights}",
        related=(device.base.line.at(LineAsSent.code),),
    )
