"""IGC042: SV5 for another procedure than SV1."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Setting, line_rule

_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"


@line_rule(
    "IGC042",
    Severity.ERROR,
    sources=[sources.GUIDE_SV5],
    reads=Reads(present={"equipment_code"}),
    examples=[
        Bad("SV1*HC:E0143:NU*80*UN*1***1~SV5*HC:E0144*DA*30*7*80*4~", at="SV501-2"),
        Good(f"{_LINE}SV5*HC:L1960*DA*30*75*900*4~", setting=Setting(Profile.COMMERCIAL)),
    ],
)
def equipment_code_differs_from_procedure_code(line: LineAsSent, context: Context) -> Problems:
    """SV5 prices another procedure code than the line bills.

    ## Why
    SV5 adds days of need, rental and purchase price to the equipment that SV1 bills, so that
    SV501-2 is the code of SV101-2. Where they differ the prices belong to something else.

    ## Fix
    Send the procedure code of the line in SV501-2.
    """
    equipment = line.equipment_code
    if equipment and line.code and equipment != line.code:
        message = f"SV5 is about {equipment}, the line bills {line.code}"
        yield Problem(line.at(LineAsSent.equipment_code), message)
