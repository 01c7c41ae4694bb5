"""ADD009: two kinds of knee joint for one knee."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.devices import total_units
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    claim_rule,
)

_JOINTS_OF_A_KNEE = 2
_BASE = "SV1*HC:L2036:RT:KX*3000*UN*1***1~"


@claim_rule(
    "ADD009",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES],
    confidence=Confidence.LIKELY,
    remittance=["97"],
    reads=Reads(lists={CodeList.KNEE_JOINT}, only_services=True),
    examples=[
        Bad(
            f"{_BASE}SV1*HC:L2387:RT:KX*800*UN*2***1~SV1*HC:L2390:RT:KX*300*UN*2***1~",
            at="3 SV101-2",
        ),
        Good(f"{_BASE}SV1*HC:L2387:RT:KX*800*UN*2***1~"),
        Good(f"{_BASE}SV1*HC:L2385:RT:KX*300*UN*1***1~SV1*HC:L2390:RT:KX*300*UN*1***1~"),
    ],
)
def two_kinds_of_knee_joint(claim: ClaimAsSent, context: Context) -> Problems:
    """Different knee joint codes add up to more than two joints on one side.

    ## Why
    The knee joint codes describe alternatives of one joint. A knee has a medial and a lateral one,
    so that more than two stand for joints that were not made.

    ## Fix
    Keep the kind of joint that was built in.
    """
    for device in context.devices(claim):
        joints = [
            part
            for part in device.additions()
            if context.is_on(CodeList.KNEE_JOINT, part) and not part.for_owned_device
        ]
        total = total_units(joints)
        if len({part.code for part in joints}) > 1 and total and total > _JOINTS_OF_A_KNEE:
            first, last = joints[0], joints[-1]
            yield Problem(
                last.at(LineAsSent.code),
                f"{last.code} stands beside {first.code}: {total} knee joints on one side",
                related=(first.at(LineAsSent.code),),
            )
