"""DOC012: a custom item that was never delivered, billed without saying so."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.claim.facts import Outcome
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Place, Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    line_rule,
)

_CANCELLED = {"outcome": "cancelled", "outcome_date": "2026-01-08"}
_NOTE = "SV1*HC:L1960:RT:KX*500*UN*1***1~NTE*ADD*ORDER CANCELLED 20260108 AFO 60 PCT COMPLETE~"


@line_rule(
    "DOC012",
    Severity.WARNING,
    sources=[sources.NOR_ORTH18],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["16 N350"],
    reads=Reads(letters="L", present={"facts"}),
    examples=[
        Bad("SV1*HC:L1960:RT:KX*500*UN*1***1~", at="NTE[ADD]", facts=_CANCELLED),
        Bad(f"{_NOTE}DTP*472*D8*20260110~", at="DTP[472]03", facts=_CANCELLED),
        Good(_NOTE, facts=_CANCELLED),
        Good("SV1*HC:L1960:RT:KX*500*UN*1***1~", facts={"outcome": "delivered"}),
    ],
)
def undelivered_item_without_note(line: LineAsSent, context: Context) -> Problems:
    """The side file says that the item was not delivered, and the line does not say it.

    ## Why
    A custom item whose order was cancelled, or whose patient died, may be billed in part: with the
    day of that event, and a note of what happened and how far the item was.

    ## Fix
    Send the day of the event as date of service, and a note such as `ORDER CANCELLED 20260108 AFO
    60 PCT COMPLETE`.
    """
    if line.facts.outcome in (Outcome.CANCELLED, Outcome.DIED):
        for place, message in _faults(line):
            yield Problem(place, message)


def _faults(line: LineAsSent) -> Iterator[tuple[Place, str]]:
    if line.note is None and line.claim.note is None:
        yield line.missing("NTE[ADD]"), f"{line.code} was not delivered, and no note says so"
    ended, on = line.facts.outcome_date, line.service_date
    if ended and on and on > ended:
        yield (
            line.at(LineAsSent.service_dates),
            f"the date of service is {on}, the order ended on {ended}",
        )
