"""DOC009: an attachment that the payer cannot match or take."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Place, Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_SENT_APART = ("BM", "EL", "EM", "FX", "FT")
# By mail, or by fax and esMD.
_TAKEN = ("BM", "FX")
_LONGEST = 50
_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"


@claim_rule(
    "DOC009",
    Severity.WARNING,
    sources=[sources.CGS_PWK, sources.CGS_PWKB],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(present={"has_attachment"}),
    examples=[
        Bad(f"{_LINE}PWK*OZ*FX~", at="PWK06"),
        Bad(f"{_LINE}PWK*OZ*EM***AC*L1960R20260115~", at="PWK02"),
        Bad(f"CLM*A1*900***12:B:1*Y*A*Y*Y~PWK*OZ*FX***AC*{'L' * 51}~", at="PWK06"),
        Good(f"{_LINE}PWK*OZ*FX***AC*L1960R20260115~"),
        Good(f"{_LINE}PWK*OZ*AA~"),
    ],
)
def attachment_not_matched(claim: ClaimAsSent, context: Context) -> Problems:
    """PWK announces papers that the DME MACs could not match with the claim.

    ## Why
    Papers are matched by the control number in PWK06, with AC in PWK05 and fifty characters at
    most. The DME MACs take them by mail (BM) and by fax or esMD (FX).

    ## Fix
    Send BM or FX, AC and a control number of your own, and write that number on the papers.
    """
    views: list[ClaimAsSent | LineAsSent] = [claim, *claim.lines]
    for view in views:
        for place, message in _faults(view):
            yield Problem(place, message)
            break


def _faults(view: ClaimAsSent | LineAsSent) -> Iterator[tuple[Place, str]]:
    by, number = view.attachment_transmission, view.attachment_control_number
    if by not in _SENT_APART:
        return
    if by not in _TAKEN:
        yield view.at("PWK02"), f"papers sent by {by}, which the DME MACs do not take"
    if number is None:
        yield view.at("PWK06"), f"papers sent by {by} without a control number"
    elif len(number) > _LONGEST:
        yield view.at("PWK06"), f"a control number of {len(number)} characters, {_LONGEST} are read"
