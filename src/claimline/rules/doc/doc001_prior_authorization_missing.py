"""DOC001: a code that wants a prior authorization, without its number."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import ACUTE_NEED, DENIAL_EXPECTED
from claimline.rules.questions import LIMB_PROSTHESES
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_TABLE = "prior_authorizations"
_LINE = "SV1*HC:L0650*900*UN*1***1~"


@line_rule(
    "DOC001",
    Severity.ERROR,
    sources=[sources.PA_LIST, sources.NOR_197, sources.CGS_PA, sources.NOR_ST],
    profiles=[Profile.MEDICARE_DME],
    remittance=["197 N210"],
    reads=Reads(
        listed=Tables.prior_authorization,
        without=DENIAL_EXPECTED | {"EY"},
        absent="authorization",
    ),
    examples=[
        Bad(_LINE, at="REF[G1]"),
        Bad(
            "SV1*HC:L5321:RT:KX*6000*UN*1***1~SV1*HC:L5828:RT:KX:K3*3000*UN*1***1~"
            "SV1*HC:L5856:RT:KX:K3*20000*UN*1***1~",
            at="3 REF[G1]",
        ),
        Good(f"{_LINE}REF*G1*12A34567890123~"),
        Good(f"CLM*A1*900***12:B:1*Y*A*Y*Y~REF*G1*12A34567890123~{_LINE}"),
        Good("SV1*HC:L0650:ST*900*UN*1***1~"),
        Good("SV1*HC:L0650:GA*900*UN*1***1~"),
        Good(f"BHT*0019*00*1*20221010*1200*CH~{_LINE}DTP*472*D8*20221009~"),
    ],
)
def prior_authorization_missing(line: LineAsSent, context: Context) -> Problems:
    """A code of the required prior authorization list carries no REF*G1.

    ## Why
    For the codes of the list, from its nationwide date on, Medicare pays only with an affirmed
    decision, and denies a line without its unique tracking number (UTN). ST, an acute injury, is
    the way around for orthoses, none for prostheses. GA, GZ, GY and EY say that no payment is
    expected. Past the last date of our list this is information.

    ## Fix
    Add REF*G1 with the UTN of the decision letter to the line.
    """
    code, on = line.code or "", line.service_date
    if on is None or line.claim.authorization:
        return
    if ACUTE_NEED in (line.modifiers or ()) and not code.startswith(LIMB_PROSTHESES):
        return
    release = context.codes.release(_TABLE, on)
    yield Problem(
        line.missing("REF[G1]"),
        f"{code} wants a prior authorization, and neither line nor claim has its number",
        severity=Severity.INFO if on > release.covers_to else None,
    )
