"""ADD010: a lock, or a part of one, with nothing to lock."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.devices import Device, Part
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    claim_rule,
)

_DROP_LOCK = "L2405"
# A lift loop and a retainer of the drop-lock ring.
_OF_DROP_LOCK = ("L2492", "L2785")
_LOCKS = (_DROP_LOCK, "L2415", "L2425", "L2430")
_KNEELESS = "AFO"


@claim_rule(
    "ADD010",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES],
    confidence=Confidence.LIKELY,
    yields_to=["ADD007", "ADD008"],
    remittance=["50"],
    reads=Reads(codes=(*_LOCKS, *_OF_DROP_LOCK), only_services=True),
    examples=[
        Bad(
            "SV1*HC:L2020:RT:KX*2000*UN*1***1~SV1*HC:L2492:RT:KX*60*UN*1***1~",
            at="2 SV101-2",
        ),
        Bad(
            "SV1*HC:L1970:RT:KX*1000*UN*1***1~SV1*HC:L2405:RT:KX*150*UN*2***1~",
            at="2 SV101-2",
        ),
        Good(
            "SV1*HC:L2020:RT:KX*2500*UN*1***1~SV1*HC:L2405:RT:KX*150*UN*2***1~"
            "SV1*HC:L2492:RT:KX*60*UN*2***1~"
        ),
    ],
)
def lock_without_joint(claim: ClaimAsSent, context: Context) -> Problems:
    """A knee lock stands on a device without a knee, or a part of the drop lock without the lock.

    ## Why
    L2405 and its like lock a knee joint. L2492 is the lift loop of a drop-lock ring and L2785 its
    retainer, so that both come with L2405.

    ## Fix
    Add the lock, or leave out what belongs to it.
    """
    for device in context.devices(claim):
        for part in device.additions(*_LOCKS, *_OF_DROP_LOCK):
            missing = None if part.for_owned_device else _missing(device, part)
            if missing:
                yield Problem(part.at(LineAsSent.code), f"{part} stands without {missing}")


def _missing(device: Device, part: Part) -> str | None:
    if device.base is None:
        return None
    if part.code in _OF_DROP_LOCK:
        return None if device.additions(_DROP_LOCK) else f"the drop lock {_DROP_LOCK}"
    return "a knee joint" if device.base.attributes.body_region == _KNEELESS else None
