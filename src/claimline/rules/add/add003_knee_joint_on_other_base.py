"""ADD003: the knee joint for custom KAFOs on another base."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.add.parts import cannot_carry, descriptor_severity
from claimline.rules.rule import (
    Bad,
    Context,
    Good,
    Problems,
    Reads,
    Setting,
    claim_rule,
)

_JOINT = "L2387"
_LINE = "SV1*HC:L2387:RT:KX*800*UN*2***1~"
_PREFABRICATED = "SV1*HC:L2035:RT:KX*400*UN*1***1~"


@claim_rule(
    "ADD003",
    Severity.ERROR,
    sources=[sources.HCPCS_CODES],
    reads=Reads(codes=(_JOINT,), only_services=True),
    examples=[
        Bad(_PREFABRICATED + _LINE, at="2 SV101-2"),
        Bad(
            _PREFABRICATED + _LINE,
            at="2 SV101-2",
            setting=Setting(Profile.COMMERCIAL),
            severity=Severity.WARNING,
        ),
        Good(f"SV1*HC:L2036:RT:KX*3000*UN*1***1~{_LINE}"),
        Good(f"{_PREFABRICATED}SV1*HC:L2387:RT:KX:RB*800*UN*2***1~NTE*ADD*RPL PT OWNED L2036~"),
    ],
)
def knee_joint_on_other_base(claim: ClaimAsSent, context: Context) -> Problems:
    """L2387 stands with a base that is no custom-fabricated KAFO.

    ## Why
    By its wording L2387, a polycentric knee joint, goes on KAFOs that are made to measure:
    twelve codes. On any other base it is incorrect coding.

    ## Fix
    Bill the joint that fits the base (L2385, L2390 or L2395), or correct the base.
    """
    for base, part in context.devices(claim).additions_on_bases:
        if part.code == _JOINT and cannot_carry(base, part, context):
            yield Problem(
                part.at(LineAsSent.code),
                f"{part} stands on {base.code}, which is no custom-fabricated KAFO",
                severity=descriptor_severity(context),
                related=(base.at(LineAsSent.code),),
            )
