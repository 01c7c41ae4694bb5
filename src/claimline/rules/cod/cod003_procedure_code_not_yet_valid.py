"""COD003: a procedure code that did not exist yet on the date of service."""

from __future__ import annotations

from claimline.claim.views import LineAsSent
from claimline.codes.facts import Validity
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.cod.validity import validity_of
from claimline.rules.rule import Bad, Good, Problems, Service, ServiceContext, service_rule


@service_rule(
    "COD003",
    Severity.ERROR,
    sources=[sources.CEDI_OCT22, sources.HCPCS_CODES, sources.AOPA_25],
    statuses=["A7:507"],
    examples=[
        Bad("SV1*HC:L1933:RT:KX*700*UN*1***1~DTP*472*D8*20250315~", at="SV101-2"),
        Good("SV1*HC:L1933:RT:KX*700*UN*1***1~DTP*472*D8*20250415~"),
    ],
)
def procedure_code_not_yet_valid(service: Service, context: ServiceContext) -> Problems:
    """The date of service lies before the first day of the procedure code.

    ## Why
    A code may be used from its first day on and by date of service, not by the day of billing: the
    DME MACs' front end returns the line. It happens each quarter with items delivered before the
    codes changed, and with the off-the-shelf twins of 2014.

    ## Fix
    Bill the code that described the item on the date of service.
    """
    if service.on is None or validity_of(service, context.codes) is not Validity.NOT_YET:
        return ()
    fact = context.codes.procedure(service.code, service.on)
    if fact is None:
        return ()
    message = f"{service.code} began on {fact.added}, after the date of service"
    return [Problem(service.at(LineAsSent.code), message)]
