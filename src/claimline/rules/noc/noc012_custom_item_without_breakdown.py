"""NOC012: a custom-fabricated item under a non-specific code, without its breakdown."""

from __future__ import annotations

from claimline.claim.narrative.reading import read_narrative
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_SV1 = "SV1*HC:L2999:RT::::CUST FAB KNEE ORTH*1800*UN*1***1~"


@line_rule(
    "NOC012",
    Severity.INFO,
    sources=[sources.NOR_NOC],
    profiles=[Profile.MEDICARE_DME],
    selected=False,
    reads=Reads(noc=True, letters="L", present={"note"}),
    examples=[
        Bad(f"{_SV1}NTE*ADD*CUST FAB KNEE ORTH PL $1800~", at="NTE[ADD]02"),
        Good(f"{_SV1}NTE*ADD*CUST FAB KO MATL $700 LABOR $1100 PL $1800~"),
        Good(f"{_SV1}PWK*OZ*FX***AC*KO20260115A~NTE*ADD*CUST FAB KNEE ORTH PL $1800~"),
    ],
)
def custom_item_without_breakdown(line: LineAsSent, context: Context) -> Problems:
    """A custom-fabricated item without a code has no breakdown of material and labour.

    ## Why
    Noridian asks what makes the item unique, and for its material and labour. That seldom fits the
    note, and may be sent as an attachment or kept for a request.

    ## Fix
    Add `MATL $700 LABOR $1100` to the note, or send the breakdown with PWK.
    """
    narrative = read_narrative(line.note, line.description)
    if not narrative.custom_fabricated or narrative.materials or narrative.labor_charge:
        return
    if not any(segment.id == "PWK" for segment in line.segments()):
        message = f"custom-fabricated {line.code} has no breakdown of material and labour"
        yield Problem(line.at(LineAsSent.note), message)
