"""UNT003: a line that bills no unit, or less than none."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Service, Setting, line_rule
from claimline.x12.types import R


def _has_no_units(service: Service) -> bool:
    return service.units is None or service.units <= 0


@line_rule(
    "UNT003",
    Severity.ERROR,
    sources=[sources.GUIDE_SV104, sources.MAP837],
    reads=Reads(service=_has_no_units),
    examples=[
        Bad("SV1*HC:L1960:RT:KX*900*UN****1~", at="SV104"),
        Bad("SV1*HC:L1960:RT:KX*900*UN*-1***1~", at="SV104"),
        Bad("SV1*HC:L1960:RT:KX*900*UN*0***1~", at="SV104"),
        Bad(
            "SV1*HC:L1960:RT:KX*900*UN*0***1~",
            at="SV104",
            setting=Setting(Profile.COMMERCIAL),
            severity=Severity.WARNING,
        ),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
    ],
)
def units_not_positive(line: LineAsSent, context: Context) -> Problems:
    """SV104 is absent, zero or negative.

    ## Why
    The guide requires the count of units, and none is ever delivered less than none. Zero has a
    place in the transaction, but the DME MACs pay by the unit and take no line without one.

    ## Fix
    Write in SV104 how many units were delivered. A negative count takes nothing back: replace or
    void the claim that billed too many.
    """
    units = line.units
    if units is not None and units > 0:
        return ()
    place = line.at(LineAsSent.units)
    code = line.code or "the line"
    if units is not None:
        tolerated = not units and context.profile is not Profile.MEDICARE_DME
        severity = Severity.WARNING if tolerated else Severity.ERROR
        message = f"{code} is billed with {R.write(units)} units"
        return [Problem(place, message, severity=severity)]
    if line.text(LineAsSent.units):
        return ()
    message = f"{code} is billed without a count of units"
    return [Problem(place, message, acknowledgment="IK403:1")]
