"""SUB006: a claim to a DME MAC that does not say Medicare Part B."""

from __future__ import annotations

from claimline.claim.profile import DME_MAC_IDENTIFIERS
from claimline.claim.views import Party, Subscriber
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Confidence, Context, Good, Problems, subscriber_rule

_PART_B = "MB"


@subscriber_rule(
    "SUB006",
    Severity.WARNING,
    sources=[sources.CMS_837P_2000B],
    confidence=Confidence.LIKELY,
    examples=[
        Bad("SBR*P*18*******CI~NM1*PR*2*TEST PAYER*****PI*17013~", at="SBR09"),
        Good("SBR*P*18*******MB~NM1*PR*2*TEST PAYER*****PI*17013~"),
        Good("SBR*P*18*******CI~NM1*PR*2*TEST PAYER*****PI*60054~"),
    ],
)
def filing_indicator_at_odds_with_payer(subscriber: Subscriber, context: Context) -> Problems:
    """The payer id is a DME MAC's, the claim filing indicator is not Medicare Part B's.

    ## Why
    The DME MACs process Part B claims: SBR09 is MB wherever one of them is the destination payer.
    Another indicator also keeps Medicare's own rules from being asked here.

    ## Fix
    Send MB in SBR09, or the id of the payer that is meant in 2010BB.
    """
    indicator = subscriber.filing_indicator
    payer = None if indicator == _PART_B else subscriber.payer
    if payer is None or payer.identifier not in DME_MAC_IDENTIFIERS:
        return ()
    return [
        Problem(
            subscriber.at(Subscriber.filing_indicator),
            f"SBR09 is {indicator or 'absent'}, payer id {payer.identifier} is a DME MAC's",
            related=(payer.at(Party.identifier),),
        )
    ]
