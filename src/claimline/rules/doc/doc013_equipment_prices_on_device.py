"""DOC013: prices of rental and purchase on an orthosis or prosthesis."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    line_rule,
)

_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"


@line_rule(
    "DOC013",
    Severity.WARNING,
    sources=[sources.GUIDE_SV5],
    confidence=Confidence.LIKELY,
    reads=Reads(letters="L", present={"equipment_code"}),
    examples=[
        Bad(f"{_LINE}SV5*HC:L1960*DA*30*100*900*4~", at="SV5"),
        Good(_LINE),
        Good("SV1*HC:E0143:NU*80*UN*1***1~SV5*HC:E0143*DA*30*10*80*4~"),
    ],
)
def equipment_prices_on_device(line: LineAsSent, context: Context) -> Problems:
    """SV5 stands on an L code.

    ## Why
    SV5 gives the prices of renting and buying equipment. Orthoses and prostheses are paid in one
    sum.

    ## Fix
    Remove SV5.
    """
    yield Problem(line.at("SV5"), f"{line.code} is neither rented nor sold by SV5")
