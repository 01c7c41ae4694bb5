"""DTE009: a device again before the end of its useful lifetime."""

from __future__ import annotations

from datetime import date

from claimline.claim.facts import Dispensed
from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import LimitPeriod, Role, Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.devices import Kind, kinds_of
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_USEFUL_MONTHS = 60
_REPLACED = frozenset(("RA", "RB"))
_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"
_EARLIER = [{"claim": "TEST-1", "history": [{"code": "L1960", "on": "2024-01-08"}]}]


def _is_base(tables: Tables, code: str) -> bool:
    attributes = tables.attributes(code)
    return attributes is not None and attributes.role is Role.BASE and not attributes.noc


@claim_rule(
    "DTE009",
    Severity.WARNING,
    sources=[sources.NOR_REPL, sources.NOR_DENIALG, sources.NOR_RA],
    profiles=[Profile.MEDICARE_DME],
    remittance=["151 M3", "151 M25"],
    reads=Reads(letters="L", without=tuple(_REPLACED), is_a=_is_base, present="facts"),
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
    damaged beyond repair, or the patient's condition changed: RA and a note say so. Artificial legs
    have no such time.

    ## Fix
    Add RA and the reason, or see whether the patient still has the first device.
    """
    for line in claim.lines:
        code, on = line.code, line.service_date
        if code is None or on is None or not _REPLACED.isdisjoint(line.modifiers or ()):
            continue
        if not _is_base(context.codes, code):
            continue
        if kinds_of(code, context.codes) == {Kind.LEG_PROSTHESIS}:
            continue
        for earlier in claim.facts.history or ():
            if _is_the_same(line, code, earlier, on, context.codes):
                message = f"{code} again, {earlier.code} was dispensed on {earlier.on}"
                yield Problem(line.at(LineAsSent.code), message)
                break


def _is_the_same(line: LineAsSent, code: str, earlier: Dispensed, on: date, tables: Tables) -> bool:
    sides = line.procedure.sides if line.procedure else frozenset()
    limit = tables.policy_limit(code, on)
    months = limit.months if limit and limit.period is LimitPeriod.MONTHS else None
    age = (on.year - earlier.on.year) * 12 + on.month - earlier.on.month
    age -= on.day < earlier.on.day
    return (
        earlier.code in (code, tables.fitting_twin(code, on))
        and (earlier.side is None or not sides or earlier.side in sides)
        and earlier.on < on
        and age < (months or _USEFUL_MONTHS)
    )
