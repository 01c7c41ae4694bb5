"""IGC049: a person who is the subscriber, without a member id."""

from __future__ import annotations

from claimline.claim.views import Party, Subscriber
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, subscriber_rule

_PERSON = "1"


@subscriber_rule(
    "IGC049",
    Severity.ERROR,
    sources=[sources.GUIDE_2010BA_NM1],
    statuses=["A7:164:IL"],
    acknowledgment="IK403:I9",
    examples=[
        Bad("NM1*IL*1*TESTPATIENT*ADA~", at="NM109"),
        Good("NM1*IL*1*TESTPATIENT*ADA****MI*1TE5TE5TT00~"),
        Good("NM1*IL*2*TEST EMPLOYER~"),
    ],
)
def member_identifier_missing(subscriber: Subscriber, context: Context) -> Problems:
    """The subscriber is a person, but has no member id.

    ## Why
    The payer finds the coverage by the member id. The guide requires it in NM108 and NM109 of loop
    2010BA where the subscriber is a person; only an organization, such as an employer in workers'
    compensation, goes without.

    ## Fix
    Write MI in NM108 and the member id of the patient's card in NM109.
    """
    member = subscriber.member
    if member is None or member.kind != _PERSON:
        return ()
    # One of the two without the other is a fault of the tables.
    if member.identifier or member.identifier_qualifier:
        return ()
    message = "the subscriber is a person without a member id"
    return [Problem(member.at(Party.identifier), message)]
