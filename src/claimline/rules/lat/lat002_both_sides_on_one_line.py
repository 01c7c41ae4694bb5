"""LAT002: RT and LT on one line."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile, SideReporting
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.lat.sharing import one_line_a_side
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule


@service_rule(
    "LAT002",
    Severity.ERROR,
    sources=[sources.CGS_RTLT, sources.APMA_RTLT],
    profiles=[Profile.MEDICARE_DME],
    since=date(2019, 3, 1),
    reads=Reads(modifiers={"RT"}),
    remittance=["4 N519"],
    examples=[
        Bad("SV1*HC:L1960:RT:LT:KX*1800*UN*2***1~", at="SV101-4"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~", "SV1*HC:L1960:LT:KX*900*UN*1***2~"),
    ],
)
def both_sides_on_one_line(service: Service, context: ServiceContext) -> Problems:
    """One line carries both RT and LT.

    ## Why
    Since 2019-03-01 the DME MACs take each side on a line of its own and return a line with both
    as unprocessable, which cannot be reopened.

    ## Fix
    Bill two lines, one for each side, each with its own units and charge.
    """
    in_one = service.conventions.side_reporting is SideReporting.TWO_UNITS
    if len(service.sides) == 2 and not in_one:
        second = max(service.modifiers.index(side) for side in service.sides)
        yield Problem(
            service.modifier_at(second),
            f"{service.code or 'the line'} carries both RT and LT",
            fix=one_line_a_side,
        )
