"""MOD017: RA without the reason of the replacement."""

from __future__ import annotations

import re

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

# Words, or their beginnings, that suppliers give the reason in.
_REASON = re.compile(
    r"\b(?:LOST|LOSS|STOLE|THEFT|DAMAG|FIRE|FLOOD|STORM|TORNADO|HURRICANE|ACCIDENT|BROKE|DESTROY"
    r"|IRREPAR|DISASTER|CHANGE|CONDITION|GROWTH|WEIGHT)"
)


@line_rule(
    "MOD017",
    Severity.ERROR,
    sources=[sources.NOR_RA, sources.NOR_REPL],
    profiles=[Profile.MEDICARE_DME],
    remittance=["16", "151 M3"],
    reads=Reads(modifiers=frozenset(("RA",))),
    examples=[
        Bad("SV1*HC:L1960:RT:KX:RA*900*UN*1***1~", at="NTE[ADD]"),
        Bad(
            "SV1*HC:L1960:RT:KX:RA*900*UN*1***1~NTE*ADD*RPL AFO~",
            at="NTE[ADD]02",
            severity=Severity.WARNING,
        ),
        Good("SV1*HC:L1960:RT:KX:RA*900*UN*1***1~NTE*ADD*RPL AFO LOST IN HOUSE FIRE 20260102~"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
    ],
)
def replacement_without_reason(line: LineAsSent, context: Context) -> Problems:
    """RA stands on the line, and no note says why the item was replaced.

    ## Why
    RA is for an item that was lost, stolen or damaged beyond repair before the end of its useful
    lifetime, and the DME MACs ask for a narrative of what happened. Without it the line is denied
    as one more of the same item.

    ## Fix
    Say in NTE*ADD what happened and when, such as `RPL AFO LOST IN FIRE 20260102`.
    """
    note = line.note or line.claim.note
    if note is None:
        yield Problem(line.missing("NTE[ADD]"), f"no note says why {line.code} was replaced")
    elif not any(_REASON.search((text or "").upper()) for text in (line.note, line.claim.note)):
        at = line if line.note else line.claim
        message = f"the note gives no reason that we recognise for replacing {line.code}"
        yield Problem(at.at("NTE[ADD]02"), message, severity=Severity.WARNING)
