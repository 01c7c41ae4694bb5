"""DXP008: therapeutic shoes without diabetes."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.dxp.covered import uncovered
from claimline.rules.modifiers import DENIAL_EXPECTED
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_GROUPS = frozenset(("diabetes",))


@line_rule(
    "DXP008",
    Severity.WARNING,
    sources=[sources.ART_SHOE, sources.TSD],
    profiles=[Profile.MEDICARE_DME],
    remittance=["50 N115"],
    reads=Reads(without=DENIAL_EXPECTED, listed=Tables.covered_diagnoses, only_diagnoses=True),
    examples=[
        Bad("HI*ABK:M2011~SV1*HC:A5500:RT:KX*80*UN*1***1~", at="SV107"),
        Good("HI*ABK:E1142~SV1*HC:A5500:RT:KX*80*UN*1***1~"),
    ],
)
def therapeutic_shoes_without_diabetes(line: LineAsSent, context: Context) -> Problems:
    """A therapeutic shoe, insert or modification points to no diabetes.

    ## Why
    A5500 to A5514 are a benefit for persons with diabetes (E08 to E13) alone.

    ## Fix
    Point to the diabetes code of the record, or send GY.
    """
    yield from uncovered(line, context.codes, _GROUPS, "diabetes")
