"""MOD008: KX on a code whose policy does not know it."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.findings import Severity
from claimline.rules import sources
from claimline.rules.devices import Kind, kinds_of
from claimline.rules.questions import is_for_breast
from claimline.rules.rule import Bad, Good, Problems, Reads, Service, ServiceContext, service_rule
from claimline.rules.unwanted import unwanted

_KX = ("KX",)
_KINDS = frozenset((Kind.SPINAL_ORTHOSIS, Kind.ARM_ORTHOSIS, Kind.ARM_PROSTHESIS))


@service_rule(
    "MOD008",
    Severity.WARNING,
    sources=[sources.NOR_KX12, sources.CGS_KX18, sources.OPE_K2],
    profiles=[Profile.MEDICARE_DME],
    since=date(2012, 7, 6),
    reads=Reads(modifiers=frozenset(_KX), letters="L"),
    examples=[
        Bad(
            "SV1*HC:L3999:RT:KX:::ELBOW ORTH*450*UN*1***1~NTE*ADD*ACME FLEXARM 200 PL $450~",
            at="SV101-4",
        ),
        Bad("SV1*HC:L0457:KX*800*UN*1***1~", at="SV101-3"),
        Bad("HI*ABK:Z9011~SV1*HC:L8030:RT:KX*300*UN*1***1~", at="SV101-4"),
        Good("SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~NTE*ADD*ACME FLEXARM 200 PL $450~"),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("SV1*HC:L5974:RT:KX:K1*400*UN*1***1~"),
    ],
)
def kx_where_no_policy_asks(service: Service, context: ServiceContext) -> Problems:
    """KX stands on a spinal or upper-limb orthosis, or on an arm or breast prosthesis.

    ## Why
    KX states that the criteria of a policy are met that names KX for it. The policies of these
    devices do not, and the DME MACs call KX there inappropriate.

    ## Fix
    Leave KX out.
    """
    code, codes = service.code, context.codes
    attributes = codes.attributes(code)
    if attributes is None:
        return
    if is_for_breast(attributes) or kinds_of(code, codes) <= _KINDS:
        yield from unwanted(service, _KX, "whose policy does not ask for it")
