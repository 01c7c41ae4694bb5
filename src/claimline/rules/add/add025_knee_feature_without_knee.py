"""ADD025: a feature of an endoskeletal knee without the knee."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_PROSTHESIS = "SV1*HC:L5321:RT:KX*6000*UN*1***1~"
_FEATURE = "SV1*HC:L5848:RT:KX:K3*900*UN*1***1~"


@claim_rule(
    "ADD025",
    Severity.WARNING,
    sources=[sources.ART_LLP],
    profiles=[Profile.MEDICARE_DME],
    remittance=["97"],
    reads=Reads(lists={CodeList.KNEE_FEATURE}, only_services=True),
    examples=[
        Bad(_PROSTHESIS + _FEATURE, at="2 SV101-2"),
        Good(f"{_PROSTHESIS}SV1*HC:L5828:RT:KX:K3*3000*UN*1***1~{_FEATURE}"),
        Good("SV1*HC:L5848:RT:KX:K3:RB*900*UN*1***1~NTE*ADD*RPL PT OWNED L5828 L5321~"),
    ],
)
def knee_feature_without_knee(claim: ClaimAsSent, context: Context) -> Problems:
    """A feature of an endoskeletal knee stands without the code of the knee.

    ## Why
    Stance flexion, fluid control and microprocessors are added to a knee of the endoskeletal list
    and are no complete knee.

    ## Fix
    Bill the knee the feature belongs to.
    """
    devices = context.devices(claim)
    for device in devices if devices.is_whole else ():
        if any(context.is_on(CodeList.ENDOSKELETAL_KNEE, part) for part in device.parts):
            continue
        for part in device.parts:
            if context.is_on(CodeList.KNEE_FEATURE, part) and not part.for_owned_device:
                message = f"{part} is a feature of a knee, and no knee stands with it"
                yield Problem(part.at(LineAsSent.code), message)
