"""IGC039: two payers of one rank."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent, OtherPayer, Subscriber
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_UNKNOWN = "U"
_OTHER_PAYER = (
    "SBR*P*18*******CI~OI***Y***Y~"
    "NM1*IL*1*TESTPATIENT*ADA****MI*TEST123~NM1*PR*2*TEST PLAN*****PI*TESTPLAN~"
)


@claim_rule(
    "IGC039",
    Severity.ERROR,
    sources=[sources.GUIDE_SBR01],
    reads=Reads(present={"other_payers"}),
    examples=[
        Bad(f"SBR*P*18*******MB~CLM*A1*900***12:B:1*Y*A*Y*Y~{_OTHER_PAYER}", at="SBR01"),
        Good(f"SBR*S*18***12****MB~CLM*A1*900***12:B:1*Y*A*Y*Y~{_OTHER_PAYER}"),
    ],
)
def payer_rank_repeated(claim: ClaimAsSent, context: Context) -> Problems:
    """Two payers of a claim have the same rank.

    ## Why
    SBR01 says in which order the payers are liable: P first, S second, T third, A to H after
    them. The destination payer in loop 2000B and the others in the loops 2320 share that order, and
    each has a rank of its own; only U, unknown, may stand more than once.

    ## Fix
    Find out which payer comes first, and give each payer its own rank.
    """
    if not claim.other_payers:
        return
    first: dict[str, Subscriber | OtherPayer] = {}
    for holder in (claim.subscriber, *claim.other_payers):
        rank = holder.rank if holder else None
        if holder is None or rank is None or rank == _UNKNOWN:
            continue
        earlier = first.setdefault(rank, holder)
        if earlier is not holder:
            yield Problem(
                holder.at("SBR01"),
                f"rank {rank} is that of another payer of the claim too",
                related=(earlier.at("SBR01"),),
            )
