"""DOC005: a prior authorization number for a code that left the list."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
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

_LINE = "SV1*HC:L1833:RT:KX*500*UN*1***1~"


@line_rule(
    "DOC005",
    Severity.INFO,
    sources=[sources.PA_LIST, sources.SPS_F2F24, sources.CGS_PA],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    reads=Reads(present={"authorization"}, listed=Tables.ended_prior_authorization),
    examples=[
        Bad(f"{_LINE}REF*G1*12A34567890123~", at="REF[G1]02"),
        Good(_LINE),
        Good("SV1*HC:L1832:RT:KX*700*UN*1***1~REF*G1*12A34567890123~"),
    ],
)
def authorization_no_longer_needed(line: LineAsSent, context: Context) -> Problems:
    """REF*G1 stands on a code that needed a prior authorization once and no longer does.

    ## Why
    L1833 left the required list on 2024-08-12, and comes back on 2026-10-28. A number in between is
    not wrong; it says that a decision was asked for without need.

    ## Fix
    Leave the number out, and ask for no decision while the code is off the list.
    """
    on = line.service_date
    ended = context.codes.ended_prior_authorization(line.code or "", on) if on else None
    if ended:
        message = f"{line.code} left the prior authorization list on {ended.removed}"
        yield Problem(line.at(LineAsSent.authorization), message)
