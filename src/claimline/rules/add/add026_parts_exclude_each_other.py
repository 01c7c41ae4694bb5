"""ADD026: two parts of one device of which it can have one."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Certainty
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.devices import Part
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

_PROSTHESIS = "SV1*HC:L5301:RT:KX*4000*UN*1***1~"


@claim_rule(
    "ADD026",
    Severity.WARNING,
    sources=[sources.ART_LLP, sources.HCPCS_CODES],
    confidence=Confidence.LIKELY,
    yields_to=["ADD009", "ADD017"],
    remittance=["97"],
    reads=Reads(letters="L", attributes=is_addition, only_services=True),
    examples=[
        Bad(
            f"{_PROSTHESIS}SV1*HC:L5980:RT:KX:K3*3500*UN*1***1~REF*G1*12A34567890123~"
            "SV1*HC:L5981:RT:KX:K3*2500*UN*1***1~",
            at="3 SV101-2",
        ),
        Good(f"{_PROSTHESIS}SV1*HC:L5981:RT:KX:K3*2500*UN*1***1~"),
        Good(
            f"{_PROSTHESIS}SV1*HC:L5981:RT:KX:K3*2500*UN*1***1~"
            "SV1*HC:L5301:LT:KX*4000*UN*1***1~SV1*HC:L5976:LT:KX:K3*1500*UN*1***1~"
        ),
    ],
)
def parts_exclude_each_other(claim: ClaimAsSent, context: Context) -> Problems:
    """Two additions of one device are alternatives of each other.

    ## Why
    A prosthesis has one knee and one foot, an orthosis one kind of brim, lacer or stirrup. The
    article on lower-limb prostheses names the knees and feet of which only one is paid, others
    follow from the wording of their codes.

    ## Fix
    Keep the one that was furnished.
    """
    for device in context.devices(claim):
        first: dict[str, Part] = {}
        for part in device.additions():
            if part.for_owned_device or part.attributes.checked is Certainty.UNSURE:
                continue
            excluded = [first[code] for code in part.attributes.excludes if code in first]
            if excluded:
                earlier = min(excluded, key=lambda one: one.line.first)
                yield Problem(
                    part.at(LineAsSent.code),
                    f"{part} and {earlier.code} exclude each other",
                    related=(earlier.at(LineAsSent.code),),
                )
            first.setdefault(part.code, part)
