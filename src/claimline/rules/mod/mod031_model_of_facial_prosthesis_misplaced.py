"""MOD031: KM or KN elsewhere than on a facial prosthesis, or both."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Confidence,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    service_rule,
)
from claimline.rules.unwanted import unwanted

_OF_MODEL = frozenset(("KM", "KN"))


@service_rule(
    "MOD031",
    Severity.WARNING,
    sources=[sources.ART_FACE, sources.HCPCS_MODIFIERS],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["4 N519"],
    reads=Reads(modifiers=_OF_MODEL, letters="L"),
    examples=[
        Bad("SV1*HC:L8045:RT:KM:KN*2500*UN*1***1~", at="SV101-5"),
        Bad("SV1*HC:L1960:RT:KX:KM*900*UN*1***1~", at="SV101-5"),
        Good("SV1*HC:L8045:RT:KM*2500*UN*1***1~"),
    ],
)
def model_of_facial_prosthesis_misplaced(service: Service, context: ServiceContext) -> Problems:
    """KM or KN stands on another code than a facial prosthesis, or both stand on one.

    ## Why
    KM says that a facial prosthesis was replaced from a new impression, KN that it was made on the
    model of the last one: one of the two, and nothing of other devices.

    ## Fix
    Keep the true one on a facial prosthesis, none on other codes.
    """
    if service.on is None:
        return
    if context.codes.listed(CodeList.FACIAL_PROSTHESIS, service.code, service.on) is None:
        yield from unwanted(service, _OF_MODEL, "which is no facial prosthesis")
    elif service.modifiers.count("KM") and service.modifiers.count("KN"):
        later = max(("KM", "KN"), key=service.modifiers.index)
        yield Problem(service.modifier_place(later), "KM and KN exclude each other")
