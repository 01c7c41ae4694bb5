"""DXP007: a positioning orthosis without the diagnosis it is covered for."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.dxp.covered import uncovered
from claimline.rules.modifiers import DENIAL_EXPECTED
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_GROUPS = frozenset(("ankle-contracture",))


@line_rule(
    "DXP007",
    Severity.WARNING,
    sources=[sources.ART_AFO, sources.LCD_AFO],
    profiles=[Profile.MEDICARE_DME],
    yields_to=["CAT008"],
    remittance=["50 N115"],
    reads=Reads(without=DENIAL_EXPECTED, listed=Tables.covered_diagnoses, only_diagnoses=True),
    examples=[
        Bad("HI*ABK:M25571~SV1*HC:L4397:RT:KX*140*UN*1***1~", at="SV107"),
        Good("HI*ABK:M24571~SV1*HC:L4397:RT:KX*140*UN*1***1~"),
        Good("HI*ABK:M25571~SV1*HC:L4397:RT:GA*140*UN*1***1~"),
    ],
)
def positioning_orthosis_without_its_diagnosis(line: LineAsSent, context: Context) -> Problems:
    """A positioning ankle-foot orthosis points to no diagnosis that it is covered for.

    ## Why
    L4396, L4397 and the interface L4392 are covered for a contracture of the ankle (M24.571,
    M24.572, M24.574, M24.575) or plantar fasciitis (M72.2), and for nothing else.

    ## Fix
    Point to the diagnosis of the record, or send GA or GZ where it is another one.
    """
    yield from uncovered(line, context.codes, _GROUPS, "an ankle contracture or plantar fasciitis")
