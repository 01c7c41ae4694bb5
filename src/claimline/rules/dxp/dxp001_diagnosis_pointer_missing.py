"""DXP001: a service line without a diagnosis code pointer."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule


@line_rule(
    "DXP001",
    Severity.ERROR,
    sources=[sources.GUIDE_SV107, sources.MAP837],
    acknowledgment="IK403:1",
    reads=Reads(only_diagnoses=True),
    examples=[
        Bad("SV1*HC:L1960:RT:KX*900*UN*1~", at="SV107"),
        Bad("SV1*HC:L1960:LT:KX*900*UN*1***:2~", at="SV107-1"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
    ],
)
def diagnosis_pointer_missing(line: LineAsSent, context: Context) -> Problems:
    """A service line points to no diagnosis.

    ## Why
    The guide requires the first diagnosis code pointer on every line: it names the diagnosis the
    service is for. Syntax checking refuses the whole transaction set without it.

    ## Fix
    Point to the diagnosis in HI that the device was ordered for, the primary one first.
    """
    pointers = line.diagnosis_pointers
    if pointers and pointers[0] is not None:
        return ()
    code = line.code or "the line"
    if line.text("SV107") is None:
        return [Problem(line.at("SV107"), f"{code} points to no diagnosis")]
    if line.text("SV107-1") is None:
        return [Problem(line.at("SV107-1"), f"{code} has no first diagnosis pointer")]
    return ()
