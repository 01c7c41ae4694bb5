"""MOD010: GZ, which asks for a denial at the supplier's cost."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule


@service_rule(
    "MOD010",
    Severity.INFO,
    sources=[sources.NOR_UTIL, sources.OSS_MOD],
    profiles=[Profile.MEDICARE_DME],
    remittance=["50"],
    reads=Reads(modifiers=frozenset(("GZ",))),
    examples=[
        Bad("SV1*HC:L1960:RT:GZ*900*UN*1***1~", at="SV101-4"),
        Good("SV1*HC:L1960:RT:GA*900*UN*1***1~"),
    ],
)
def denial_asked_for_with_gz(service: Service, context: ServiceContext) -> Problems:
    """The line carries GZ.

    ## Why
    GZ says that a denial is expected and that the patient signed no notice (ABN): the DME MACs deny
    such a line without a look, and the supplier may not bill the patient.

    ## Fix
    Confirm that this is meant. Where the patient signed an ABN before delivery, send GA.
    """
    yield Problem(service.modifier_place("GZ"), f"{service.code} with GZ is denied unseen")
