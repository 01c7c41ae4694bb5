"""DOC006: a face-to-face encounter or written order that came at the wrong time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Strength, Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.months import months_after
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_MONTHS = 6
_TABLE = "face_to_face"
_GOOD = {
    "face_to_face_date": "2025-12-01",
    "order_date": "2025-12-15",
    "order_received_date": "2026-01-02",
}


@line_rule(
    "DOC006",
    Severity.ERROR,
    sources=[sources.F2F_LIST, sources.NOR_F2F, sources.CGS_F2F23, sources.PIM5],
    profiles=[Profile.MEDICARE_DME],
    remittance=["50"],
    reads=Reads(letters="L", present={"facts"}, listed=Tables.face_to_face),
    examples=[
        Bad("", at="SV101-2", facts={**_GOOD, "order_received_date": "2026-01-10"}),
        Bad("", at="SV101-2", facts={**_GOOD, "face_to_face_date": "2025-06-01"}),
        Bad("", at="SV101-2", facts={**_GOOD, "face_to_face_date": "2025-12-20"}),
        Good("", facts=_GOOD),
        Good(""),
    ],
)
def encounter_or_order_too_late(line: LineAsSent, context: Context) -> Problems:
    """The face-to-face encounter lies outside six months, or the order came after delivery.

    ## Why
    For the codes of the list the practitioner sees the patient within the six months before the
    order, and the supplier has the order before delivery. Neither can be mended afterwards, and
    the line is denied. The dates come from the side file.

    ## Fix
    Check the dates. Where they are true, the item is not payable as delivered.
    """
    on = line.service_date
    wanted = context.codes.face_to_face(line.code or "", on) if on else None
    if on is None or wanted is None:
        return
    release = context.codes.release(_TABLE, on)
    severity = None if wanted.strength is Strength.REQUIRED else Severity.WARNING
    if on > release.covers_to:
        severity = Severity.INFO
    for message in _faults(line, on):
        yield Problem(line.at(LineAsSent.code), message, severity=severity)


def _faults(line: LineAsSent, on: date) -> Iterator[str]:
    seen, ordered = line.facts.face_to_face_date, line.facts.order_date
    received = line.facts.order_received_date or ordered
    if received and received > on:
        yield f"{line.code} was delivered on {on}, before its order came on {received}"
    if seen and ordered and seen > ordered:
        yield f"the encounter on {seen} came after the order of {ordered}"
    if seen and ordered and seen < months_after(ordered, -_MONTHS):
        yield f"the encounter on {seen} lies over six months before the order of {ordered}"
