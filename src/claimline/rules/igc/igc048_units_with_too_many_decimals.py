"""IGC048: units of service with more than three decimals."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Good, Problems, Service, ServiceContext, service_rule
from claimline.x12.types import R

# What the guide allows in SV104 (005010X222A1, loop 2400).
_MOST_DECIMALS = 3


@service_rule(
    "IGC048",
    Severity.ERROR,
    sources=[sources.GUIDE_SV104],
    acknowledgment="IK403:I12",
    examples=[
        Bad(
            "SV1*HC:L4205*900*UN*1.3333***1~NTE*ADD*REPAIR OF L1960 BROKEN ANKLE STRAP~",
            at="SV104",
        ),
        Good("SV1*HC:L4205*900*UN*1***1~NTE*ADD*REPAIR OF L1960 BROKEN ANKLE STRAP~"),
        Good("SV1*HC:A4450*900*UN*1.333***1~"),
    ],
)
def units_with_too_many_decimals(service: Service, context: ServiceContext) -> Problems:
    """SV104 has more than three decimals.

    ## Why
    The guide takes eight digits in SV104, three of them behind the point at most. A longer fraction
    comes from a division, and receivers cut it or refuse it.

    ## Fix
    Bill the units that were delivered, rounded as the payer says.
    """
    units = service.units
    if units is None or units == units.to_integral_value():
        return ()
    written = R.write(units)
    decimals = len(written.partition(".")[2])
    if decimals <= _MOST_DECIMALS:
        return ()
    message = f"the {written} units have {decimals} decimals"
    return [Problem(service.at(LineAsSent.units), message)]
