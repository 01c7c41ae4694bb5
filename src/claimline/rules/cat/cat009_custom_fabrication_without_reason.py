"""CAT009: a custom-fabricated orthosis of the leg without a reason on file."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"


@line_rule(
    "CAT009",
    Severity.INFO,
    sources=[sources.LCD_AFO, sources.ART_AFO],
    profiles=[Profile.MEDICARE_DME],
    selected=False,
    remittance=["50"],
    reads=Reads(present={"facts"}, lists={CodeList.ORTHOTIST_EVALUATION}),
    examples=[
        Bad(_LINE, at="SV101-2", facts={"fitting": "custom-fabricated"}),
        Good(
            _LINE,
            facts={"fitting": "custom-fabricated", "custom_reason": "lasting over six months"},
        ),
        Good(_LINE),
    ],
)
def custom_fabrication_without_reason(line: LineAsSent, context: Context) -> Problems:
    """The side file knows the line, and gives no reason for making the orthosis to measure.

    ## Why
    A custom-fabricated AFO or KAFO is covered for one of five reasons: no prefabricated one fits;
    the need lasts over six months; more than one plane must be controlled; the patient's condition
    asks for it to protect tissue; a fracture heals without normal form.

    ## Fix
    Record the reason, as the orthotist's notes have it.
    """
    if not line.facts.custom_reason:
        message = f"{line.code} is custom-fabricated, and the side file gives no reason"
        yield Problem(line.at(LineAsSent.code), message)
