"""COD008: a temporary code after a permanent one took its place."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables, Validity
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.cod.validity import validity_of
from claimline.rules.rule import (
    Bad,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    Setting,
    service_rule,
)


@service_rule(
    "COD008",
    Severity.ERROR,
    sources=[sources.CGS_RTLT, sources.NOR_CG, sources.HCPCS_CODES],
    statuses=["A7:507"],
    remittance=["16 M51"],
    reads=Reads(listed=Tables.renamed),
    examples=[
        Bad(
            "HI*ABK:E1142~SV1*HC:K0903:RT:KX*40*UN*1***1~",
            at="SV101-2",
            setting=Setting(Profile.COMMERCIAL),
        ),
        Bad("SV1*HC:A4466:RT:GY*40*UN*1***1~", at="SV101-2"),
        Good("HI*ABK:E1142~SV1*HC:A5514:RT:KX*40*UN*1***1~"),
    ],
)
def retired_predecessor_code(service: Service, context: ServiceContext) -> Problems:
    """The code ended when another one took its place under a new name.

    ## Why
    K0901, K0902, K0903 and A4466 were replaced one for one, and billing systems keep sending them
    from old price lists. The front end rejects a code that has ended.

    ## Fix
    Bill the code that took its place.
    """
    if service.on is None or validity_of(service, context.codes) is not Validity.ENDED:
        return
    renamed = context.codes.renamed(service.code, service.on)
    if renamed:
        yield Problem(
            service.at(LineAsSent.code),
            f"{service.code} was replaced by {renamed.successor}",
            help=f"Bill {renamed.successor}.",
        )
