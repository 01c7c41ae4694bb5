"""What rules on additions ask of bases and parts."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent
from claimline.findings import Severity
from claimline.rules.devices import Device, Part
from claimline.rules.rule import Context


def cannot_carry(base: Part, part: Part, context: Context) -> bool:
    """Whether the wording of both says that the base does not carry the part."""
    on = part.service_date
    return on is not None and context.codes.may_carry(base.code, part.code, on) is False


def descriptor_severity(context: Context) -> Severity | None:
    """What follows from the wording of codes is a warning at most outside the DME MACs."""
    return None if context.profile is Profile.MEDICARE_DME else Severity.WARNING


def in_history(claim: ClaimAsSent, device: Device, context: Context) -> bool:
    """Whether the side file tells of an earlier base that carries the device's additions."""
    return any(
        context.codes.may_carry(earlier.code, part.code, on)
        for earlier in claim.facts.history or ()
        for part in device.parts
        if (on := part.service_date) and earlier.side in (None, device.side)
    )
