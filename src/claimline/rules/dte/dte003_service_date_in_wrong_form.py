"""DTE003: a date of service that is not in the form it announces, or no day of the calendar."""

from __future__ import annotations

import re

from claimline.claim.views import LineAsSent
from claimline.findings import Fix, Problem, Severity
from claimline.rules import sources
from claimline.rules.repair import with_element
from claimline.rules.rule import Bad, Context, Good, Problems, line_rule
from claimline.x12.designator import Designator
from claimline.x12.types import D8

_SERVICE_DATE = Designator("DTP", "472")
_DAYS = {"D8": 1, "RD8": 2}
_SHAPES = {"D8": "CCYYMMDD", "RD8": "CCYYMMDD-CCYYMMDD"}
_DIGITS = re.compile("[0-9]{8}(?:-[0-9]{8})?")


@line_rule(
    "DTE003",
    Severity.ERROR,
    sources=[sources.GUIDE_DTP472, sources.CEDI15],
    statuses=["A7:187"],
    acknowledgment="IK403:8",
    examples=[
        Bad("DTP*472*RD8*20260108~", at="DTP[472]03"),
        Bad("DTP*472*D8*20260105-20260108~", at="DTP[472]03"),
        Bad("DTP*472*D8*20261131~", at="DTP[472]03"),
        Bad("DTP*472*D8*01/08/2026~", at="DTP[472]03"),
        Bad("DTP*472*RD8*20260108-20260105~", at="DTP[472]03"),
        Bad("DTP*472*DT*20260108~", at="DTP[472]02"),
        Good("DTP*472*D8*20260108~"),
        Good("DTP*472*RD8*20260108-20260108~"),
    ],
)
def service_date_in_wrong_form(line: LineAsSent, context: Context) -> Problems:
    """The date of service is not a date in the form that DTP02 announces.

    ## Why
    D8 announces one day, CCYYMMDD; RD8 announces two, joined by a hyphen, the first of them not
    after the second. Anything else is a syntax error, and until it is mended no rule can tell
    which code tables the line is judged by.

    ## Fix
    Write the day as CCYYMMDD with D8, or the span as CCYYMMDD-CCYYMMDD with RD8.
    """
    dates = line.service_dates
    form = line.service_date_format or ""
    if dates and len(dates) == _DAYS.get(form) and dates[0] <= dates[-1]:
        return ()
    return _faults(line, form)


def _faults(line: LineAsSent, form: str) -> Problems:
    dates = line.service_dates
    written = line.text("DTP[472]03")
    if written is None:
        return
    place = line.at("DTP[472]03")
    if form not in _DAYS:
        place = line.at("DTP[472]02")
        if form:
            message = f"the date of service is announced as {form}, not as D8 or RD8"
            yield Problem(place, message, acknowledgment="IK403:7")
        else:
            message = "the date of service is announced neither as D8 nor as RD8"
            yield Problem(place, message, acknowledgment="IK403:1")
    elif not dates:
        yield Problem(place, _why_unreadable(written, form))
    elif len(dates) != _DAYS[form]:
        message = f"{written} is not written as {form} announces it, {_SHAPES[form]}"
        yield Problem(place, message, fix=_announced_as_written)
    else:
        yield Problem(place, f"the span {written} ends before it begins")


def _why_unreadable(written: str, form: str) -> str:
    if _DIGITS.fullmatch(written):
        odd = next(day for day in written.split("-") if D8.read(day) is None)
        return f"{odd} is no day of the calendar"
    return f"{written} is not written {_SHAPES[form]}"


def _announced_as_written(line: LineAsSent) -> Fix | None:
    segment = line.find(_SERVICE_DATE)
    dates = line.service_dates
    if segment is None or not dates:
        return None
    form = "D8" if len(dates) == 1 else "RD8"
    return Fix("suggested", f"announce the date as {form}", (with_element(segment, 2, form),))
