"""NOC013: one product on several lines of a non-specific code."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent, Side
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_FRAME = "SV1*HC:L5999:RT:KX:::SOCKET FRAME*900*UN*1***1~NTE*ADD*ACME FRAME 3 PL $900~"


@claim_rule(
    "NOC013",
    Severity.WARNING,
    sources=[sources.NOR_NOS20, sources.MB_L5999],
    profiles=[Profile.MEDICARE_DME],
    since=date(2020, 10, 22),
    remittance=["97"],
    reads=Reads(noc=True, letters="L", only_services=True),
    examples=[
        Bad(
            f"{_FRAME}SV1*HC:L5999:RT:KX:::SOCKET STRAPS*300*UN*1***1~"
            "NTE*ADD*ACME STRAP 4 PL $300~",
            at="2 SV101-2",
        ),
        Good(
            "SV1*HC:L5999:RT:KX:::SOCKET FRAME WITH STRAPS*1200*UN*1***1~"
            "NTE*ADD*ACME FRAME 3 PL $1200~"
        ),
        Good(_FRAME + _FRAME.replace(":RT:", ":LT:")),
    ],
)
def features_on_lines_of_their_own(claim: ClaimAsSent, context: Context) -> Problems:
    """Two lines bill the same non-specific code for one side and date.

    ## Why
    One unit of the code stands for a whole product. Its features on lines of their own are
    unbundling, and features that belong to a specific code are paid with that code.

    ## Fix
    Merge what belongs to one product into one line that describes all of it.
    """
    first: dict[tuple[str, frozenset[Side], date], LineAsSent] = {}
    for line in claim.lines:
        procedure, on = line.procedure, line.service_date
        if procedure is None or procedure.code is None or on is None:
            continue
        if not procedure.code.startswith("L") or context.codes.is_noc(procedure.code) is None:
            continue
        earlier = first.setdefault((procedure.code, procedure.sides, on), line)
        if earlier is not line:
            yield Problem(
                line.at(LineAsSent.code),
                f"{procedure.code} stands for the same side and date on line {earlier.number} too",
                related=(earlier.at(LineAsSent.code),),
            )
