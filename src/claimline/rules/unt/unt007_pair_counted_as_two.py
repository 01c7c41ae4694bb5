"""UNT007: a pair or set billed piece by piece."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Certainty, UnitBasis
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.questions import is_described
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

_PIECES = 2
_PIECES_TOGETHER = (UnitBasis.PAIR, UnitBasis.SET)


@service_rule(
    "UNT007",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    yields_to=["UNT010"],
    remittance=["151"],
    reads=Reads(letters="L", attributes=is_described),
    examples=[
        Bad(
            "SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5676:RT:KX*400*UN*2***1~",
            at="2 SV104",
        ),
        Good("SV1*HC:L0980*20*UN*1***1~SV1*HC:L0457*800*UN*1***1~"),
    ],
)
def pair_counted_as_two(service: Service, context: ServiceContext) -> Problems:
    """A code whose unit is a pair or a set is billed with two units.

    ## Why
    One unit of such a code is all of its pieces, so that two units bill four of a pair.

    ## Fix
    Bill one unit for the pair or set.
    """
    attributes = context.codes.attributes(service.code)
    if attributes is None or attributes.unit_basis not in _PIECES_TOGETHER:
        return ()
    if service.units != _PIECES or len(service.sides) > 1:
        return ()
    if attributes.checked is Certainty.UNSURE:
        return ()
    if attributes.unit_basis is UnitBasis.PAIR and _counts_pieces(service):
        return ()
    message = f"two units of {service.code}, of which one is a {attributes.unit_basis}"
    return [Problem(service.at(LineAsSent.units), message)]


def _counts_pieces(service: Service) -> bool:
    return service.conventions.units_of_a_pair == _PIECES
