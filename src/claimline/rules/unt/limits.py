"""Lines at which a policy's limit for one side is passed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claimline.claim.views import ClaimAsSent, LineAsSent, Side
from claimline.codes import PolicyLimit, Tables
from claimline.rules.modifiers import DENIAL_EXPECTED


@dataclass(frozen=True, slots=True)
class Passed:
    """A limit that is passed: the line at which it is, and the units of the side up to it."""

    line: LineAsSent
    units: Decimal
    limit: PolicyLimit
    side: Side | None

    @property
    def where(self) -> str:
        """The side in words."""
        return "on one side" if self.side is None else f"on {self.side}"


def passed_limits(
    claim: ClaimAsSent, tables: Tables, applies: Callable[[PolicyLimit], bool]
) -> Iterator[Passed]:
    """Where the limits that apply are passed on one side and date.

    A line that names no side, or both, may be for both: it passes a limit with twice the units.
    """
    totals: dict[tuple[str, Side | None, date], Decimal] = {}
    for line in claim.lines:
        procedure, on, units = line.procedure, line.service_date, line.units
        if procedure is None or procedure.code is None or on is None or units is None:
            continue
        limit = tables.policy_limit(procedure.code, on)
        if limit is None or not applies(limit):
            continue
        if not DENIAL_EXPECTED.isdisjoint(procedure.modifiers):
            continue
        side = procedure.side
        most = limit.units if side else limit.units * len(Side)
        key = limit.shared or limit.code, side, on
        before = totals.get(key, Decimal(0))
        totals[key] = before + units
        if before <= most < before + units:
            yield Passed(line, before + units, limit, side)
