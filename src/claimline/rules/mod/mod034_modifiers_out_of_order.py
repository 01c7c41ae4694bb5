"""MOD034: modifiers in another order than the DME MACs advise."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Fix, Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import COVERAGE, PURCHASE_OR_RENTAL
from claimline.rules.repair import rewritten
from claimline.rules.rule import Bad, Good, Problems, Service, ServiceContext, service_rule


@service_rule(
    "MOD034",
    Severity.INFO,
    sources=[sources.NOR_MOD, sources.CMS_99],
    profiles=[Profile.MEDICARE_DME],
    selected=False,
    examples=[
        Bad("SV1*HC:L1960:RT:KX*900*UN*1***1~", at="SV101-4"),
        Good("SV1*HC:L1960:KX:RT*900*UN*1***1~"),
    ],
)
def modifiers_out_of_order(service: Service, context: ServiceContext) -> Problems:
    """A modifier of price or coverage stands behind one that only informs.

    ## Why
    The DME MACs advise to send what prices a line first (NU, UE, RR), then what its coverage rests
    on (KX and its like), then side, level and the rest. No line is known to be denied for its
    order.

    ## Fix
    Sort the modifiers where the system that writes the claim can.
    """
    ranks = [_rank(modifier) for modifier in service.modifiers]
    for at, rank in enumerate(ranks):
        if rank < max(ranks[:at], default=0):
            message = f"{service.modifiers[at]} stands behind {service.modifiers[at - 1]}"
            yield Problem(service.modifier_at(at), message, fix=_sorted)
            return


def _rank(modifier: str) -> int:
    if modifier in PURCHASE_OR_RENTAL:
        return 0
    return 1 if modifier in COVERAGE else 2


def _sorted(line: LineAsSent) -> Fix:
    modifiers = sorted(line.modifiers or (), key=_rank)
    return Fix("suggested", "sort the modifiers", (rewritten(line, modifiers),))
