"""PRV004: an ordering provider who is the supplier."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent, Party
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Confidence, Context, Good, Problems, Reads, line_rule

_BILLING = "NM1*85*2*EXAMPLE O AND P*****XX*1234567893~"
_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"


@line_rule(
    "PRV004",
    Severity.WARNING,
    sources=[sources.CGS_ORD, sources.NOR_EY],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    remittance=["16 N264"],
    reads=Reads(letters="AEKLV", without={"EY"}),
    examples=[
        Bad(f"{_BILLING}{_LINE}NM1*DK*1*EXAMPLE*TEST****XX*1234567893~", at="NM109"),
        Good(f"{_BILLING}{_LINE}NM1*DK*1*EXAMPLE*TEST****XX*1987654328~"),
        Good(
            f"{_BILLING}SV1*HC:L1960:RT:EY:GZ*900*UN*1***1~",
            "NM1*DK*1*EXAMPLE*TEST****XX*1234567893~",
        ),
    ],
)
def supplier_orders_for_itself(line: LineAsSent, context: Context) -> Problems:
    """The ordering provider has the NPI of the billing provider.

    ## Why
    Medicare pays on the order of the practitioner who treats the patient. A supplier names itself
    only where there is no order, and says so with EY.

    ## Fix
    Name the practitioner who signed the order, or add EY where there was none.
    """
    ordering = line.ordering_provider
    level = line.claim.billing
    billing = level.provider if level else None
    if ordering is None or billing is None or ordering.identifier is None:
        return ()
    if ordering.identifier != billing.identifier:
        return ()
    message = "the ordering provider has the NPI of the supplier"
    return [Problem(ordering.at(Party.identifier), message)]
