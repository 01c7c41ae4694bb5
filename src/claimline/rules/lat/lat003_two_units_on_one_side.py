"""LAT003: two units of a device on a line for one side."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Sidedness, UnitBasis
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import SIDES
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule

_PAIR = 2
_SIDES = 2


@service_rule(
    "LAT003",
    Severity.ERROR,
    sources=[sources.CGS_RTLT, sources.CGS_HAND24],
    profiles=[Profile.MEDICARE_DME],
    since=date(2019, 3, 1),
    remittance=["4 N519"],
    reads=Reads(modifiers=SIDES),
    examples=[
        Bad("SV1*HC:L4387:RT:KX*500*UN*2***1~", at="SV104"),
        Good("SV1*HC:L4387:RT:KX*250*UN*1***1~SV1*HC:L4387:LT:KX*250*UN*1***2~"),
        Good("SV1*HC:L2036:RT:KX*3000*UN*1***1~SV1*HC:L2387:RT:KX*800*UN*2***1~"),
    ],
)
def two_units_on_one_side(service: Service, context: ServiceContext) -> Problems:
    """A line for one side bills two units of a device of which a side takes one.

    ## Why
    Two units are two devices, and the second one is the other side's: since 2019-03-01 each side
    has a line of its own with one unit, and the DME MACs return the line as unprocessable.

    ## Fix
    Bill the second device on a line for the other side, or one unit where there is only one.
    """
    if service.side is None or service.on is None:
        return
    if context.codes.unit_basis(service.code) is not UnitBasis.DEVICE or service.units != _PAIR:
        return
    limit = context.codes.unit_limit(service.code, service.on)
    side = context.codes.side(service.code)
    if side in (Sidedness.REQUIRED, Sidedness.SIDED) and limit and limit.units <= _SIDES:
        message = f"two units of {service.code} stand on a line for one side"
        yield Problem(service.at(LineAsSent.units), message)
