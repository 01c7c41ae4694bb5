"""IGC031: a subscriber who is the patient, without address, birth date or gender."""

from __future__ import annotations

from claimline.claim.views import Party, Subscriber
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, subscriber_rule
from claimline.x12.designator import Designator

_SELF = "18"
_DEMOGRAPHICS = {
    "N3": "street address (N3)",
    "N4": "city, state and postal code (N4)",
    "DMG": "birth date and gender (DMG)",
}


@subscriber_rule(
    "IGC031",
    Severity.ERROR,
    sources=[sources.GUIDE_2010BA],
    acknowledgment="IK304:I6",
    examples=[
        Bad("-N3~", at="N3"),
        Bad("-N4~", at="N4"),
        Bad("-DMG~", at="DMG"),
        Good("SBR*P*18*******MB~DMG*D8*19500412*F~"),
    ],
)
def subscriber_demographics_missing(subscriber: Subscriber, context: Context) -> Problems:
    """The subscriber is the patient, but address, birth date or gender is missing.

    ## Why
    Payers find the patient by birth date, gender and address. Where the subscriber is the patient
    there is no patient loop to hold them, so that the guide requires N3, N4 and DMG in loop
    2010BA; a DME MAC also takes its jurisdiction from the address.

    ## Fix
    Add the segment to loop 2010BA, in the order N3, N4, DMG.
    """
    member = subscriber.member
    if member is None or subscriber.relationship != _SELF or not subscriber.own_claims:
        return ()
    if member.street and member.city and member.birth_date:
        return ()
    if any(party.loop == member.loop for party in subscriber.parties if party is not member):
        return ()  # That the loop stands twice is found; which of the two is meant is not told.
    return _missing(subscriber, member)


def _missing(subscriber: Subscriber, member: Party) -> Problems:
    for segment, what in _DEMOGRAPHICS.items():
        if member.find(Designator(segment)) is None:
            message = f"the subscriber is the patient, but loop 2010BA has no {what}"
            yield Problem(subscriber.missing(segment, loop="2010BA"), message)
