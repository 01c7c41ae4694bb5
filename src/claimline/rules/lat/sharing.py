"""Sharing a line out between the sides it stands for, as a suggested fix."""

from __future__ import annotations

from collections.abc import Iterable

from claimline.claim.views import LineAsSent, Side
from claimline.findings import Fix
from claimline.rules.modifiers import BOTH_SIDES, SIDES
from claimline.rules.repair import rewritten

# Segments whose amounts are the whole line's, so that each side's share of them is unknown.
_SEGMENTS_WITH_AMOUNTS = frozenset({"AMT", "CN1", "CTP", "HCP", "PS1", "QTY", "SV5", "SVD"})


def one_line_a_side(line: LineAsSent) -> Fix | None:
    """Two SV1 segments, right and left, with half the units each; the odd cent goes to the first.

    None where the units are no even number, the charge cannot be read, or the line holds other
    amounts: those a person must share out.
    """
    units = _even(line)
    if units is None or line.charge is None:
        return None
    if any(segment.id in _SEGMENTS_WITH_AMOUNTS for segment in line.segments()):
        return None
    left = line.charge // 2
    charges = {Side.RIGHT: line.charge - left, Side.LEFT: left}
    return Fix(
        "suggested",
        "bill each side on a line of its own, with the other segments of this line on both and an "
        "LX and REF*6R of their own",
        tuple(
            rewritten(line, _one_sided(line.modifiers or (), side), charge=charge, units=units // 2)
            for side, charge in charges.items()
        ),
    )


def _even(line: LineAsSent) -> int | None:
    """The units, where they are an even number above zero."""
    if line.units is None or line.units <= 0:
        return None
    units = int(line.units)
    return units if units == line.units and units % 2 == 0 else None


def _one_sided(modifiers: Iterable[str], side: Side) -> list[str]:
    """The modifiers with the one side where RT, LT or 50 stood."""
    sided = (side if modifier in SIDES | {BOTH_SIDES} else modifier for modifier in modifiers)
    return list(dict.fromkeys(sided))
