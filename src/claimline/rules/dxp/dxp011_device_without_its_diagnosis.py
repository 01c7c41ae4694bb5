"""DXP011: a knee orthosis, Charcot walker or prosthetic shoe without its diagnosis."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.dxp.covered import uncovered
from claimline.rules.modifiers import DENIAL_EXPECTED
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_GROUPS = frozenset(
    (
        "charcot-foot",
        "foot-amputation",
        "knee-contracture",
        "knee-recurvatum",
        "knee-rigid",
    )
)


@line_rule(
    "DXP011",
    Severity.WARNING,
    sources=[sources.ART_KO, sources.ART_AFO, sources.ART_FOOT],
    profiles=[Profile.MEDICARE_DME],
    remittance=["50 N115"],
    reads=Reads(without=DENIAL_EXPECTED, listed=Tables.covered_diagnoses, only_diagnoses=True),
    examples=[
        Bad("HI*ABK:M1711~SV1*HC:L1831:RT:KX*200*UN*1***1~", at="SV107"),
        Bad("HI*ABK:E1142~SV1*HC:L4631:RT:KX*1300*UN*1***1~", at="SV107"),
        Good("HI*ABK:M24561~SV1*HC:L1831:RT:KX*200*UN*1***1~"),
        Good("HI*ABK:E11610~SV1*HC:L4631:RT:KX*1300*UN*1***1~"),
    ],
)
def device_without_its_diagnosis(line: LineAsSent, context: Context) -> Problems:
    """A device points to no diagnosis of the short list of its policy.

    ## Why
    The articles list the diagnoses of these devices in full: L1831 and L1836 a contracture of the
    knee, L1840 an instability, L1850 and L1860 a recurvatum, L4631 a Charcot foot, L3250 an
    amputation of the foot.

    ## Fix
    Point to the diagnosis of the record, or send GA or GZ where it is another one.
    """
    yield from uncovered(line, context.codes, _GROUPS, "one that it lists")
