"""DXP005: a line for one side, and diagnoses of the other."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent, Side
from claimline.codes import DiagnosisSide
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import DENIAL_EXPECTED, SIDES
from claimline.rules.rule import (
    Bad,
    Context,
    Good,
    Problems,
    Reads,
    Setting,
    line_rule,
)

_OTHER = {Side.RIGHT: DiagnosisSide.LEFT, Side.LEFT: DiagnosisSide.RIGHT}
_THERAPEUTIC_SHOES = "diabetes"  # the group of diagnoses that their policy wants
_SIDED = (DiagnosisSide.RIGHT, DiagnosisSide.LEFT, DiagnosisSide.BILATERAL)


@line_rule(
    "DXP005",
    Severity.WARNING,
    sources=[sources.ANTHEM_LAT, sources.EMBLEM_LAT, sources.ART_SHOE],
    reads=Reads(
        modifiers=SIDES,
        without=DENIAL_EXPECTED,
        only_diagnoses=True,
    ),
    examples=[
        Bad("HI*ABK:M21371~SV1*HC:L1960:LT:KX*900*UN*1***1~", at="SV107"),
        Bad(
            "HI*ABK:M21371~SV1*HC:L1960:LT*900*UN*1***1~",
            at="SV107",
            setting=Setting(Profile.COMMERCIAL),
        ),
        Good("HI*ABK:M21372~SV1*HC:L1960:LT:KX*900*UN*1***1~"),
        Good("HI*ABK:M21371*ABF:M21372~SV1*HC:L1960:LT:KX*900*UN*1***1:2~"),
        Good("HI*ABK:M21171~SV1*HC:L3224:LT:GY*140*UN*1***1~"),
        Good("HI*ABK:G801~SV1*HC:L1960:LT:KX*900*UN*1***1~"),
        Good("HI*ABK:E1142*ABF:Z89511~SV1*HC:A5500:LT:KX*95*UN*1***1:2~"),
    ],
)
def side_of_diagnosis_at_odds(line: LineAsSent, context: Context) -> Problems:
    """Every diagnosis with a side that the line points to is of the other side.

    ## Why
    A diagnosis of the right foot does not support a device for the left. Some payers deny the line
    for it, such as Anthem since 2024-05-30; others ask for records. A line that says itself that it
    will not be paid, such as the mate of a brace's shoe, needs no support. The amputation of the
    other foot is a reason for a therapeutic shoe.

    ## Fix
    Correct the side or the pointer.
    """
    on, procedure = line.service_date, line.procedure
    side = procedure.side if procedure else None
    if on is None or side is None:
        return ()
    sided = {
        fact.side: code
        for code in line.diagnosis_codes
        if (fact := context.codes.diagnosis(code, on)) and fact.side in _SIDED
    }
    if sided.keys() != {_OTHER[side]}:
        return ()
    covered = context.codes.covered_diagnoses(line.code or "", on)
    if covered and _THERAPEUTIC_SHOES in covered.groups:
        return ()
    message = f"the line is for {side}, {sided[_OTHER[side]]} is of the other side"
    return [Problem(line.at("SV107"), message)]
