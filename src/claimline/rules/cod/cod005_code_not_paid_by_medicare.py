"""COD005: a procedure code that Medicare never pays, billed as if it did."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes.facts import Validity
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.cod.validity import validity_of
from claimline.rules.never_paid import why_never_paid
from claimline.rules.rule import (
    Bad,
    Confidence,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    Setting,
    service_rule,
)


@service_rule(
    "COD005",
    Severity.WARNING,
    sources=[sources.HCPCS_CODES, sources.CMS_LAYOUT],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    yields_to=["MOD009", "MOD014"],
    remittance=["96 N425"],
    reads=Reads(without=("GY",)),
    examples=[
        Bad("SV1*HC:L7600*120*UN*1***1~", at="SV101-2"),
        Good("SV1*HC:L7600:GY*120*UN*1***1~"),
        Good("SV1*HC:L7600*120*UN*1***1~", setting=Setting(Profile.COMMERCIAL)),
    ],
)
def code_not_paid_by_medicare(service: Service, context: ServiceContext) -> Problems:
    """The coverage indicator of the procedure code says that Medicare never pays it.

    ## Why
    Some codes are in the code set for other payers: Medicare does not cover them (M), may not pay
    them (I), or is kept from it by statute (S). Such a line is billed to Medicare for a denial
    alone, which GY says.

    ## Fix
    Drop the line, or add GY, and GX where the patient was given a voluntary notice.
    """
    if service.on is None or validity_of(service, context.codes) is not Validity.VALID:
        return ()
    why = why_never_paid(context.codes, service.code, service.on)
    return [Problem(service.at(LineAsSent.code), f"{service.code} is {why}")] if why else ()
