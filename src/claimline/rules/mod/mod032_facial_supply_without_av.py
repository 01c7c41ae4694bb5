"""MOD032: supplies of a facial prosthesis without AV, or AV on the prosthesis."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

# With which kind of device a supply is used: AU ostomy or urological, AV prosthesis, AW dressing.
_PROSTHESIS = "AV"
_USED_WITH = frozenset(("AU", _PROSTHESIS, "AW"))
_LINE = "SV1*HC:L8045:RT*2500*UN*1***1~"


@claim_rule(
    "MOD032",
    Severity.ERROR,
    sources=[sources.ART_FACE],
    profiles=[Profile.MEDICARE_DME],
    remittance=["16"],
    reads=Reads(lists={CodeList.FACIAL_PROSTHESIS}, only_services=True),
    examples=[
        Bad(f"{_LINE}SV1*HC:A4450*5*UN*10***1~", at="2 SV101-2"),
        Bad("SV1*HC:L8045:RT:AV*2500*UN*1***1~", at="SV101-4", severity=Severity.INFO),
        Good(f"{_LINE}SV1*HC:A4450:AV*5*UN*10***1~"),
        Good("SV1*HC:A4450*5*UN*10***1~"),
    ],
)
def facial_supply_without_av(claim: ClaimAsSent, context: Context) -> Problems:
    """Tape or a barrier for a facial prosthesis carries no AV, or the prosthesis itself does.

    ## Why
    The three supply codes of the policy serve several kinds of devices. AV says that they go with a
    prosthesis; without it, or another policy's modifier, the line is rejected as lacking
    information. AV belongs on nothing else of the policy.

    ## Fix
    Add AV to the supplies, and leave it out on the prosthesis.
    """
    for line in claim.lines:
        modifiers = line.modifiers or ()
        if context.is_on(CodeList.FACIAL_SUPPLY, line) and _USED_WITH.isdisjoint(modifiers):
            message = f"{line.code} beside a facial prosthesis carries no AV"
            yield Problem(line.at(LineAsSent.code), message)
        if context.is_on(CodeList.FACIAL_PROSTHESIS, line) and _PROSTHESIS in modifiers:
            message = f"AV stands on {line.code}, the prosthesis itself"
            yield Problem(line.modifier_place(_PROSTHESIS), message, severity=Severity.INFO)
