"""POS005: a device billed for use at a dialysis facility."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    Setting,
    service_rule,
)

_DIALYSIS = "65"


@service_rule(
    "POS005",
    Severity.WARNING,
    sources=[sources.NOR_POS],
    profiles=[Profile.MEDICARE_DME],
    remittance=["5 M77"],
    reads=Reads(letters="L"),
    examples=[
        Bad("CLM*A1*900***65:B:1*Y*A*Y*Y~", at="SV101-2"),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y~"),
        Good("CLM*A1*900***65:B:1*Y*A*Y*Y~", setting=Setting(Profile.COMMERCIAL)),
    ],
)
def dialysis_facility_for_device(service: Service, context: ServiceContext) -> Problems:
    """An orthosis or prosthesis is billed at place of service 65.

    ## Why
    The DME MACs take a dialysis facility for parenteral and enteral nutrition only.

    ## Fix
    Give the place where the patient uses the device, usually 12.
    """
    if service.place_of_service == _DIALYSIS:
        message = f"{service.code} at a dialysis facility, which is for nutrition only"
        yield Problem(service.at(LineAsSent.code), message)
