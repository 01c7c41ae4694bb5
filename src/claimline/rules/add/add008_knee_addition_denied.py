"""ADD008: an addition that the policy of knee orthoses denies."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import AdditionVerdict, CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_BASE = "SV1*HC:L1843:RT:KX*800*UN*1***1~REF*G1*12A34567890123~"


@claim_rule(
    "ADD008",
    Severity.WARNING,
    sources=[sources.LCD_KO, sources.FIND_KO, sources.NOR_KO],
    profiles=[Profile.MEDICARE_DME],
    remittance=["50"],
    reads=Reads(lists={CodeList.KNEE_ADDITION}, only_services=True),
    examples=[
        Bad(
            "SV1*HC:L1832:RT:KX*700*UN*1***1~REF*G1*12A34567890123~SV1*HC:L2405:RT:KX*120*UN*2***1~",
            at="2 SV101-2",
        ),
        Good(f"{_BASE}SV1*HC:L2397:RT:KX*100*UN*1***1~"),
        Good(f"{_BASE}SV1*HC:L2405:RT:GA*100*UN*1***1~SV1*HC:L2397:RT:KX*100*UN*1***1~"),
    ],
)
def knee_addition_denied(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition stands on a knee orthosis whose policy denies it as not necessary.

    ## Why
    The policy of knee orthoses lists for each base additions that may be built in and are denied
    as not needed.

    ## Fix
    Leave the addition out, or send GA with a signed ABN.
    """
    for base, part in context.devices(claim).additions_on_bases:
        on = part.service_date
        if on is None or part.expects_denial:
            continue
        if context.codes.knee_addition(base.code, part.code, on) is AdditionVerdict.DENIED:
            yield Problem(
                part.at(LineAsSent.code),
                f"{part} is denied as not necessary on {base.code}",
                related=(base.at(LineAsSent.code),),
            )
