"""ADD001: an addition to an orthosis that nothing on the claim carries."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Certainty
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.add.parts import in_history
from claimline.rules.devices import Kind
from claimline.rules.questions import is_addition
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_ORTHOSES = frozenset((Kind.LEG_ORTHOSIS, Kind.ARM_ORTHOSIS, Kind.SPINAL_ORTHOSIS))
# What may go on the patient's own shoe.
_SHOE = "shoe"
_ADDITION = "SV1*HC:L2387:RT:KX*800*UN*2***1~"


@claim_rule(
    "ADD001",
    Severity.ERROR,
    sources=[sources.NOR_KO, sources.NOR_M124],
    profiles=[Profile.MEDICARE_DME],
    remittance=["16 M124", "50"],
    reads=Reads(letters="L", attributes=is_addition, only_services=True),
    examples=[
        Bad(_ADDITION, at="SV101-2"),
        Bad("SV1*HC:L3300:RT:GY*40*UN*1***1~", at="SV101-2", severity=Severity.INFO),
        Good(f"SV1*HC:L2036:RT:KX*3000*UN*1***1~{_ADDITION}"),
        Good(f"{_ADDITION}NTE*ADD*RPL JOINTS PT OWNED L2036~"),
        Good(
            _ADDITION,
            facts=[{"claim": "TEST-1", "history": [{"code": "L2036", "on": "2024-03-01"}]}],
        ),
    ],
)
def addition_without_base(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition stands on a claim without a base that could carry it.

    ## Why
    An addition is paid with the orthosis it is added to. Where neither the claim nor the payer's
    history shows that one, the line is denied for want of the base (remark M124). A part for an
    orthosis the patient has says so by RB, RA or its note. A modification of a shoe may go on the
    patient's own, so that it is information only.

    ## Fix
    Bill the base on the same claim, or send RB and name the base in NTE*ADD.
    """
    for device in context.devices(claim).without_base:
        if not device.kinds <= _ORTHOSES or context.devices(claim).across(device):
            continue
        if in_history(claim, device, context):
            continue
        for part in device.additions():
            if not part.for_owned_device:
                yield Problem(
                    part.at(LineAsSent.code),
                    f"{part} stands without a base that carries it",
                    severity=_severity(part.attributes.body_region, part.attributes.checked),
                )


def _severity(region: str, checked: Certainty) -> Severity | None:
    if region == _SHOE:
        return Severity.INFO
    return None if checked is Certainty.SURE else Severity.WARNING
