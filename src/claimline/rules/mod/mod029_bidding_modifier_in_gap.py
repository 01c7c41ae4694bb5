"""MOD029: a modifier of competitive bidding while there is none."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule
from claimline.rules.unwanted import unwanted

_OF_BIDDING = frozenset(("KV", "J4", "J5"))


@service_rule(
    "MOD029",
    Severity.ERROR,
    sources=[sources.NOR_GAP, sources.CGS_CBP],
    profiles=[Profile.MEDICARE_DME],
    since=date(2024, 1, 1),
    reads=Reads(modifiers=_OF_BIDDING),
    examples=[
        Bad(
            "BHT*0019*00*1*20240320*1200*CH~SV1*HC:L1851:RT:KX:KV*700*UN*1***1~"
            "DTP*472*D8*20240301~REF*G1*12A34567890123~",
            at="SV101-5",
        ),
        Good(
            "BHT*0019*00*1*20240320*1200*CH~SV1*HC:L1851:RT:KX:ST*700*UN*1***1~"
            "DTP*472*D8*20240301~",
        ),
        Good(
            "BHT*0019*00*1*20231220*1200*CH~SV1*HC:L1851:RT:KX:KV*700*UN*1***1~"
            "DTP*472*D8*20231130~REF*G1*12A34567890123~",
        ),
    ],
)
def bidding_modifier_in_gap(service: Service, context: ServiceContext) -> Problems:
    """KV, J4 or J5 stands on a line since 2024-01-01, when competitive bidding paused.

    ## Why
    The three let practitioners and hospitals furnish a brace outside the bidding contracts. There
    have been none since 2024-01-01, and the DME MACs do not accept the modifiers.

    ## Fix
    Leave the modifier out. Where an acute injury cannot wait for a prior authorization, ST says so.
    """
    yield from unwanted(service, _OF_BIDDING, "outside competitive bidding")
