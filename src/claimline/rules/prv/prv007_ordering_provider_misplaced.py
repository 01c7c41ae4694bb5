"""PRV007: an ordering provider outside loop 2420E, or a second one in a line."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Place, Problem, Severity
from claimline.rules import sources
from claimline.rules.conformance import noticed
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule
from claimline.x12.designator import Designator

_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~DTP*472*D8*20260108~"
_ORDERING = Designator.parse("NM1[DK]")
# Without a place, out of order, or once too often.
_MISPLACED = frozenset(("IGC004", "IGC005", "IGC007"))


@claim_rule(
    "PRV007",
    Severity.ERROR,
    sources=[sources.GUIDE_ORDERING],
    acknowledgment="IK304:2",
    reads=Reads(present={"deviations"}),
    examples=[
        Bad(
            "CLM*A1*900***12:B:1*Y*A*Y*Y~NM1*DK*1*EXAMPLE*TEST****XX*1234567893~" + _LINE,
            at="NM1[DK]",
        ),
        Bad(
            f"{_LINE}NM1*DK*1*EXAMPLE*TEST****XX*1234567893~NM1*DK*1*SAMPLE*PAT****XX*2222222228~",
            at="1 NM1[DK]",
        ),
        Good(f"CLM*A1*900***12:B:1*Y*A*Y*Y~{_LINE}NM1*DK*1*EXAMPLE*TEST****XX*1234567893~"),
    ],
)
def ordering_provider_misplaced(claim: ClaimAsSent, context: Context) -> Problems:
    """An ordering provider stands elsewhere than in loop 2420E, or twice in a line.

    ## Why
    The professional claim has an ordering provider in loop 2420E of a service line and nowhere
    else, one a line. A claim-level NM1*DK is no segment of loop 2310: receivers refuse the
    transaction set or read past it.

    ## Fix
    Move NM1*DK into loop 2420E, behind the other segments of the line, once in each line.
    """
    for segment in noticed(claim, _MISPLACED):
        if segment.matches(_ORDERING):
            view = claim.line_at(segment.position) or claim
            place = Place("NM1[DK]", view, segment.loop or None, position=segment.position)
            yield Problem(place, "the ordering provider has its place in loop 2420E, once a line")
