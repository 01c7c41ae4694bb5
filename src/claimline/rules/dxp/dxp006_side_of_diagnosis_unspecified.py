"""DXP006: a line for one side, and diagnoses that leave the side open."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.codes import DiagnosisSide
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import SIDES
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule


@line_rule(
    "DXP006",
    Severity.WARNING,
    sources=[sources.ANTHEM_UNSP, sources.ANTHEM_LAT],
    yields_to=["DXP007", "DXP011"],
    reads=Reads(modifiers=SIDES, only_diagnoses=True),
    examples=[
        Bad("HI*ABK:S40019A~SV1*HC:L3670:RT*90*UN*1***1~", at="SV107"),
        Good("HI*ABK:S40011A~SV1*HC:L3670:RT*90*UN*1***1~"),
        Good("HI*ABK:S40019A*ABF:M21371~SV1*HC:L3670:RT*90*UN*1***1:2~"),
    ],
)
def side_of_diagnosis_unspecified(line: LineAsSent, context: Context) -> Problems:
    """Every diagnosis that a line with RT or LT points to is the one of an unspecified side.

    ## Why
    The line knows the side, and the code set has a code for it. Payers deny or question an
    unspecified side where another one could be told.

    ## Fix
    Send the diagnosis of the side, as the record has it.
    """
    on, codes = line.service_date, line.diagnosis_codes
    if on is None or not codes:
        return ()
    for code in codes:
        fact = context.codes.diagnosis(code, on)
        if fact is None or fact.side is not DiagnosisSide.UNSPECIFIED:
            return ()
    return [Problem(line.at("SV107"), f"{codes[0]} leaves the side open, the line names it")]
