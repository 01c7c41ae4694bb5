"""SUB001: a Medicare member id that is no Medicare Beneficiary Identifier."""

from __future__ import annotations

import re

from claimline.claim.profile import Profile
from claimline.claim.views import Party, Subscriber
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Setting, subscriber_rule

_LETTER = "[AC-HJKMNP-RT-Y]"
_EITHER = "[0-9AC-HJKMNP-RT-Y]"
# C A AN N A AN N A A N N, in the words of CMS.
_CHARACTERS = (
    *("[1-9]", _LETTER, _EITHER, "[0-9]", _LETTER, _EITHER),
    *("[0-9]", _LETTER, _LETTER, "[0-9]", "[0-9]"),
)
MBI = re.compile("".join(_CHARACTERS))


@subscriber_rule(
    "SUB001",
    Severity.ERROR,
    sources=[sources.CMS_MBI, sources.CEDI15],
    profiles=[Profile.MEDICARE_DME, Profile.MEDICARE],
    statuses=["A7:164:IL"],
    examples=[
        Bad("NM1*IL*1*TESTPATIENT*ADA****MI*1SE5TE5TT00~", at="NM109"),
        Bad("NM1*IL*1*TESTPATIENT*ADA****MI*123456789A~", at="NM109"),
        Bad("NM1*IL*1*TESTPATIENT*ADA****MI*1TE5-TE5-TT00~", at="NM109"),
        Good("NM1*IL*1*TESTPATIENT*ADA****MI*1TE5TE5TT00~"),
        Good(
            "NM1*IL*1*TESTPATIENT*ADA****MI*123456789A~",
            setting=Setting(Profile.COMMERCIAL),
        ),
    ],
)
def member_identifier_no_mbi(subscriber: Subscriber, context: Context) -> Problems:
    """The member id of a Medicare claim is not formed like an MBI.

    ## Why
    Medicare takes claims only under the Medicare Beneficiary Identifier: eleven characters whose
    places for digits and letters are fixed, without dashes and without the letters S, L, O, I, B
    and Z. The older numbers built on a social security number ended in 2019. The front end
    rejects the whole claim.

    ## Fix
    Copy the number from the patient's Medicare card, without the dashes.
    """
    member = subscriber.member
    if member is None or member.identifier_qualifier != "MI" or not member.identifier:
        return ()
    number = member.identifier.upper()
    if MBI.fullmatch(number):
        return ()
    return [Problem(member.at(Party.identifier), f"the member id is no MBI: {_defect(number)}")]


def _defect(number: str) -> str:
    """What is wrong with it, without showing any of it."""
    if len(number) != len(_CHARACTERS):
        return f"it has {len(number)} characters, not {len(_CHARACTERS)}"
    places = enumerate(zip(_CHARACTERS, number, strict=True), 1)
    odd = [place for place, (wanted, found) in places if not re.fullmatch(wanted, found)]
    return f"what stands at character {odd[0]} cannot stand there"
