"""DTE001: a service line without its date."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Service, line_rule
from claimline.x12.designator import Designator

_SERVICE_DATE = Designator("DTP", "472")


def _is_undated(service: Service) -> bool:
    return service.on is None


@line_rule(
    "DTE001",
    Severity.ERROR,
    sources=[sources.GUIDE_DTP472, sources.CEDI15],
    statuses=["A7:187"],
    acknowledgment="IK304:3",
    reads=Reads(service=_is_undated),
    examples=[
        Bad("SV1*HC:L1960:RT:KX*900*UN*1***1~-DTP[472]~", at="DTP[472]"),
        Bad("SV1*HC:L1960:RT:KX*900*UN*1***1~DTP*472*D8~", at="DTP[472]03"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~DTP*472*D8*20260108~"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~DTP*472*RD8*20260105-20260108~"),
    ],
)
def service_date_missing(line: LineAsSent, context: Context) -> Problems:
    """A service line has no date of service.

    ## Why
    The guide requires DTP*472 in every loop 2400, whatever dates the claim carries. For an orthosis
    or prosthesis it is the day of delivery, and every table is read on that day.

    ## Fix
    Add DTP*472 with the day the device was delivered.
    """
    if line.service_dates or line.is_empty:
        return  # Of an empty line the tables say what it lacks.
    code = line.code or "the line"
    if line.find(_SERVICE_DATE) is None:
        yield Problem(line.missing("DTP[472]"), f"{code} has no date of service")
    elif line.text("DTP[472]03") is None:
        place = line.at("DTP[472]03")
        yield Problem(place, f"DTP*472 of {code} holds no date", acknowledgment="IK403:1")
