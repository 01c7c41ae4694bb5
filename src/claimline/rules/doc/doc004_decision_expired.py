"""DOC004: a delivery after the prior authorization expired."""

from __future__ import annotations

from datetime import timedelta

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.questions import LEG_PROSTHESES
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_FOR_PROSTHESES = timedelta(days=120)
_FOR_OTHERS = timedelta(days=60)
_LINE = "SV1*HC:L0650*900*UN*1***1~REF*G1*12A34567890123~DTP*472*D8*{}~"
_BATCH = "BHT*0019*00*1*20260410*1200*CH~"


@line_rule(
    "DOC004",
    Severity.ERROR,
    sources=[sources.CGS_PA, sources.NOR_PA, sources.NOR_PALLP],
    profiles=[Profile.MEDICARE_DME],
    remittance=["197"],
    reads=Reads(letters="L", present={"facts"}, listed=Tables.prior_authorization),
    examples=[
        Bad(
            _BATCH + _LINE.format(20260401),
            at="DTP[472]03",
            facts={"decision_date": "2026-01-05"},
        ),
        Good(_BATCH + _LINE.format(20260220), facts={"decision_date": "2026-01-05"}),
        Good(_BATCH + _LINE.format(20260401)),
    ],
)
def decision_expired(line: LineAsSent, context: Context) -> Problems:
    """The date of service lies after the days for which the decision holds.

    ## Why
    An affirmed decision holds for 60 days for orthoses and 120 for lower-limb prostheses. What is
    delivered later has no prior authorization.

    ## Fix
    Ask for a new decision before delivery; a line that was delivered late is denied.
    """
    decided, on = line.facts.decision_date, line.service_date
    if decided is None or on is None:
        return
    prosthesis = (line.code or "").startswith(LEG_PROSTHESES)
    holds = _FOR_PROSTHESES if prosthesis else _FOR_OTHERS
    if on - decided > holds:
        message = f"the decision of {decided} held for {holds.days} days, the service is on {on}"
        yield Problem(line.at(LineAsSent.service_dates), message)
