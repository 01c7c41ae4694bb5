"""NOC016: L9900, which is never paid apart."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule


@service_rule(
    "NOC016",
    Severity.INFO,
    sources=[sources.NOR_PROF],
    profiles=[Profile.MEDICARE_DME],
    remittance=["97"],
    reads=Reads(codes=("L9900",)),
    examples=[
        Bad("SV1*HC:L9900*50*UN*1***1~", at="SV101-2"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
    ],
)
def part_never_paid_apart(service: Service, context: ServiceContext) -> Problems:
    """The line bills L9900.

    ## Why
    The code stands for a supply or service that is part of another L code and paid with it, so the
    line is denied whatever it holds.

    ## Fix
    Leave the line out, unless the denial is wanted.
    """
    yield Problem(service.at(LineAsSent.code), "L9900 is paid with another code, never apart")
