"""What rules on additions and repairs ask of a claim's devices."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Role, Tables
from claimline.findings import Place, Severity
from claimline.rules.devices import Device, Part
from claimline.rules.rule import Context

# The supplier says by these that it expects the denial.
DENIAL_EXPECTED = frozenset(("GA", "GZ", "GY"))


def is_addition(tables: Tables, code: str) -> bool:
    """Whether a code is an addition."""
    attributes = tables.attributes(code)
    return attributes is not None and attributes.role is Role.ADDITION


def is_repair(tables: Tables, code: str) -> bool:
    """Whether a code is labour or a minor part of a repair."""
    attributes = tables.attributes(code)
    return attributes is not None and attributes.role is Role.REPAIR


def on_bases(claim: ClaimAsSent, context: Context) -> Iterator[tuple[Part, Part]]:
    """Each base with each addition that goes with it, but for parts of a device already owned."""
    for device in context.devices(claim):
        if device.base:
            for part in device.additions():
                if not part.for_owned_device:
                    yield device.base, part


def cannot_carry(base: Part, part: Part, context: Context) -> bool:
    """Whether the wording of both says that the base does not carry the part."""
    on = part.service_date
    return on is not None and context.codes.may_carry(base.code, part.code, on) is False


def code_of(part: Part) -> Place:
    """Where the code of a part stands."""
    return part.line.at(LineAsSent.code)


def expects_denial(part: Part) -> bool:
    """Whether its line says that a denial is expected."""
    return not DENIAL_EXPECTED.isdisjoint(part.line.modifiers or ())


def where(part: Part) -> str:
    """The code of a part with its side."""
    return f"{part.code} {part.side}" if part.side else part.code


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
