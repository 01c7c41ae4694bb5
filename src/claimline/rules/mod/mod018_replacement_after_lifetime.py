"""MOD018: RA on an item whose useful lifetime had ended."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent
from claimline.findings import Place, Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_REPLACED = "RA"
_LINE = "SV1*HC:L1960:RT:KX:RA*900*UN*1***1~NTE*ADD*RPL L1960 LOST IN FIRE 20260102~"


@claim_rule(
    "MOD018",
    Severity.WARNING,
    sources=[sources.NOR_RA],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(letters="L", modifiers=(_REPLACED,), present="facts"),
    examples=[
        Bad(
            _LINE,
            at="SV101-5",
            facts=[{"claim": "TEST-1", "history": [{"code": "L1960", "on": "2020-01-02"}]}],
        ),
        Good(
            _LINE,
            facts=[{"claim": "TEST-1", "history": [{"code": "L1960", "on": "2024-01-02"}]}],
        ),
        Good(_LINE),
    ],
)
def replacement_after_lifetime(claim: ClaimAsSent, context: Context) -> Problems:
    """RA stands on an item, and by the history the earlier one had lasted its time.

    ## Why
    RA is for an item that was lost, stolen or damaged before its time. After the useful lifetime a
    new item needs no reason but the order, and no RA.

    ## Fix
    Leave RA out.
    """
    for line in claim.lines:
        on, procedure = line.service_date, line.procedure
        if on is None or procedure is None or _REPLACED not in procedure.modifiers:
            continue
        earlier = [one.on for one in claim.facts.history or () if one.code == procedure.code]
        latest = max((day for day in earlier if day < on), default=None)
        months = context.codes.useful_lifetime(procedure.code or "", on)
        if latest and months and _months_between(latest, on) >= months:
            number = next(slot for modifier, slot in procedure.slots if modifier == _REPLACED)
            message = f"RA on {procedure.code}, the earlier one was dispensed on {latest}"
            yield Problem(Place(f"SV101-{number}", line), message)


def _months_between(first: date, last: date) -> int:
    """The whole months between two days."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
