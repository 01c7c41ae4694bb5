"""COD010: a date of service for which the table of HCPCS codes in use is too old."""

from __future__ import annotations

from datetime import date

from claimline.claim.views import LineAsSent
from claimline.codes import Validity
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.cod.validity import validity_of
from claimline.rules.rule import (
    Bad,
    Good,
    Problems,
    Service,
    ServiceContext,
    Setting,
    service_rule,
)

OCTOBER = Setting(as_of=date(2026, 10, 15))
# What the table says of a code on days within it alone, or None where it is not asked.
_WITHIN_TABLE = (Validity.VALID, Validity.UNKNOWN, None)


@service_rule(
    "COD010",
    Severity.INFO,
    sources=[sources.HCPCS_CODES],
    once=True,
    examples=[
        Bad(
            "SV1*HC:L1960:RT:KX*900*UN*1***1~DTP*472*D8*20261008~",
            at="DTP[472]03",
            setting=OCTOBER,
        ),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~DTP*472*D8*20260930~", setting=OCTOBER),
        Good("SV1*HC:97760*90*UN*1***1~DTP*472*D8*20261008~", setting=OCTOBER),
    ],
)
def service_date_past_code_table(service: Service, context: ServiceContext) -> Problems:
    """The date of service lies past the table of HCPCS codes in use.

    ## Why
    CMS adds and ends codes every quarter. Past its last day the table cannot say whether a code is
    still in the code set, so that a code that has ended passes. It is said once, at the first such
    line of all files.

    ## Fix
    Take in the release of that quarter with `claimline codes import`.
    """
    if service.on is None or validity_of(service, context.codes) in _WITHIN_TABLE:
        return ()
    table = context.codes.release("hcpcs", service.on)
    if service.on <= table.covers_to:
        return ()
    message = (
        f"the table of HCPCS Level II codes in use, release {table.release}, ends on "
        f"{table.covers_to}; codes of this line and of later ones are not known to be valid"
    )
    return [Problem(service.at(LineAsSent.service_dates), message)]
