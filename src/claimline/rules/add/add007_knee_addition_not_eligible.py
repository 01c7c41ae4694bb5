"""ADD007: an addition to a knee orthosis that its policy does not list."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import AdditionVerdict, CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_BASE = "SV1*HC:L1843:RT:KX*800*UN*1***1~REF*G1*12A34567890123~"


@claim_rule(
    "ADD007",
    Severity.WARNING,
    sources=[sources.LCD_KO, sources.FIND_KO, sources.NOR_KO],
    profiles=[Profile.MEDICARE_DME],
    yields_to=["ADD003", "ADD004"],
    remittance=["97", "50"],
    reads=Reads(lists={CodeList.KNEE_ADDITION}, only_services=True),
    examples=[
        Bad(
            "SV1*HC:L1843:RT:KX*800*UN*1***1~REF*G1*12A34567890123~SV1*HC:L2820:RT:KX*70*UN*1***1~",
            at="2 SV101-2",
        ),
        Good(f"{_BASE}SV1*HC:L2397:RT:KX*100*UN*1***1~"),
        Good(f"{_BASE}SV1*HC:L2405:RT:GA*100*UN*1***1~SV1*HC:L2397:RT:KX*100*UN*1***1~"),
    ],
)
def knee_addition_not_eligible(claim: ClaimAsSent, context: Context) -> Problems:
    """An addition stands on a knee orthosis, and the policy lists it for other bases at most.

    ## Why
    The policy of knee orthoses says for each base which additions are paid beside it. One that is
    on neither of its lists is bundled or incorrect there, so that nothing is paid for it.

    ## Fix
    Leave the addition out, or send GA with a signed ABN.
    """
    for base, part in context.devices(claim).additions_on_bases:
        on = part.service_date
        if on is None or part.expects_denial:
            continue
        if context.codes.knee_addition(base.code, part.code, on) is AdditionVerdict.NOT_LISTED:
            yield Problem(
                part.at(LineAsSent.code),
                f"{part} is not on the list of additions for {base.code}",
                related=(base.at(LineAsSent.code),),
            )
