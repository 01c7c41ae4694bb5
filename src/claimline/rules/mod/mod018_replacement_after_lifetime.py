"""MOD018: RA on an item whose useful lifetime had ended."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.months import months_between
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_REPLACED = "RA"
_LINE = "SV1*HC:L1960:RT:KX:RA*900*UN*1***1~NTE*ADD*RPL L1960 LOST IN FIRE 20260102~"


@claim_rule(
    "MOD018",
    Severity.WARNING,
    sources=[sources.NOR_RA],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(letters="L", modifiers=(_REPLACED,), present={"facts"}),
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
        code, on = line.code, line.service_date
        if code is None or on is None or _REPLACED not in (line.modifiers or ()):
            continue
        earlier = [one.on for one in claim.facts.history or () if one.code == code]
        latest = max((day for day in earlier if day < on), default=None)
        months = context.codes.useful_lifetime(code, on)
        if latest and months and months_between(latest, on) >= months:
            message = f"RA on {code}, the earlier one was dispensed on {latest}"
            yield Problem(line.modifier_place(_REPLACED), message)
