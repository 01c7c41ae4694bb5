"""ADD010: a lock, or a part of one, with nothing to lock."""

from __future__ import annotations

from datetime import date

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import CodeList, Tables
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
_KNEELESS = "AFO"


def _is_judged(tables: Tables, code: str, on: date) -> bool:
    return code in _OF_DROP_LOCK or tables.listed(CodeList.KNEE_LOCK, code, on) is not None


@claim_rule(
    "ADD010",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES],
    confidence=Confidence.LIKELY,
    yields_to=["ADD007", "ADD008"],
    remittance=["50"],
    reads=Reads(listed=_is_judged, only_services=True),
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
        for part in device.additions():
            on = part.service_date
            if part.for_owned_device or on is None or not _is_judged(context.codes, part.code, on):
                continue
            missing = _missing(device, part)
            if missing:
                yield Problem(part.at(LineAsSent.code), f"{part} stands without {missing}")


def _missing(device: Device, part: Part) -> str | None:
    if device.base is None:
        return None
    if part.code in _OF_DROP_LOCK:
        return None if device.additions(_DROP_LOCK) else f"the drop lock {_DROP_LOCK}"
    return "a knee joint" if device.base.attributes.body_region == _KNEELESS else None
