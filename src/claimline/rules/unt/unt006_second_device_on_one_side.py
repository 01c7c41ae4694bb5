"""UNT006: one device twice on one side, on lines of their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent, Side
from claimline.codes import Attributes, Role, UnitBasis
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import REPLACED, SIDES
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule


def _is_base_device(attributes: Attributes) -> bool:
    return (
        attributes.role is Role.BASE
        and attributes.unit_basis is UnitBasis.DEVICE
        and not attributes.noc
    )


@claim_rule(
    "UNT006",
    Severity.WARNING,
    sources=[sources.CGS_RTLT, sources.NOR_DENIALG],
    profiles=[Profile.MEDICARE_DME],
    yields_to=["LAT003", "LAT009", "UNT010"],
    remittance=["151 M3"],
    reads=Reads(letters="L", modifiers=SIDES, attributes=_is_base_device, only_services=True),
    examples=[
        Bad(
            "SV1*HC:L1930:RT:KX*300*UN*1***1~SV1*HC:L1930:RT:GA*300*UN*1***1~",
            at="2 SV104",
        ),
        Good("SV1*HC:L1930:RT:KX*300*UN*1***1~SV1*HC:L1930:LT:KX*300*UN*1***2~"),
    ],
)
def second_device_on_one_side(claim: ClaimAsSent, context: Context) -> Problems:
    """Lines of one date bill the same base device twice for one side.

    ## Why
    A side wears one orthosis or prosthesis of a kind at a time. A second one looks like the same
    item furnished twice, and is denied as that.

    ## Fix
    Bill one unit for the side. A second device needs a justification of its own.
    """
    totals: dict[tuple[str, Side, date], Decimal] = {}
    for line in claim.lines:
        procedure, on, units = line.procedure, line.service_date, line.units
        if procedure is None or procedure.code is None or on is None or units is None:
            continue
        side = procedure.side
        # A replaced item or part may go with the one it replaces.
        if side is None or not REPLACED.isdisjoint(procedure.modifiers):
            continue
        attributes = context.codes.attributes(procedure.code)
        if attributes is None or not _is_base_device(attributes):
            continue
        before = totals.get((procedure.code, side, on), Decimal(0))
        totals[procedure.code, side, on] = before + units
        if 0 < before <= 1 < before + units:
            message = f"{procedure.code} {side} is billed a second time for one date"
            yield Problem(line.at(LineAsSent.units), message)
