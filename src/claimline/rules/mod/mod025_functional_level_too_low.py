"""MOD025: a component for more activity than the patient's functional level."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.mod.levels import FUNCTIONAL_LEVELS, NO_USE
from claimline.rules.modifiers import DENIAL_EXPECTED
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule

_PROSTHESIS = "SV1*HC:L5301:RT:KX*4000*UN*1***1~"


@service_rule(
    "MOD025",
    Severity.WARNING,
    sources=[sources.LCD_LLP, sources.ALBCBS_K, sources.OPE_K2],
    profiles=[Profile.MEDICARE_DME],
    remittance=["50"],
    reads=Reads(modifiers=frozenset(FUNCTIONAL_LEVELS), letters="L"),
    examples=[
        Bad(f"{_PROSTHESIS}SV1*HC:L5981:RT:KX:K1*2500*UN*1***1~", at="2 SV101-5"),
        Bad(
            f"{_PROSTHESIS}SV1*HC:L5981:RT:KX:K2*2500*UN*1***1~",
            at="2 SV101-5",
            severity=Severity.INFO,
        ),
        Good("SV1*HC:L5974:RT:KX:K1*400*UN*1***1~"),
        Good("SV1*HC:L5981:RT:GA:K1*2500*UN*1***1~"),
    ],
)
def functional_level_too_low(service: Service, context: ServiceContext) -> Problems:
    """The functional level on the line is below the lowest one the component is covered at.

    ## Why
    The modifier states the patient, not the part: each foot, ankle, knee and hip has a level below
    which it is denied as not necessary. Since 2024-09-01 some are covered at K2 as well, on further
    criteria that the claim does not show.

    ## Fix
    Check the level in the records. Where it is true, furnish another component, or send GA with a
    signed ABN.
    """
    if service.on is None or not DENIAL_EXPECTED.isdisjoint(service.modifiers):
        return
    wanted = context.codes.functional_level(service.code, service.on)
    stated = [modifier for modifier in service.modifiers if modifier in FUNCTIONAL_LEVELS]
    if wanted is None or len(stated) != 1 or stated[0] == NO_USE or stated[0] >= wanted.level:
        return
    on_criteria = wanted.on_criteria is not None and stated[0] >= wanted.on_criteria
    yield Problem(
        service.modifier_place(stated[0]),
        f"{service.code} is covered from {wanted.level}"
        + (f", at {wanted.on_criteria} on further criteria" if on_criteria else "")
        + f", the patient is {stated[0]}",
        severity=Severity.INFO if on_criteria else None,
    )
