"""UNT008: units of repair labour that are not the time the note gives."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.questions import is_labour
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_UNIT = 15
_HOUR = 60
_TIME = re.compile(
    r"(?<![\w.])(?P<count>\d{1,3}(?:\.\d{1,2})?) ?(?:(?P<hours>HRS?|HOURS?)|MINS?|MINUTES?)\b"
)


@line_rule(
    "UNT008",
    Severity.WARNING,
    sources=[sources.OSS_REP, sources.OSS_REP18, sources.NOR_PROF, sources.HCPCS_CODES],
    profiles=[Profile.MEDICARE_DME],
    remittance=["151"],
    reads=Reads(letters="L", attributes=is_labour, present={"units"}),
    examples=[
        Bad("SV1*HC:L4205:RT*120*UN*4***1~NTE*ADD*RPR L1843 HINGE 30 MIN~", at="SV104"),
        Bad("SV1*HC:L7520:RT*120*UN*3***1~NTE*ADD*RPR L5301 PYLON 1 HR~", at="SV104"),
        Bad(
            "SV1*HC:L4205:RT*120*UN*4***1~NTE*ADD*RPR L1843 HINGE~",
            at="SV104",
            facts={"labour_minutes": 30},
        ),
        Good("SV1*HC:L4205:RT*60*UN*2***1~NTE*ADD*RPR L1843 HINGE 30 MIN~"),
        Good("SV1*HC:L4205:RT*60*UN*2***1~NTE*ADD*RPR L1843 HINGE~"),
    ],
)
def labour_units_at_odds_with_time(line: LineAsSent, context: Context) -> Problems:
    """The units of repair labour are not the quarter hours of the time that is stated.

    ## Why
    One unit of these codes is 15 minutes of repair work. The note, or the side file, gives the
    time, and a reviewer compares.

    ## Fix
    Correct the units or the time: begun quarter hours count.
    """
    minutes = line.facts.labour_minutes or _stated(line.note or "")
    if not minutes or line.units is None:
        return
    quarters = (Decimal(minutes) / _UNIT).to_integral_value(ROUND_CEILING)
    if quarters != line.units:
        message = f"{line.units} units of {line.code}, {minutes} minutes are {quarters}"
        yield Problem(line.at(LineAsSent.units), message)


def _stated(note: str) -> int | None:
    """The minutes a note names; None for none, or for several times."""
    times = list(_TIME.finditer(note.upper()))
    if len(times) != 1:
        return None
    count = Decimal(times[0]["count"])
    return int(count * _HOUR if times[0]["hours"] else count)
