"""IGC036: a provider of a service line who is the claim's own."""

from __future__ import annotations

from collections.abc import Sequence

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent, Party
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Setting, line_rule

# The provider of a line that stands in for one of the claim, and what both are. A referring
# provider, 2420F, may be repeated at the sender's discretion.
_OF_THE_CLAIM = {
    "2420A": ("2310B", "rendering provider"),
    "2420C": ("2310C", "service facility"),
    "2420D": ("2310D", "supervising provider"),
}
_CLAIM = "CLM*A1*900***12:B:1*Y*A*Y*Y~NM1*82*1*EXAMPLE*TEST****XX*1234567893~"
_COMMERCIAL = Setting(Profile.COMMERCIAL)
_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"


@line_rule(
    "IGC036",
    Severity.WARNING,
    sources=[sources.GUIDE_2420],
    acknowledgment="IK304:I9",
    examples=[
        Bad(
            f"{_CLAIM}{_LINE}NM1*82*1*EXAMPLE*TEST****XX*1234567893~",
            at="NM109",
            setting=_COMMERCIAL,
        ),
        Good(f"{_CLAIM}{_LINE}NM1*82*1*SAMPLE*PAT****XX*2222222228~"),
        Good(f"{_CLAIM}{_LINE}"),
    ],
)
def line_provider_same_as_claim_provider(line: LineAsSent, context: Context) -> Problems:
    """A service line names the provider that the claim names already.

    ## Why
    The provider of a claim holds for all its lines. Loops 2420A, 2420C and 2420D are for a line
    whose rendering provider, facility or supervising provider is another one, and are not sent
    otherwise; strict receivers refuse the repetition.

    ## Fix
    Remove the loop from the line.
    """
    of_claim = line.claim.providers
    return _repeated(line.providers, of_claim) if of_claim else ()


def _repeated(providers: Sequence[Party], of_claim: Sequence[Party]) -> Problems:
    for provider in providers:
        loop, kind = _OF_THE_CLAIM.get(provider.loop, ("", ""))
        if any(other.loop == loop and _is_same(provider, other) for other in of_claim):
            yield Problem(
                provider.at(Party.identifier),
                f"{provider.identifier} is the {kind} of the whole claim",
            )


def _is_same(one: Party, other: Party) -> bool:
    """Whether both have the same NPI; a facility may have several places under one."""
    return (
        one.identifier is not None
        and one.identifier == other.identifier
        and one.street == other.street
    )
