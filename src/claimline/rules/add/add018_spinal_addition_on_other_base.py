"""ADD018: an addition to a spinal orthosis on another kind of one."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Certainty
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.add.parts import cannot_carry
from claimline.rules.devices import Kind
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

_KIND = frozenset((Kind.SPINAL_ORTHOSIS,))


@claim_rule(
    "ADD018",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES],
    confidence=Confidence.LIKELY,
    yields_to=["ADD012"],
    remittance=["16 M124"],
    reads=Reads(letters="L", attributes=is_addition, only_services=True),
    examples=[
        Bad("SV1*HC:L0464*900*UN*1***1~SV1*HC:L1210*150*UN*1***1~", at="2 SV101-2"),
        Good("SV1*HC:L1200*1500*UN*1***1~SV1*HC:L1210*150*UN*1***1~"),
        Good("SV1*HC:L1200*1500*UN*1***1~SV1*HC:L1060*110*UN*1***1~"),
        Good("SV1*HC:L1000*2800*UN*1***1~SV1*HC:L1030*150*UN*1***1~"),
    ],
)
def spinal_addition_on_other_base(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition for one kind of spinal orthosis stands on another.

    ## Why
    Pads, slings and extensions are worded for scoliosis orthoses, for CTLSO or for the low-profile
    TLSO, and are part of other orthoses.

    ## Fix
    Correct the base, or leave the addition out.
    """
    for base, part in context.devices(claim).additions_on_bases:
        if part.kinds != _KIND or part.attributes.checked is Certainty.UNSURE:
            continue
        if cannot_carry(base, part, context):
            yield Problem(
                part.at(LineAsSent.code),
                f"{part} does not go on {base.code}",
                related=(base.at(LineAsSent.code),),
            )
