"""NOC014: more than one unit of a non-specific code."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.codes import UnitBasis
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Confidence,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    service_rule,
)


@service_rule(
    "NOC014",
    Severity.WARNING,
    sources=[sources.WPS_NOC, sources.MB_L5999],
    confidence=Confidence.LIKELY,
    yields_to=["LAT002", "LAT004"],
    reads=Reads(noc=True),
    examples=[
        Bad(
            "SV1*HC:L3999:RT::::ELBOW ORTH*900*UN*2***1~NTE*ADD*ACME FLEXARM 200 PL $450~",
            at="SV104",
        ),
        Good("SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~NTE*ADD*ACME FLEXARM 200 PL $450~"),
        Good("SV1*HC:A9999:::::TUBING SET*90*UN*3***1~NTE*ADD*ACME TUBE 7 PL $30~"),
    ],
)
def several_units_of_noc_item(service: Service, context: ServiceContext) -> Problems:
    """A non-specific code for a device is billed with more than one unit.

    ## Why
    One unit stands for the whole product that the description names. Quantities of supplies are
    left out here.

    ## Fix
    Bill one unit for each side, and put quantities into the description.
    """
    if context.codes.unit_basis(service.code) is not UnitBasis.DEVICE or service.units is None:
        return
    if service.units > 1:
        message = f"{service.units} units of {service.code}, which stands for one product"
        yield Problem(service.at(LineAsSent.units), message)
