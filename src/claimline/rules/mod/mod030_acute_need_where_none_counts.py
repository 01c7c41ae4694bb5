"""MOD030: ST where no prior authorization is skipped."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import ACUTE_NEED
from claimline.rules.questions import LIMB_PROSTHESES
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule


@line_rule(
    "MOD030",
    Severity.WARNING,
    sources=[sources.NOR_ST, sources.NOR_PA, sources.PA_LIST],
    profiles=[Profile.MEDICARE_DME],
    since=date(2022, 4, 13),
    remittance=["197 N210"],
    reads=Reads(modifiers=frozenset((ACUTE_NEED,)), letters="L"),
    examples=[
        Bad("SV1*HC:L1930:RT:KX:ST*300*UN*1***1~", at="SV101-5"),
        Bad(
            "SV1*HC:L5301:RT:KX*4000*UN*1***1~"
            "SV1*HC:L5973:RT:KX:K3:ST*9000*UN*1***1~REF*G1*12A34567890123~",
            at="2 SV101-6",
        ),
        Bad("SV1*HC:L1832:RT:KX:ST*700*UN*1***1~REF*G1*12A34567890123~", at="SV101-5"),
        Good("SV1*HC:L1832:RT:KX:ST*700*UN*1***1~"),
    ],
)
def acute_need_where_none_counts(line: LineAsSent, context: Context) -> Problems:
    """ST stands on a code that needs no prior authorization, on a prosthesis, or beside a UTN.

    ## Why
    ST says that an acute injury could not wait for the prior authorization of an orthosis. It
    brings a review before payment, and says nothing where none is required or one was given.

    ## Fix
    Leave ST out, or leave out the UTN where the orthosis was furnished without one.
    """
    code, on = line.code, line.service_date
    if code is None or on is None:
        return
    at = line.modifier_place(ACUTE_NEED)
    if code.startswith(LIMB_PROSTHESES):
        yield Problem(at, f"ST on {code}, a prosthesis")
    elif context.codes.prior_authorization(code, on) is None:
        yield Problem(at, f"ST on {code}, which needs no prior authorization")
    elif line.authorization:
        message = "ST says there is no prior authorization, REF*G1 names one"
        yield Problem(at, message, related=(line.at(LineAsSent.authorization),))
