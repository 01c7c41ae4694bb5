"""DOC008: what a certificate of medical necessity left on the line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Place, Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule
from claimline.x12.designator import Designator

_FORM = Designator.parse("LQ[UT]")
_CERTIFICATE = "CT"
_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"

_LEFT_OVER = {
    "attachment_type",
    "certification_type",
    "has_form",
    "last_certification_date",
    "recertification_date",
    "therapy_begin_date",
}


@line_rule(
    "DOC008",
    Severity.ERROR,
    sources=[sources.CEDI_DEC22, sources.CGS_EDI],
    profiles=[Profile.MEDICARE_DME],
    since=date(2023, 1, 1),
    statuses=["A7:698"],
    reads=Reads(present=_LEFT_OVER),
    examples=[
        Bad(f"{_LINE}LQ*UT*04.04C~FRM*1*Y~", at="LQ[UT]02"),
        Bad(f"{_LINE}PWK*CT*AD~", at="PWK01"),
        Bad(f"{_LINE}DTP*463*D8*20251208~", at="DTP[463]", severity=Severity.WARNING),
        Good(_LINE),
        Good(f"{_LINE}PWK*OZ*BM***AC*L1960R20260108~"),
    ],
)
def certificate_of_medical_necessity(line: LineAsSent, context: Context) -> Problems:
    """A line carries segments of a certificate of medical necessity or an information form.

    ## Why
    Both ended with dates of service from 2023-01-01, and CEDI rejects a claim that carries a form
    (LQ*UT) or announces one (PWK*CT). Its dates and its duration (CR3) are left over from the same
    forms.

    ## Fix
    Remove the segments.
    """
    for place, what, severity in _left_over(line):
        message = f"{what} belongs to a certificate, and there have been none since 2023-01-01"
        yield Problem(place, message, severity=severity)
        return


def _left_over(line: LineAsSent) -> Iterator[tuple[Place, str, Severity | None]]:
    if line.has_form and any(segment.matches(_FORM) for segment in line.segments()):
        yield line.at("LQ[UT]02", loop="2440"), "a form", None
    if line.attachment_type == _CERTIFICATE:
        yield line.at(LineAsSent.attachment_type), "an attachment of kind CT", None
    if line.certification_type:
        yield line.at("CR3"), "CR3", Severity.WARNING
    for qualifier, day in (
        ("461", line.last_certification_date),
        ("463", line.therapy_begin_date),
        ("607", line.recertification_date),
    ):
        if day:
            yield line.at(f"DTP[{qualifier}]"), f"a date {qualifier}", Severity.WARNING
