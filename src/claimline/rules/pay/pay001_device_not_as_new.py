"""PAY001: an L code without NU, or rented, at Priority Health."""

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

_COMMERCIAL = Setting(Profile.COMMERCIAL)


@service_rule(
    "PAY001",
    Severity.WARNING,
    sources=[sources.PRIO],
    profiles=[Profile.COMMERCIAL, Profile.MEDICAID],
    selected=False,
    reads=Reads(letters="L", without=("NU",)),
    examples=[
        Bad("SV1*HC:L1960:RT:RR*900*UN*1***1~", at="SV101-4", setting=_COMMERCIAL),
        Bad("SV1*HC:L1960:RT*900*UN*1***1~", at="SV101-2", setting=_COMMERCIAL),
        Good("SV1*HC:L1960:NU:RT*900*UN*1***1~", setting=_COMMERCIAL),
    ],
)
def device_not_as_new(service: Service, context: ServiceContext) -> Problems:
    """An L code carries no NU at a payer that takes it with NU alone.

    ## Why
    For its commercial and Medicaid products Priority Health takes L codes as new equipment, and in
    no form of rental. Its page bears no date, so that the rule is off unless selected.

    ## Fix
    Add NU, and leave RR out.
    """
    if "RR" in service.modifiers:
        yield Problem(service.modifier_place("RR"), f"{service.code} is billed as a rental")
    else:
        yield Problem(service.at(LineAsSent.code), f"{service.code} carries no NU")
