"""ADD016: an addition to a leg prosthesis that nothing on the claim carries."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.add.parts import in_history
from claimline.rules.devices import Device, Kind
from claimline.rules.questions import is_addition
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    claim_rule,
)

_KIND = frozenset((Kind.LEG_PROSTHESIS,))
_INSERT = "SV1*HC:L5673:RT:KX*500*UN*1***1~"


@claim_rule(
    "ADD016",
    Severity.WARNING,
    sources=[sources.NOR_M124, sources.HCPCS_CODES],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["16 M124"],
    reads=Reads(letters="L", attributes=is_addition, only_services=True),
    examples=[
        Bad(_INSERT, at="SV101-2"),
        Good(f"SV1*HC:L5301:RT:KX*2500*UN*1***1~{_INSERT}"),
        Good(f"SV1*HC:L5700:RT:KX*2500*UN*1***1~{_INSERT}"),
        Good("SV1*HC:L5673:RT:KX:RB*500*UN*1***1~NTE*ADD*RPL LINER PT OWNED L5301 WORN~"),
    ],
)
def prosthetic_part_without_prosthesis(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition to a leg prosthesis stands without prosthesis or replacement socket.

    ## Why
    A component is judged with the prosthesis it goes on. Where neither the claim nor the payer's
    history shows that one, the line is denied for want of the base (remark M124).

    ## Fix
    Bill the prosthesis on the same claim, or send RB and name it in NTE*ADD.
    """
    for device in context.devices(claim).without_base:
        if device.kinds != _KIND or in_history(claim, device, context):
            continue
        if _has_socket(device, context):
            continue
        for part in device.additions():
            if not part.for_owned_device:
                message = f"{part} stands without a prosthesis that carries it"
                yield Problem(part.at(LineAsSent.code), message)


def _has_socket(device: Device, context: Context) -> bool:
    return any(
        context.codes.listed(CodeList.REPLACEMENT_SOCKET, part.code, on)
        for part in device.parts
        if (on := part.service_date or device.on)
    )
