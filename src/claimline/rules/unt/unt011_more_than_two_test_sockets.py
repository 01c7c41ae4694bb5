"""UNT011: more test sockets than a prosthesis takes."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent, Side
from claimline.codes import CodeList, PolicyLimit
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule
from claimline.rules.unt.limits import passed_limits

_SHARED = "test-socket"


@claim_rule(
    "UNT011",
    Severity.WARNING,
    sources=[sources.LCD_LLP, sources.UNI_LLP],
    profiles=[Profile.MEDICARE_DME],
    remittance=["50"],
    reads=Reads(lists={CodeList.TEST_SOCKET}, only_services=True),
    examples=[
        Bad(
            "SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5620:RT:KX*900*UN*3***1~",
            at="2 SV104",
        ),
        Bad(
            "SV1*HC:L5400:RT:KX*900*UN*1***1~SV1*HC:L5620:RT:KX*300*UN*1***1~",
            at="2 SV101-2",
        ),
        Good("SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5620:RT:KX*600*UN*2***1~"),
        Good("SV1*HC:L5301:RT:KX*4000*UN*1***1~SV1*HC:L5620:RT:GA*900*UN*3***1~"),
    ],
)
def more_than_two_test_sockets(claim: ClaimAsSent, context: Context) -> Problems:
    """A prosthesis has more than two test sockets, or an immediate one has any.

    ## Why
    The policy pays two test sockets for a prosthesis without further reasons in the records, and
    none with a prosthesis fitted right after surgery.

    ## Fix
    Bill two, or keep the reason for more at hand for the payer.
    """
    immediate: dict[Side, LineAsSent] = {}
    for line in claim.lines:
        if line.procedure and context.is_on(CodeList.IMMEDIATE_PROSTHESIS, line):
            for side in line.procedure.sides:
                immediate.setdefault(side, line)
    for passed in passed_limits(claim, context.codes, _applies):
        message = f"{passed.units} test sockets {passed.where}, the policy pays two"
        yield Problem(passed.line.at(LineAsSent.units), message)
    for line in claim.lines:
        sides = line.procedure.sides if line.procedure else ()
        other = next((immediate[side] for side in sides if side in immediate), None)
        if other and context.is_on(CodeList.TEST_SOCKET, line):
            yield Problem(
                line.at(LineAsSent.code),
                f"test socket {line.code} beside {other.code}, an immediate prosthesis",
                related=(other.at(LineAsSent.code),),
            )


def _applies(limit: PolicyLimit) -> bool:
    return limit.shared == _SHARED
