"""SUB010: claim identifiers that stand on two claims of a file."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Confidence, Context, Good, Problems, claim_rule


@claim_rule(
    "SUB010",
    Severity.WARNING,
    sources=[sources.GUIDE_CLM01],
    confidence=Confidence.LIKELY,
    examples=[
        Bad(
            "CLM*A1*900***12:B:1*Y*A*Y*Y~CLM*A1*900***12:B:1*Y*A*Y*Y~",
            at="CLM01",
        ),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y~CLM*A2*900***12:B:1*Y*A*Y*Y~"),
    ],
)
def claim_identifier_repeated(claim: ClaimAsSent, context: Context) -> Problems:
    """CLM01 stood on an earlier claim of the file.

    ## Why
    Every answer names a claim by its CLM01. Where two claims of a file share one, answers cannot be
    told to either, and the second looks like a duplicate of the first. An original and its
    replacement may share it on purpose, so this is a warning.

    ## Fix
    Give every claim an identifier of its own, never used before.
    """
    if not (context.earlier_claim and claim.identifier):
        return ()
    message = f"claim {claim.identifier} stood earlier in the file"
    return [Problem(claim.at(ClaimAsSent.identifier), message)]
