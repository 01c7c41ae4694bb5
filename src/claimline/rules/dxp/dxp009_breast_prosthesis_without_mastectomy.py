"""DXP009: a breast prosthesis without the diagnosis it is covered for."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.dxp.covered import uncovered
from claimline.rules.modifiers import DENIAL_EXPECTED
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_GROUPS = frozenset(("mastectomy",))


@line_rule(
    "DXP009",
    Severity.WARNING,
    sources=[sources.ART_BREAST, sources.MLN_EBP],
    profiles=[Profile.MEDICARE_DME],
    remittance=["50 N115"],
    reads=Reads(without=DENIAL_EXPECTED, listed=Tables.covered_diagnoses, only_diagnoses=True),
    examples=[
        Bad("HI*ABK:N6489~SV1*HC:L8030:RT*300*UN*1***1~", at="SV107"),
        Good("HI*ABK:Z9011~SV1*HC:L8030:RT*300*UN*1***1~"),
    ],
)
def breast_prosthesis_without_mastectomy(line: LineAsSent, context: Context) -> Problems:
    """A breast prosthesis or bra points to no diagnosis that it is covered for.

    ## Why
    Breast prostheses are covered after a mastectomy; the article lists forty-nine codes, of breast
    cancer, of its history and of an absent breast.

    ## Fix
    Point to the diagnosis of the record.
    """
    yield from uncovered(line, context.codes, _GROUPS, "a mastectomy or breast cancer")
