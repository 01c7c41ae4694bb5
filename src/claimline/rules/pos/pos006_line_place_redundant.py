"""POS006: a line that repeats the claim's place of service."""

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


@line_rule(
    "POS006",
    Severity.INFO,
    sources=[sources.GUIDE_SV105],
    confidence=Confidence.LIKELY,
    reads=Reads(present={"place_of_service"}),
    examples=[
        Bad("SV1*HC:L1960:RT:KX*900*UN*1*12**1~", at="SV105"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1*13**1~"),
    ],
)
def line_place_redundant(line: LineAsSent, context: Context) -> Problems:
    """SV105 says what CLM05-1 says already.

    ## Why
    The guide has SV105 for a line whose place of service differs from the claim's. Repeating it is
    harmless with most receivers and says nothing.

    ## Fix
    Leave SV105 empty.
    """
    if line.place_of_service == line.claim.place_of_service:
        message = f"place of service {line.place_of_service} is that of the claim"
        yield Problem(line.at(LineAsSent.place_of_service), message)
