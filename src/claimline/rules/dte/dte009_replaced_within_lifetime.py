"""DTE009: a device again before the end of its useful lifetime."""

from __future__ import annotations

from datetime import date

from claimline.claim.facts import Dispensed
from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import REPLACED
from claimline.rules.months import months_between
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"
_EARLIER = [{"claim": "TEST-1", "history": [{"code": "L1960", "on": "2024-01-08"}]}]


@claim_rule(
    "DTE009",
    Severity.WARNING,
    sources=[sources.NOR_REPL, sources.NOR_DENIALG, sources.NOR_RA],
    profiles=[Profile.MEDICARE_DME],
    remittance=["151 M3", "151 M25"],
    reads=Reads(letters="L", without=REPLACED, listed=Tables.useful_lifetime, present={"facts"}),
    examples=[
        Bad(_LINE, at="SV101-2", facts=_EARLIER),
        Good(
            "SV1*HC:L1960:RT:KX:RA*900*UN*1***1~NTE*ADD*RPL L1960 LOST IN FIRE 20260102~",
            facts=_EARLIER,
        ),
        Good(
            _LINE,
            facts=[{"claim": "TEST-1", "history": [{"code": "L1960", "on": "2020-01-08"}]}],
        ),
        Good(_LINE),
    ],
)
def replaced_within_lifetime(claim: ClaimAsSent, context: Context) -> Problems:
    """The history shows the same device, or its twin, before the end of its useful lifetime.

    ## Why
    A device lasts five years where its policy says nothing else. One of the same code or its
    fitting twin before that is denied as the same item, unless the first was lost, stolen or
    damaged beyond repair, or the patient's condition changed: RA and a note say so. Artificial
    limbs have no such time.

    ## Fix
    Add RA and the reason, or see whether the patient still has the first device.
    """
    for line in claim.lines:
        code, on = line.code, line.service_date
        if code is None or on is None or not REPLACED.isdisjoint(line.modifiers or ()):
            continue
        for earlier in claim.facts.history or ():
            if _is_the_same(line, code, earlier, on, context.codes):
                message = f"{code} again, {earlier.code} was dispensed on {earlier.on}"
                yield Problem(line.at(LineAsSent.code), message)
                break


def _is_the_same(line: LineAsSent, code: str, earlier: Dispensed, on: date, tables: Tables) -> bool:
    sides = line.procedure.sides if line.procedure else frozenset()
    months = tables.useful_lifetime(code, on) or 0
    return (
        earlier.code in (code, tables.fitting_twin(code, on))
        and (earlier.side is None or not sides or earlier.side in sides)
        and earlier.on < on
        and months_between(earlier.on, on) < months
    )
