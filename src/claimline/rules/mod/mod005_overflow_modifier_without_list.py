"""MOD005: 99 out of its place, or without the modifiers it points to."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.mod.overflow import OVERFLOW, are_modifiers
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_FOURTH_PLACE = "SV101-6"
_PROSTHESIS = "SV1*HC:L5301:RT:KX*4000*UN*1***1~"


@line_rule(
    "MOD005",
    Severity.ERROR,
    sources=[sources.CMS_99, sources.NOR_99],
    profiles=[Profile.MEDICARE_DME],
    since=date(2009, 9, 25),
    remittance=["4 N519"],
    reads=Reads(modifiers=frozenset((OVERFLOW,))),
    examples=[
        Bad("SV1*HC:L1960:RT:99:KX*400*UN*1***1~NTE*ADD*RA LOST IN FIRE~", at="SV101-4"),
        Bad(f"{_PROSTHESIS}SV1*HC:L5974:KX:RT:K3:99*400*UN*1***1~", at="2 NTE[ADD]"),
        Bad(
            f"{_PROSTHESIS}SV1*HC:L5974:KX:RT:K3:99*400*UN*1***1~NTE*ADD*FOOT LOST IN A FIRE~",
            at="2 NTE[ADD]02",
            severity=Severity.WARNING,
        ),
        Good("SV1*HC:L5974:KX:RT:K3:99*400*UN*1***1~NTE*ADD*RA GK LOST~"),
        Good("SV1*HC:L5974:KX:RT:K3:99*400*UN*1***1~NTE*ADD*KXRTK3RAGK LOST~"),
    ],
)
def overflow_modifier_without_list(line: LineAsSent, context: Context) -> Problems:
    """99 does not stand in the fourth place, or no note lists the modifiers it points to.

    ## Why
    99 says that more modifiers follow in NTE*ADD, and is read in the fourth place. CMS wants all of
    them first in the note, without spaces; Noridian wants those that found no place. A line whose
    note names none is denied for a missing modifier.

    ## Fix
    Put 99 fourth, and begin NTE*ADD with the modifiers.
    """
    if line.service_date is None:
        return
    place = line.modifier_place(OVERFLOW)
    if place.designator != _FOURTH_PLACE:
        yield Problem(place, "99 stands before the fourth place")
    note = line.note or line.claim.note
    if note is None:
        yield Problem(line.missing("NTE[ADD]"), "99 points to a note that is not there")
    elif not any(
        are_modifiers(word, line.service_date, context.codes) for word in note.upper().split()
    ):
        message = "99 points to the note, which names no modifier"
        at = line if line.note else line.claim
        yield Problem(at.at("NTE[ADD]02"), message, severity=Severity.WARNING)
