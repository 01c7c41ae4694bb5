"""NOC011: an addition or repair part under a non-specific code, without the code it belongs to."""

from __future__ import annotations

import re

from claimline.claim.narrative.codes import codes_in
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Role
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_OF_ANOTHER_ITEM = re.compile(
    r"\b(?:ADDITION|ADD[- ]ON|ADDED TO|REPLACEMENT PART|REPAIR PART|RPL PART|SPARE PART"
    r"|COMPONENT|RPR|REPAIR)\b"
)


@line_rule(
    "NOC011",
    Severity.WARNING,
    sources=[sources.NOR_NOC, sources.NOR_NOC_JD, sources.NOR_M124],
    profiles=[Profile.MEDICARE_DME],
    yields_to=["MOD020"],
    remittance=["16 N350", "16 M124"],
    reads=Reads(noc=True, letters="L", present={"note"}),
    examples=[
        Bad(
            "SV1*HC:L7499:RT::::HOOK REPAIR PART*95*UN*1***1~"
            "NTE*ADD*TITANIUM HOOK MFR ACME MDL 3010865 PL $95~",
            at="NTE[ADD]02",
        ),
        Good(
            "SV1*HC:L7499:RT::::HOOK REPAIR PART*95*UN*1***1~"
            "NTE*ADD*TITANIUM HOOK MFR ACME MDL 3010865 FOR L6706 PL $95~"
        ),
        Good("SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~NTE*ADD*ACME FLEXARM 200 PL $450~"),
    ],
)
def related_code_missing(line: LineAsSent, context: Context) -> Problems:
    """A non-specific code bills an addition or part, and no text names the code it belongs to.

    ## Why
    An addition or a part is judged with the item it goes on. The DME MACs ask the note for the code
    of that item, for a repair of the item repaired, and deny the line without it.

    ## Fix
    Name the code: `FOR L6706`, or `RPR L5301` for a repair.
    """
    texts = f"{line.description or ''} {line.note or ''}".upper()
    attributes = context.codes.attributes(line.code or "")
    addition = attributes is not None and attributes.role is Role.ADDITION
    replaced = "RB" in (line.modifiers or ())
    if not (addition or replaced or _OF_ANOTHER_ITEM.search(texts)):
        return
    if all(code == line.code for code in codes_in(texts)):
        message = f"no text of {line.code} names the code of the item it belongs to"
        yield Problem(line.at(LineAsSent.note), message)
