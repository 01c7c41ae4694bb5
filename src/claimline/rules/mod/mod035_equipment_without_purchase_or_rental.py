"""MOD035: equipment that is neither said to be bought nor rented."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import PURCHASE_OR_RENTAL
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule

_TABLE = "fees"


@service_rule(
    "MOD035",
    Severity.ERROR,
    sources=[sources.LEEDER_507, sources.FEES_26, sources.NOR_UTIL],
    profiles=[Profile.MEDICARE_DME],
    statuses=["A7:507"],
    remittance=["4"],
    reads=Reads(letters="AEK", without=PURCHASE_OR_RENTAL, listed=Tables.equipment_modifiers),
    examples=[
        Bad("SV1*HC:E0143*80*UN*1***1~", at="SV101-2"),
        Bad(
            "SV1*HC:E0143*80*UN*1***1~DTP*472*D8*20251208~",
            at="SV101-2",
            severity=Severity.WARNING,
        ),
        Good("SV1*HC:E0143:NU*80*UN*1***1~"),
        Good("SV1*HC:E0601:RR:KH*80*UN*1***1~"),
    ],
)
def equipment_without_purchase_or_rental(service: Service, context: ServiceContext) -> Problems:
    """A code that the fee schedule prices by purchase or rental carries none of NU, UE and RR.

    ## Why
    The fee schedule has no row of the code without one of the three, so there is no price for the
    line as it stands, and the front end rejects it. Where the date of service lies outside the
    quarter of our table this is a warning.

    ## Fix
    Add NU for new, UE for used equipment that was sold, RR for a rental.
    """
    on = service.on
    covered = on is not None and context.codes.release(_TABLE, on).covers(on)
    yield Problem(
        service.at(LineAsSent.code),
        f"{service.code} carries none of NU, UE and RR",
        severity=None if covered else Severity.WARNING,
    )
