"""CAT008: a positioning orthosis for a pressure ulcer alone."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.cat.wounds import is_for_nothing_but
from claimline.rules.modifiers import DENIAL_EXPECTED
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_GROUP = "ankle-contracture"
_ULCERS = ("foot-ulcer", "pressure-ulcer")
_ORTHOSIS = "SV1*HC:L4397:LT:KX*140*UN*1***1~"


@line_rule(
    "CAT008",
    Severity.WARNING,
    sources=[sources.LCD_AFO, sources.WOUND_AFO],
    profiles=[Profile.MEDICARE_DME],
    remittance=["96"],
    reads=Reads(listed=Tables.covered_diagnoses, without=DENIAL_EXPECTED, only_diagnoses=True),
    examples=[
        Bad(f"HI*ABK:L89622~{_ORTHOSIS}", at="SV101-2"),
        Good(f"HI*ABK:M24572~{_ORTHOSIS}"),
    ],
)
def positioning_orthosis_for_ulcer(line: LineAsSent, context: Context) -> Problems:
    """A positioning ankle-foot orthosis points to nothing but ulcers.

    ## Why
    L4396, L4397 and their interface L4392 are braces for a contracture or plantar fasciitis. Worn
    to take the load off a heel they are no brace, and no benefit.

    ## Fix
    Send GY, or point to the contracture the orthosis was furnished for.
    """
    on = line.service_date
    covered = context.codes.covered_diagnoses(line.code or "", on) if on else None
    if covered is None or _GROUP not in covered.groups:
        return
    if is_for_nothing_but(_ULCERS, line, context.codes):
        yield Problem(line.at(LineAsSent.code), f"{line.code} points to ulcers alone")
