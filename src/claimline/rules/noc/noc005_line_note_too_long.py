"""NOC005: a line note of more than 80 characters."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.noc.texts import LONGEST
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule


@line_rule(
    "NOC005",
    Severity.ERROR,
    sources=[sources.GUIDE_NTE, sources.NOR_NOC, sources.CGS_NOC16],
    acknowledgment="IK403:5",
    reads=Reads(present={"note"}),
    examples=[
        Bad(
            "SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~NTE*ADD*CUSTOM FABRICATED ELBOW ORTHOSIS "
            "BY ACME MODEL FLEXARM 200 FOR CONTRACTURE SUPPLIER PRICE LIST 450~",
            at="NTE[ADD]02",
        ),
        Good(
            "SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~",
            "NTE*ADD*CUST ELBOW ORTH ACME FLEXARM 200 CONTRACTURE PL $450~",
        ),
    ],
)
def line_note_too_long(line: LineAsSent, context: Context) -> Problems:
    """NTE02 of the line note is longer than 80 characters.

    ## Why
    The guide ends a note at 80 characters, on whatever code, and a receiver rejects the
    transaction set or cuts it off there; the price, which often stands last, is lost first.

    ## Fix
    Abbreviate; what does not fit goes with an attachment (PWK).
    """
    # What is too long deviates from the guide, so that most claims need no look at the segment.
    if line.note is None or not line.claim.deviations:
        return ()
    length = len(line.text(LineAsSent.note) or "")
    if length <= LONGEST:
        return ()
    message = f"the line note has {length} characters, {LONGEST} are allowed"
    return [Problem(line.at(LineAsSent.note), message)]
