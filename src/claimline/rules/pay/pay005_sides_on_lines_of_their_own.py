"""PAY005: breast prostheses for both sides on two lines, at Oregon Medicaid."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent, Side
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.questions import is_for_breast
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Setting, claim_rule

_MEDICAID = Setting(Profile.MEDICAID)
_RIGHT = "HI*ABK:Z9013~SV1*HC:L8030:RT*300*UN*1***1~"


@claim_rule(
    "PAY005",
    Severity.ERROR,
    sources=[sources.OR_EBP],
    profiles=[Profile.MEDICAID],
    selected=False,
    reads=Reads(letters="L", modifiers=("LT",), attributes=is_for_breast),
    examples=[
        Bad(f"{_RIGHT}SV1*HC:L8030:LT*300*UN*1***1~", at="2 SV101-2", setting=_MEDICAID),
        Good("HI*ABK:Z9013~SV1*HC:L8030:RT:LT*600*UN*2***1~", setting=_MEDICAID),
        Good(_RIGHT, setting=_MEDICAID),
    ],
)
def sides_on_lines_of_their_own(claim: ClaimAsSent, context: Context) -> Problems:
    """Two breast prostheses of one code stand on a line for each side.

    ## Why
    Oregon Medicaid wants both sides on one line, with RT, LT and two units: the opposite of what
    the DME MACs ask. The rule is off unless selected.

    ## Fix
    Bill one line with RT, LT and two units.
    """
    first: dict[tuple[str, Side], LineAsSent] = {}
    for line in claim.lines:
        procedure = line.procedure
        if procedure is None or procedure.code is None or procedure.side is None:
            continue
        attributes = context.codes.attributes(procedure.code)
        if attributes is None or not is_for_breast(attributes):
            continue
        other = first.get((procedure.code, procedure.side.other))
        if other and other.service_date == line.service_date:
            yield Problem(
                line.at(LineAsSent.code),
                f"{procedure.code} stands for the other side on line {other.number}",
                related=(other.at(LineAsSent.code),),
            )
        first.setdefault((procedure.code, procedure.side), line)
