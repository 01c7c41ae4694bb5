"""ADD022: a repair whose note does not name the item repaired."""

from __future__ import annotations

from claimline.claim.narrative.codes import codes_in
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import UnitBasis
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.questions import is_repair
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule


@line_rule(
    "ADD022",
    Severity.ERROR,
    sources=[sources.OSS_REP, sources.NOR_NOC],
    profiles=[Profile.MEDICARE_DME],
    remittance=["16 N350"],
    reads=Reads(letters="L", attributes=is_repair),
    examples=[
        Bad("SV1*HC:L4210:RT*40*UN*1***1~", at="NTE[ADD]"),
        Bad(
            "SV1*HC:L4210:RT*40*UN*1***1~NTE*ADD*RPL STRAP ANCHOR PL $40~",
            at="NTE[ADD]02",
            severity=Severity.WARNING,
        ),
        Good("SV1*HC:L4210:RT*40*UN*1***1~NTE*ADD*RPL STRAP ANCHOR ON L1960 PL $40~"),
        Good("SV1*HC:L4205:RT*60*UN*2***1~NTE*ADD*RELAMINATE CRACKED CALF SHELL 30 MIN~"),
    ],
)
def repair_without_narrative(line: LineAsSent, context: Context) -> Problems:
    """A code for repair has no note, or one for parts names no code of the item repaired.

    ## Why
    Labour and minor parts are judged by what was repaired and why, and the DME MACs deny the line
    without it. For parts they ask the note for the code of the item and for their price as well.

    ## Fix
    Say it in NTE*ADD: `RPR L1960 STRAP ANCHOR BROKE 30 MIN`.
    """
    note = line.note or line.claim.note
    if note is None:
        yield Problem(line.missing("NTE[ADD]"), f"no note says what {line.code} repaired")
        return
    if context.codes.unit_basis(line.code or "") is UnitBasis.QUARTER_HOUR:
        return
    named = codes_in(line.note, line.claim.note, line.description)
    if not any(code != line.code for code in named):
        at = line if line.note else line.claim
        message = f"the note does not name the code of the item that {line.code} repaired"
        yield Problem(at.at("NTE[ADD]02"), message, severity=Severity.WARNING)
