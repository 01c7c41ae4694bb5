"""ADD019: repair labour beside a replaced part that has a code."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Role
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.questions import is_labour
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_PART_REPLACED = "RB"
_JOINTS = "SV1*HC:L2210:RT:KX:RB*160*UN*2***1~NTE*ADD*PT OWNED L1970 JOINTS BROKE RPL~"


@claim_rule(
    "ADD019",
    Severity.WARNING,
    sources=[sources.OSS_REP],
    profiles=[Profile.MEDICARE_DME],
    remittance=["97"],
    reads=Reads(letters="L", attributes=is_labour, only_services=True),
    examples=[
        Bad(
            f"{_JOINTS}SV1*HC:L4205:RT*60*UN*2***1~NTE*ADD*RPR L1970 JOINTS 30 MIN~",
            at="2 SV101-2",
        ),
        Good(_JOINTS),
        Good("SV1*HC:L4205:RT*60*UN*2***1~NTE*ADD*RPR L1970 SHELL CRACKED 30 MIN~"),
    ],
)
def labour_with_coded_part(claim: ClaimAsSent, context: Context) -> Problems:
    """Labour of a repair stands beside a replaced part that is billed under a code of its own.

    ## Why
    The allowance of a coded part holds the work of putting it in. Labour is paid for the rest of a
    repair alone.

    ## Fix
    Leave the labour out, or bill only the time for parts without a code.
    """
    for device in context.devices(claim):
        coded = [
            part
            for part in device.parts
            if _PART_REPLACED in (part.modifiers)
            and part.role in (Role.ADDITION, Role.REPLACEMENT)
            and not part.attributes.noc
        ]
        for part in device.repairs:
            if coded and is_labour(part.attributes):
                yield Problem(
                    part.at(LineAsSent.code),
                    f"labour {part} stands beside {coded[0].code}, whose price holds it",
                    related=(coded[0].at(LineAsSent.code),),
                )
