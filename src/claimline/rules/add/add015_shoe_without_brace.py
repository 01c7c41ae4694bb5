"""ADD015: a shoe billed as part of a brace that is not there."""

from __future__ import annotations

from datetime import date

from claimline.claim.narrative.codes import codes_in
from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import CodeList, Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_FOOTWEAR = (CodeList.FOOTWEAR_SHOE, CodeList.FOOTWEAR_MODIFICATION)


def _is_footwear(tables: Tables, code: str, on: date) -> bool:
    return any(tables.listed(name, code, on) for name in _FOOTWEAR)


@claim_rule(
    "ADD015",
    Severity.WARNING,
    sources=[sources.ART_FOOT, sources.LCD_FOOT],
    profiles=[Profile.MEDICARE_DME],
    remittance=["96"],
    reads=Reads(letters="L", modifiers=("KX",), lists=_FOOTWEAR),
    examples=[
        Bad("SV1*HC:L3225:RT:KX*140*UN*1***1~", at="SV101-2"),
        Good("SV1*HC:L1990:RT:KX*700*UN*1***1~SV1*HC:L3225:RT:KX*140*UN*1***1~"),
        Good("SV1*HC:L3225:RT:KX*140*UN*1***1~NTE*ADD*PT OWNED L1990 FROM 2024~"),
        Good("SV1*HC:L3225:RT:GY*140*UN*1***1~"),
    ],
)
def shoe_without_brace(claim: ClaimAsSent, context: Context) -> Problems:
    """A shoe, insert or modification carries KX, and no brace it could be part of is named.

    ## Why
    Medicare pays footwear only as a part of certain leg braces that the same supplier furnished,
    which KX states. Without such a brace on the claim, in the history or in a note, the line is
    no benefit.

    ## Fix
    Bill the brace on the same claim or name it in NTE*ADD, or send GY.
    """
    billed = {line.code for line in claim.lines if line.code}
    billed |= {earlier.code for earlier in claim.facts.history or ()}
    billed |= {*codes_in(claim.note)}
    for line in claim.lines:
        code, on = line.code, line.service_date
        if code is None or on is None or "KX" not in (line.modifiers or ()):
            continue
        if _is_footwear(context.codes, code, on) and not any(
            context.codes.listed(CodeList.FOOTWEAR_BRACE, named, on)
            for named in billed.union(codes_in(line.note))
        ):
            message = f"{code} carries KX, and no brace it belongs to is named"
            yield Problem(line.at(LineAsSent.code), message)
