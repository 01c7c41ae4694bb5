"""MOD017: RA without the reason of the replacement."""

from __future__ import annotations

import re

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

# Words, or their beginnings, that suppliers give the reason in.
_REASON = re.compile(
    r"\b(?:LOST|LOSS|STOLE|THEFT|DAMAG|FIRE|FLOOD|STORM|TORNADO|HURRICANE|ACCIDENT|BROKE|DESTROY"
    r"|IRREPAR|DISASTER|CHANGE|CONDITION|GROWTH|WEIGHT)"
)
_REPLACED = "RA"
_OXYGEN = "OX"


@claim_rule(
    "MOD017",
    Severity.ERROR,
    sources=[sources.NOR_RA, sources.NOR_REPL],
    profiles=[Profile.MEDICARE_DME],
    remittance=["16", "151 M3"],
    reads=Reads(modifiers=frozenset((_REPLACED,))),
    examples=[
        Bad("SV1*HC:L1960:RT:KX:RA*900*UN*1***1~", at="NTE[ADD]"),
        Bad(
            "SV1*HC:L1960:RT:KX:RA*900*UN*1***1~NTE*ADD*RPL AFO~",
            at="NTE[ADD]02",
            severity=Severity.WARNING,
        ),
        Good("SV1*HC:L1960:RT:KX:RA*900*UN*1***1~NTE*ADD*RPL AFO LOST IN HOUSE FIRE 20260102~"),
        Good(
            "SV1*HC:L1970:RT:KX:RA*900*UN*1***1~NTE*ADD*RPL AFO LOST IN HOUSE FIRE 20260102~"
            "SV1*HC:L2210:RT:KX:RA*160*UN*2***1~"
        ),
        Good("SV1*HC:E1390:RR:RA:KX*180*UN*1***1~"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
    ],
)
def replacement_without_reason(claim: ClaimAsSent, context: Context) -> Problems:
    """RA stands on a line, and no note says why the item was replaced.

    ## Why
    RA is for an item that was lost, stolen or damaged beyond repair before the end of its useful
    lifetime, and the DME MACs ask for a narrative of what happened. Without it the line is denied
    as one more of the same item. The note of one replaced item speaks for its additions too. Oxygen
    equipment is passed over: it takes RA at the end of its lifetime as well, which needs no reason.

    ## Fix
    Say in NTE*ADD what happened and when, such as `RPL AFO LOST IN FIRE 20260102`.
    """
    replaced = [line for line in claim.lines if _REPLACED in (line.modifiers or ())]
    notes = [text for text in (claim.note, *(line.note for line in replaced)) if text]
    if any(_REASON.search(text.upper()) for text in notes):
        return
    for line in replaced:
        if _is_oxygen(line, context):
            continue
        if not notes:
            yield Problem(line.missing("NTE[ADD]"), f"no note says why {line.code} was replaced")
        elif line.note or claim.note:
            at = line if line.note else claim
            message = f"the note gives no reason that we recognise for replacing {line.code}"
            yield Problem(at.at("NTE[ADD]02"), message, severity=Severity.WARNING)


def _is_oxygen(line: LineAsSent, context: Context) -> bool:
    on, code = line.service_date, line.code
    return bool(on and code and _OXYGEN in context.codes.fee_categories(code, on))
