"""COD007: purchase or rental of equipment that the fee schedule prices otherwise."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import PURCHASE_OR_RENTAL
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule

_TABLE = "fees"


@service_rule(
    "COD007",
    Severity.ERROR,
    sources=[sources.CEDI_OCT22, sources.LEEDER_507, sources.FEES_26],
    profiles=[Profile.MEDICARE_DME],
    statuses=["A7:507"],
    remittance=["4 N519"],
    reads=Reads(letters="EK", modifiers=PURCHASE_OR_RENTAL, listed=Tables.equipment_modifiers),
    examples=[
        Bad("SV1*HC:E0601:UE*400*UN*1***1~", at="SV101-3"),
        Bad(
            "SV1*HC:E0601:UE*400*UN*1***1~DTP*472*D8*20251208~",
            at="SV101-3",
            severity=Severity.WARNING,
        ),
        Good("SV1*HC:E0601:RR:KH*80*UN*1***1~"),
        Good("SV1*HC:E0143:NU*80*UN*1***1~"),
    ],
)
def modifier_without_fee_row(service: Service, context: ServiceContext) -> Problems:
    """Equipment carries NU, UE or RR, and the fee schedule has no row of the code with it.

    ## Why
    The front end knows which of the three a code is priced with, and rejects a code and modifier
    that do not go together like a code that there is not. Outside the quarter of our table this is
    a warning.

    ## Fix
    Send the modifier that the fee schedule prices the code with.
    """
    if service.on is None:
        return
    priced = context.codes.equipment_modifiers(service.code, service.on)
    covered = context.codes.release(_TABLE, service.on).covers(service.on)
    stated = [modifier for modifier in service.modifiers if modifier in PURCHASE_OR_RENTAL]
    for modifier in stated:
        if modifier not in priced:
            yield Problem(
                service.modifier_place(modifier),
                f"{service.code} is priced with {' or '.join(sorted(priced))}, not {modifier}",
                severity=None if covered else Severity.WARNING,
            )
