"""SUB008: a billing provider at a DME MAC without a supplier's taxonomy."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import BillingProvider, Party
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import (
    Bad,
    Confidence,
    Context,
    Good,
    Problems,
    Reads,
    Setting,
    party_rule,
)

# In the taxonomy of providers: the grouping of suppliers, pharmacies among them, and professions
# that enrol as suppliers of what they fit: optometrists, ocularists, podiatrists, orthotists,
# pedorthists, prosthetists, therapists and fitters, anaplastologists.
_SUPPLIERS = ("33", "152W", "156F", "213E", "222Z", "224L", "224P", "225", "229N")


@party_rule(
    "SUB008",
    Severity.INFO,
    sources=[sources.NUCC_TAXONOMY],
    profiles=[Profile.MEDICARE_DME],
    confidence=Confidence.LIKELY,
    reads=Reads(loops=("2010AA",)),
    examples=[
        Bad("PRV*BI*PXC*207X00000X~", at="PRV03"),
        Bad("-PRV[BI]~", at="PRV[BI]"),
        Good("PRV*BI*PXC*335E00000X~"),
        Good("PRV*BI*PXC*332B00000X~"),
        Good("PRV*BI*PXC*213E00000X~"),
        Good("-PRV[BI]~", setting=Setting(Profile.COMMERCIAL)),
    ],
)
def billing_taxonomy_no_suppliers(party: Party, context: Context) -> Problems:
    """The billing provider of a DMEPOS claim names no taxonomy of a supplier.

    ## Why
    Suppliers have taxonomy codes of their own, such as 335E00000X for a prosthetic and orthotic
    supplier and 332B00000X for medical equipment. Payers that enrol one NPI several times choose
    among its enrolments by the code.

    ## Fix
    Send PRV*BI with the taxonomy the supplier is enrolled under.
    """
    billing = party.around
    if not isinstance(billing, BillingProvider):
        return
    if billing.taxonomy is None:
        yield Problem(billing.missing("PRV[BI]"), "the billing provider sends no taxonomy")
    elif not billing.taxonomy.startswith(_SUPPLIERS):
        message = f"taxonomy {billing.taxonomy} of the billing provider is no supplier's"
        yield Problem(billing.at(BillingProvider.taxonomy), message)
