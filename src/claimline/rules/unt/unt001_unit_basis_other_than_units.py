"""UNT001: an item measured in something other than units."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule

_IN_GUIDE = ("UN", "MJ")


@service_rule(
    "UNT001",
    Severity.ERROR,
    sources=[sources.GUIDE_SV103, sources.MAP837],
    reads=Reads(letters="AEKL"),
    examples=[
        Bad("SV1*HC:L1960:RT:KX*900*MJ*1***1~", at="SV103"),
        Bad("SV1*HC:L1960:RT:KX*900*EA*1***1~", at="SV103"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
    ],
)
def unit_basis_other_than_units(service: Service, context: ServiceContext) -> Problems:
    """SV103 of an item is not UN.

    ## Why
    The guide knows two measures: UN for units, and MJ for minutes of anaesthesia, which no item
    has. A receiver rejects any other code of SV103 as not in the list of the guide.

    ## Fix
    Write UN in SV103, and in SV104 how many units were delivered.
    """
    if service.basis not in (None, "UN"):
        yield Problem(
            service.at(LineAsSent.basis),
            f"{service.code} is measured in {service.basis}, not in UN",
            acknowledgment=None if service.basis in _IN_GUIDE else "IK403:7",
        )
