"""ADD011: more knee locks than knee joints."""

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

_BASE = "SV1*HC:L2036:RT:KX*3000*UN*1***1~"


@claim_rule(
    "ADD011",
    Severity.INFO,
    sources=[sources.HCPCS_CODES],
    confidence=Confidence.LIKELY,
    reads=Reads(lists={CodeList.KNEE_LOCK}, only_services=True),
    examples=[
        Bad(
            "SV1*HC:L2000:RT:KX*3000*UN*1***1~SV1*HC:L2385:RT:KX*300*UN*1***1~"
            "SV1*HC:L2405:RT:KX*150*UN*2***1~",
            at="3 SV104",
        ),
        Good(f"{_BASE}SV1*HC:L2385:RT:KX*300*UN*2***1~SV1*HC:L2405:RT:KX*150*UN*2***1~"),
        Good(f"{_BASE}SV1*HC:L2405:RT:KX*150*UN*2***1~"),
    ],
)
def more_locks_than_joints(claim: ClaimAsSent, context: Context) -> Problems:
    """A side has more knee locks than the knee joints billed with them.

    ## Why
    Each lock works on one joint. Where joints are billed apart, locks above their number are
    usually a count for both sides.

    ## Fix
    Compare the units with the device as made.
    """
    for device in context.devices(claim):
        parts = device.additions()
        locks = [part for part in parts if context.is_on(CodeList.KNEE_LOCK, part)]
        joints = [part for part in parts if context.is_on(CodeList.KNEE_JOINT, part)]
        locked, jointed = total_units(locks), total_units(joints)
        if locks and joints and locked and jointed and locked > jointed:
            yield Problem(
                locks[-1].at(LineAsSent.units),
                f"{locked} knee locks for {jointed} knee joints on one side",
                related=(joints[-1].at(LineAsSent.units),),
            )
