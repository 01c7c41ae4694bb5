"""NOC017: more line notes than the guide has."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Place, Problem, Severity
from claimline.rules import sources
from claimline.rules.conformance import noticed
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_SV1 = "SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~"
_TOO_OFTEN = frozenset(("IGC005", "IGC006"))
_NOTES = ("ADD", "DCP")


@claim_rule(
    "NOC017",
    Severity.ERROR,
    sources=[sources.GUIDE_NTE],
    acknowledgment="IK304:5",
    reads=Reads(present={"deviations"}),
    examples=[
        Bad(f"{_SV1}NTE*ADD*ELBOW ORTH ACME 200 PL $450~NTE*DCP*LABOR 3HR~", at="NTE[DCP]"),
        Good(f"{_SV1}NTE*ADD*ELBOW ORTH ACME 200 PL $450 LABOR 3HR~"),
    ],
)
def second_line_note(claim: ClaimAsSent, context: Context) -> Problems:
    """A service line has more than one note of the kinds ADD and DCP.

    ## Why
    The guide has one of them a line, of 80 characters: receivers reject the second or lose it, and
    with it the price or the reason of the replacement.

    ## Fix
    Merge the notes into one NTE*ADD, most important first.
    """
    for segment in noticed(claim, _TOO_OFTEN):
        line = claim.line_at(segment.position)
        if line and segment.id == "NTE":
            note = next((f"NTE[{one}]" for one in segment.elements[1:2] if one in _NOTES), "NTE")
            place = Place(note, line, position=segment.position)
            yield Problem(place, "a second note stands on the line")
