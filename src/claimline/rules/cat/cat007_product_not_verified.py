"""CAT007: a code for verified products alone, billed for one that is not."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule


@line_rule(
    "CAT007",
    Severity.WARNING,
    sources=[sources.NOR_CVR],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(present={"facts"}, lists={CodeList.VERIFIED_PRODUCT}),
    examples=[
        Bad(
            "SV1*HC:L0457*900*UN*1***1~",
            at="SV101-2",
            facts={"pdac_verified": "false"},
        ),
        Good("SV1*HC:L0457*900*UN*1***1~", facts={"pdac_verified": "true"}),
        Good("SV1*HC:L0457*900*UN*1***1~"),
    ],
)
def product_not_verified(line: LineAsSent, context: Context) -> Problems:
    """The side file says that the product has no coding verification, and its code wants one.

    ## Why
    For some codes the DME MACs take only products whose coding the PDAC has verified. Another
    product under them is incorrect coding.

    ## Fix
    Look the product up in the PDAC list, and bill the code it was verified for.
    """
    if line.facts.pdac_verified is False:
        message = f"{line.code} is for products with a PDAC verification, this one has none"
        yield Problem(line.at(LineAsSent.code), message)
