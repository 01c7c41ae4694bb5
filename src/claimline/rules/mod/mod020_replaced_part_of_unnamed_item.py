"""MOD020: a replaced part of an item that nothing names."""

from __future__ import annotations

from claimline.claim.narrative.codes import codes_in
from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    claim_rule,
)

_PART_REPLACED = "RB"


@claim_rule(
    "MOD020",
    Severity.WARNING,
    sources=[sources.NOR_M124, sources.NOR_NOC, sources.SLIDE09],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["16 M124"],
    reads=Reads(modifiers=frozenset((_PART_REPLACED,))),
    examples=[
        Bad("SV1*HC:L2820:RT:KX:RB*70*UN*1***1~NTE*ADD*RPL LINER WORN~", at="SV101-2"),
        Good("SV1*HC:L2820:RT:KX:RB*70*UN*1***1~NTE*ADD*RPL LINER PT OWNED L1960 WORN~"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~SV1*HC:L2820:RT:KX*70*UN*1***1~"),
    ],
)
def replaced_part_of_unnamed_item(claim: ClaimAsSent, context: Context) -> Problems:
    """RB marks a replaced part, and neither a line nor a note names the item it belongs to.

    ## Why
    A part is paid for an item the patient has. Where the payer's history does not show the item,
    and the claim says nothing of it, the line is denied for want of the base (remark M124).

    ## Fix
    Name the code of the item in NTE*ADD, such as `RPL LINER PT OWNED L1960`.
    """
    for line in claim.lines:
        if _PART_REPLACED not in (line.modifiers or ()) or _is_named(line):
            continue
        devices = context.devices(claim).of(line)
        if devices and not any(device.base for device in devices):
            message = f"{line.code} replaces a part of an item that the claim does not name"
            yield Problem(line.at(LineAsSent.code), message)


def _is_named(line: LineAsSent) -> bool:
    """Whether a note names a procedure code other than the line's own."""
    named = codes_in(line.note, line.claim.note, line.description)
    return any(code != line.code for code in named)
