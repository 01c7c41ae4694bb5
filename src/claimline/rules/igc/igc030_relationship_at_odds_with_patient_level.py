"""IGC030: SBR02 against the level that the claim stands under."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent, Subscriber
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, claim_rule
from claimline.x12.designator import Designator

_SELF = "18"


@claim_rule(
    "IGC030",
    Severity.ERROR,
    sources=[sources.GUIDE_SBR02],
    acknowledgment="IK403:I9",
    examples=[
        Bad("SBR*P********MB~", at="SBR02"),
        Good("SBR*P*18*******MB~"),
    ],
)
def relationship_at_odds_with_patient_level(claim: ClaimAsSent, context: Context) -> Problems:
    """SBR02 does not fit the level that the claim stands under.

    ## Why
    A claim of the subscriber's own stands under loop 2000B, where SBR02 is 18, self. A claim of
    somebody else stands under a patient level, 2000C, where PAT01 says the relationship, and SBR02
    is empty unless the subscriber has claims of their own as well. Where the two disagree, nobody
    can tell whose claim it is.

    ## Fix
    Send 18 in SBR02 when the patient is the subscriber, and no patient level; otherwise leave
    SBR02 empty and put the claim under the patient's HL.
    """
    subscriber = claim.subscriber
    if subscriber is None:
        return ()
    relationship = subscriber.relationship
    if claim.patient is None and relationship is None and subscriber.find(Designator("SBR")):
        message = f"the claim stands under the subscriber, but SBR02 is not {_SELF}"
        return [Problem(subscriber.at(Subscriber.relationship), message)]
    if claim.patient and relationship == _SELF and not subscriber.own_claims:
        message = f"SBR02 is {_SELF}, but the claim stands under a patient in loop 2000C"
        place = subscriber.at(Subscriber.relationship)
        return [Problem(place, message, acknowledgment="IK403:I13")]
    return ()
