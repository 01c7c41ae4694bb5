"""COD002: a procedure code that could no longer be used on the date of service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.codes.facts import MedicareGap, ProcedureFact, Validity
from claimline.findings import Fix, Problem, Severity
from claimline.rules import sources
from claimline.rules.cod.validity import validity_of
from claimline.rules.repair import with_code
from claimline.rules.rule import (
    Bad,
    Good,
    Problems,
    Service,
    ServiceContext,
    Setting,
    service_rule,
)

_MEDICARE = (Profile.MEDICARE_DME, Profile.MEDICARE)


@service_rule(
    "COD002",
    Severity.ERROR,
    sources=[sources.CEDI_OCT22, sources.HCPCS_CODES, sources.OPE_25, sources.NOR_L6028],
    yields_to=["COD008"],
    statuses=["A7:507"],
    remittance=["16 M51"],
    examples=[
        Bad("SV1*HC:L8010*60*UN*1***1~DTP*472*D8*20250601~", at="SV101-2"),
        Bad("SV1*HC:L6028:RT*2900*UN*1***1~", at="SV101-2"),
        Good("SV1*HC:L8015*90*UN*1***1~DTP*472*D8*20250601~"),
        Good("SV1*HC:L6028:RT*2900*UN*1***1~", setting=Setting(Profile.COMMERCIAL)),
    ],
)
def procedure_code_ended(service: Service, context: ServiceContext) -> Problems:
    """The date of service lies after the last day of the procedure code.

    ## Why
    A code may be used up to its last day and by date of service, not by the day of billing: the
    DME MACs' front end returns the line. In between, Medicare alone may have stopped taking a code
    that stayed in the code set, as it did with L6028 from 2025-10-01 to 2026-03-31.

    ## Fix
    Bill the code that describes the item on the date of service.
    """
    validity = validity_of(service, context.codes)
    if service.on is None:
        return ()
    if validity is Validity.ENDED:
        return _ended(service, service.on, context.codes)
    if validity is Validity.VALID:
        gap = context.codes.medicare_gap(service.code, service.on)
        if gap and service.profile in _MEDICARE:
            return [Problem(service.at(LineAsSent.code), _not_taken(gap))]
    return ()


def _ended(service: Service, on: date, tables: Tables) -> Problems:
    fact = tables.procedure(service.code, on)
    if fact is None:
        return
    found = list(_successors(fact, on, tables))
    successors = " or ".join(found)
    yield Problem(
        service.at(LineAsSent.code),
        f"{service.code} ended on {fact.ended}, before the date of service",
        help=f"Bill {successors} if it describes the item." if successors else None,
        fix=partial(_succeeded, code=found[0]) if len(found) == 1 else None,
    )


def _successors(fact: ProcedureFact, on: date, tables: Tables) -> Iterator[str]:
    """What the code set's cross reference names, as far as it was valid on the day."""
    for code in fact.successors:
        if tables.holds(code) and tables.validity(code, on) is Validity.VALID:
            yield code


def _succeeded(line: LineAsSent, code: str) -> Fix:
    return Fix("suggested", f"bill the successor {code}", (with_code(line, code),))


def _not_taken(gap: MedicareGap) -> str:
    if gap.removed is None:
        return f"{gap.code} is not valid for Medicare from {gap.effective}"
    last = gap.removed - timedelta(days=1)
    return f"{gap.code} is not valid for Medicare between {gap.effective} and {last}"
