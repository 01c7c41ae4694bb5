"""MOD006: more than one of KX, GA, GZ and GY."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import COVERAGE
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule


@service_rule(
    "MOD006",
    Severity.ERROR,
    sources=[sources.NOR_UTIL, sources.NOR_MOD],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(modifiers=COVERAGE),
    remittance=["4 N519"],
    examples=[
        Bad("SV1*HC:L1843:RT:KX:GA*800*UN*1***1~", at="SV101-5"),
        Good("SV1*HC:L0457:GA*800*UN*1***1~"),
        Good("SV1*HC:L1960:RT:GY:GX*900*UN*1***1~"),
    ],
)
def coverage_modifiers_together(service: Service, context: ServiceContext) -> Problems:
    """The line carries more than one of KX, GA, GZ and GY.

    ## Why
    KX says that the coverage criteria are met, GA and GZ that they are not, with and without a
    signed notice (ABN), GY that the item is no benefit at all. Only one can be true, and the DME
    MACs return a line with two as unprocessable.

    ## Fix
    Keep the one that is true for this item.
    """
    stated = [modifier for modifier in dict.fromkeys(service.modifiers) if modifier in COVERAGE]
    if len(stated) < 2:
        return ()
    return [
        Problem(
            service.modifier_place(stated[1]),
            f"{_listed(stated)} stand on one line",
            related=(service.modifier_place(stated[0]),),
        )
    ]


def _listed(modifiers: list[str]) -> str:
    return f"{', '.join(modifiers[:-1])} and {modifiers[-1]}"
