"""PRV001: a DMEPOS line that names nobody who ordered the item."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent, Party
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Setting, line_rule


@line_rule(
    "PRV001",
    Severity.ERROR,
    sources=[sources.CGS_ORD, sources.NOR_DENIALG],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(letters="AEKLV", is_a=Tables.knows),
    remittance=["16 N265", "16 N276", "16 MA13"],
    examples=[
        Bad("SV1*HC:L1960:RT:KX*900*UN*1***1~-NM1[DK]~", at="NM1[DK]"),
        Bad(
            "SV1*HC:L1960:RT:KX*900*UN*1***1~SV1*HC:L1960:LT:KX*900*UN*1***2~-NM1[DK]~",
            at="2 NM1[DK]",
        ),
        Bad("NM1*DK*1*EXAMPLE*TEST~", at="NM109"),
        Good(
            "SV1*HC:L1960:RT:KX*900*UN*1***1~DTP*472*D8*20260108~",
            "NM1*DK*1*EXAMPLE*TEST****XX*1234567893~",
        ),
        Good(
            "SV1*HC:L1960:RT:KX*900*UN*1***1~-NM1[DK]~",
            setting=Setting(Profile.COMMERCIAL),
        ),
    ],
)
def ordering_provider_missing(line: LineAsSent, context: Context) -> Problems:
    """A DMEPOS line has no ordering provider with an NPI in loop 2420E.

    ## Why
    Medicare pays for DMEPOS on an order, and reads who ordered it on each line. A DME MAC returns
    a line without the ordering provider's name and NPI as unprocessable.

    ## Fix
    Add NM1*DK with the name and NPI of the practitioner who ordered the item to each line.
    """
    provider = line.ordering_provider
    if provider is None:
        place = line.missing("NM1[DK]", loop="2420E")
        return [Problem(place, f"{line.code} names no ordering provider in loop 2420E")]
    if provider.identifier is None:
        place = provider.at(Party.identifier)
        return [Problem(place, f"the ordering provider of {line.code} has no NPI")]
    return ()
