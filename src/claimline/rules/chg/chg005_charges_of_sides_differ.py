"""CHG005: one item for both sides at two prices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent, Side
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.amounts import dollars
from claimline.rules.modifiers import REPLACED
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    Service,
    Setting,
    claim_rule,
)

# What an uneven charge for both sides leaves between them.
_ODD_CENT = 1
_RIGHT = "SV1*HC:L1960:RT:KX*900*UN*1***1~"


def _name_both_sides_of_a_code(services: Sequence[Service | None]) -> bool:
    sides = {(one.code, one.side) for one in services if one and one.side}
    return len(sides) > len({code for code, _ in sides})


@claim_rule(
    "CHG005",
    Severity.INFO,
    sources=[sources.CGS_RTLT],
    confidence=Confidence.LIKELY,
    reads=Reads(modifiers={"LT"}, services=_name_both_sides_of_a_code),
    examples=[
        Bad(f"{_RIGHT}SV1*HC:L1960:LT:KX*450*UN*1***2~", at="2 SV102"),
        Bad(
            f"{_RIGHT}SV1*HC:L1960:LT:KX*450*UN*1***2~",
            at="2 SV102",
            setting=Setting(Profile.COMMERCIAL),
        ),
        Good(f"{_RIGHT}SV1*HC:L1960:LT:KX*900*UN*1***2~"),
        Good(
            "SV1*HC:L2000:RT:KX*3000*UN*1***1~SV1*HC:L2387:RT:KX*800*UN*2***1~"
            "SV1*HC:L2000:LT:KX*3000*UN*1***2~SV1*HC:L2387:LT:KX*400*UN*1***2~"
        ),
        Good(f"{_RIGHT}SV1*HC:L1960:LT:KX:RA*450*UN*1***2~NTE*ADD*RPL LOST L1960~"),
    ],
)
def charges_of_sides_differ(claim: ClaimAsSent, context: Context) -> Problems:
    """The same procedure code costs more on one side than on the other.

    ## Why
    The devices of both sides are the same item by their code. Two prices for it are rarely meant,
    and where both sides are billed a reviewer sees them next to each other. A cent between them is
    what an uneven charge for the pair leaves.

    ## Fix
    Compare the two charges, each divided by its units.
    """
    first: dict[tuple[str, date | None, Side], LineAsSent] = {}
    for line in claim.lines:
        side = _side(line)
        if side is None or line.code is None or not _is_priced(line):
            continue
        other = first.get((line.code, line.service_date, side.other))
        if other is not None and not _is_priced_alike(other, line):
            yield Problem(
                line.at(LineAsSent.charge),
                f"{line.code} {side} costs {_shown(line)} a unit, {side.other} {_shown(other)}",
                related=(other.at(LineAsSent.charge),),
            )
        first.setdefault((line.code, line.service_date, side), line)


def _side(line: LineAsSent) -> Side | None:
    """The only side of a line; None where a replaced item or part has a price of its own."""
    procedure = line.procedure
    if procedure is None or not REPLACED.isdisjoint(procedure.modifiers):
        return None
    return procedure.side


def _is_priced(line: LineAsSent) -> bool:
    return bool(line.charge) and line.units is not None and line.units > 0


def _is_priced_alike(one: LineAsSent, other: LineAsSent) -> bool:
    if (one.charge, one.units) == (other.charge, other.units):
        return True
    return abs(_price(one) - _price(other)) <= _ODD_CENT


def _price(line: LineAsSent) -> Decimal:
    """The charge for one unit, in cents."""
    assert line.charge is not None
    assert line.units is not None
    return line.charge / line.units


def _shown(line: LineAsSent) -> str:
    return dollars(round(_price(line)))
