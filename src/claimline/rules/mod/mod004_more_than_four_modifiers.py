"""MOD004: a fifth modifier, which no place is left for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.mod.overflow import MOST_MODIFIERS, OVERFLOW, are_modifiers
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Service, line_rule

_FULL = "SV1*HC:L5974:RT:K3:KX:RA*400*UN*1***1~"
_NAMED = re.compile(r"\b(?:ALSO|AND|MODS?|MODIFIERS?)[ :]+([A-Z0-9]{2})\b")


def _is_full(service: Service) -> bool:
    return len(service.modifiers) >= MOST_MODIFIERS


@line_rule(
    "MOD004",
    Severity.ERROR,
    sources=[sources.CMS_99, sources.NOR_99, sources.NOR_MOD],
    profiles=[Profile.MEDICARE_DME],
    since=date(2003, 7, 1),
    remittance=["4 N519"],
    reads=Reads(without=(OVERFLOW,), service=_is_full),
    examples=[
        Bad(
            "SV1*HC:L5974:RT:K3:KX:RA:GK*400*UN*1***1~NTE*ADD*RPL LOST~",
            at="SV101-7",
        ),
        Bad(
            f"{_FULL}NTE*ADD*ALSO GK LOST IN FIRE~",
            at="NTE[ADD]02",
            severity=Severity.WARNING,
        ),
        Good("SV1*HC:L5974:KX:RT:K3:99*400*UN*1***1~NTE*ADD*RA GK LOST~"),
        Good(f"{_FULL}NTE*ADD*RPL FOOT LOST IN FIRE~"),
    ],
)
def more_than_four_modifiers(line: LineAsSent, context: Context) -> Problems:
    """Four modifiers stand on the line without 99, and a fifth in its description or note.

    ## Why
    A line has four places. With five modifiers or more the fourth is 99, and those that found no
    place follow in NTE*ADD: without 99 nobody looks for them there, and a fifth one in SV101-7 is
    read as the description.

    ## Fix
    Keep three modifiers, send 99 as the fourth, and list the others in NTE*ADD.
    """
    procedure, on = line.procedure, line.service_date
    if procedure is None or len(procedure.modifiers) < MOST_MODIFIERS or on is None:
        return ()
    return _further_modifiers(line, on, context.codes)


def _further_modifiers(line: LineAsSent, on: date, codes: Tables) -> Problems:
    fifth = (line.description or "").upper()
    if are_modifiers(fifth, on, codes):
        message = f"{fifth} stands behind four modifiers, where the description belongs"
        yield Problem(line.at(LineAsSent.description), message)
    for named in _named(line.note or "", on, codes):
        yield Problem(
            line.at(LineAsSent.note),
            f"the note names modifier {named}, and no 99 points to it",
            severity=Severity.WARNING,
        )


def _named(note: str, on: date, codes: Tables) -> Iterator[str]:
    for named in _NAMED.findall(note.upper()):
        if are_modifiers(named, on, codes):
            yield named
            return
