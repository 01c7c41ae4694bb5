"""COD001: a HCPCS Level II code that does not exist."""

from __future__ import annotations

from datetime import date

from claimline.claim.views import LineAsSent
from claimline.codes.facts import Validity
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

_NOT_IN_TABLE = (Validity.UNKNOWN, Validity.PAST_TABLE)


@service_rule(
    "COD001",
    Severity.ERROR,
    sources=[sources.CEDI_OCT22, sources.NOR_DENIAL, sources.HCPCS_CODES],
    statuses=["A7:507"],
    remittance=["16 M51"],
    examples=[
        Bad("SV1*HC:L1959:RT:KX*900*UN*1***1~", at="SV101-2"),
        Bad(
            "SV1*HC:L1959:RT:KX*900*UN*1***1~DTP*472*D8*20261008~",
            at="SV101-2",
            setting=Setting(as_of=date(2026, 10, 15)),
            severity=Severity.INFO,
        ),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("SV1*HC:97760*90*UN*1***1~"),
    ],
)
def procedure_code_not_in_code_set(service: Service, context: ServiceContext) -> Problems:
    """SV101-2 has the form of a HCPCS Level II code but is none.

    ## Why
    The front end of the DME MACs returns a line whose procedure code is not in the code set of the
    date of service. The table holds every Level II code of 2015 and later but the dental D codes;
    past its last day, and before 2015, a code that is not in it is information only.

    ## Fix
    Correct the code: compare it with the order and with the code list of the date of service.
    """
    validity = validity_of(service, context.codes)
    if validity not in _NOT_IN_TABLE or context.codes.knows(service.code) or service.on is None:
        return ()
    place = service.at(LineAsSent.code)
    if validity is Validity.UNKNOWN:
        return [Problem(place, f"{service.code} is not in the HCPCS Level II code set")]
    table = context.codes.release("hcpcs", service.on)
    return [
        Problem(
            place,
            f"{service.code} is not in the table of HCPCS Level II codes, "
            f"which covers {table.covers_from} to {table.covers_to}",
            help="Look the code up in the code list of the date of service.",
            severity=Severity.INFO,
        )
    ]
