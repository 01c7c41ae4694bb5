"""UNT010: more units than the medically unlikely edit of the code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Tables, UnitEdit, UnitLimit
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.never_paid import why_never_paid
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_TABLE = "unit_limits"
_NONE = Decimal(0)


def _limit(tables: Tables, code: str, on: date) -> UnitLimit | None:
    """The edit of a code; a limit of 0 of what Medicare never pays is not for units to say."""
    limit = tables.unit_limit(code, on)
    if (
        limit
        and not limit.units
        and (why_never_paid(tables, code, on) or tables.non_brace(code, on))
    ):
        return None
    return limit


@claim_rule(
    "UNT010",
    Severity.ERROR,
    sources=[sources.MUE26, sources.NOR_MUE, sources.FCSO_MUE],
    profiles=[Profile.MEDICARE_DME],
    remittance=["151 N362"],
    reads=Reads(letters="AEKLV", without=("GY",), listed=_limit, only_services=True),
    examples=[
        Bad(
            "BHT*0019*00*1*20261110*1200*CH~SV1*HC:L1970:RT:KX*4000*UN*5***1~DTP*472*D8*20261101~",
            at="SV104",
        ),
        Bad("SV1*HC:L1970:RT:KX*4000*UN*5***1~", at="SV104", severity=Severity.WARNING),
        Bad(
            "SV1*HC:L2036:RT:KX*3000*UN*1***1~SV1*HC:L2036:LT:KX*3000*UN*1***2~"
            "SV1*HC:L2387:RT:KX*800*UN*2***1~SV1*HC:L2387:LT:KX*1200*UN*3***2~",
            at="4 SV104",
            severity=Severity.WARNING,
        ),
        Good("SV1*HC:L1970:RT:KX*900*UN*1***1~SV1*HC:L1970:LT:KX*900*UN*1***2~"),
    ],
)
def units_above_unlikely_edit(claim: ClaimAsSent, context: Context) -> Problems:
    """A code is billed with more units than its medically unlikely edit allows.

    ## Why
    CMS publishes how many units of a code one patient can have on a day (indicators 2 and 3: all
    lines together, both sides) or on a line (indicator 1). More are denied; a limit with indicator
    2 cannot be appealed. Past the quarter of our table this is information, before it a warning.

    ## Fix
    Correct the units. With indicator 1, units of distinct services go on lines of their own.
    """
    for line, units, limit in _above(claim, context.codes):
        assert line.service_date is not None
        scope = "a line" if limit.edit is UnitEdit.LINE else "a day"
        yield Problem(
            line.at(LineAsSent.units),
            f"{units} units of {line.code}, the limit is {limit.units} {scope}",
            severity=_severity(context.codes, line.service_date),
        )


def _above(claim: ClaimAsSent, tables: Tables) -> Iterator[tuple[LineAsSent, Decimal, UnitLimit]]:
    """The lines at which a limit is passed, with the units up to them."""
    totals: dict[tuple[str, date], Decimal] = {}
    for line in claim.lines:
        code, on, units = line.code, line.service_date, line.units
        if code is None or on is None or units is None or "GY" in (line.modifiers or ()):
            continue
        limit = _limit(tables, code, on)
        if limit is None:
            continue
        before = _NONE if limit.edit is UnitEdit.LINE else totals.get((code, on), _NONE)
        total = totals[code, on] = before + units
        if before <= limit.units < total:
            yield line, total, limit


def _severity(tables: Tables, on: date) -> Severity | None:
    release = tables.release(_TABLE, on)
    if release.covers(on):
        return None
    return Severity.INFO if on > release.covers_to else Severity.WARNING
