"""SUB004: a billing provider whose ZIP code has fewer than nine digits."""

from __future__ import annotations

import re

from claimline.claim.views import Party
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Confidence, Context, Good, Problems, Reads, party_rule

_NINE_DIGITS = re.compile("[0-9]{9}")
_FIVE_DIGITS = re.compile("[0-9]{5}")
_NAME = "NM1*85*2*TEST SUPPLY*****XX*1999999000~"


@party_rule(
    "SUB004",
    Severity.WARNING,
    sources=[sources.GUIDE_2010AA],
    confidence=Confidence.LIKELY,
    statuses=["A7:500:85"],
    reads=Reads(loops=("2010AA",)),
    examples=[
        Bad(f"{_NAME}N4*ALBANY*NY*12207~", at="N403"),
        Bad(f"{_NAME}N4*ALBANY*NY*122070000~", at="N403"),
        Good(f"{_NAME}N4*ALBANY*NY*122079998~"),
        Good(f"{_NAME}N4*TORONTO**M5V2T6*CA~"),
    ],
)
def billing_zip_short(party: Party, context: Context) -> Problems:
    """The billing provider's ZIP code is not the full one of nine digits.

    ## Why
    The guide asks for all nine digits of the ZIP code where a billing provider or a facility has
    an address in the United States, and front ends reject a claim with five, or with 0000 as the
    last four.

    ## Fix
    Look the nine digits up with the postal service; 9998 serves where there are none.
    """
    code = party.postal_code or ""
    if _NINE_DIGITS.fullmatch(code) and not code.endswith("0000"):
        return ()
    return _problems(party, code) if party.country in (None, "US") else ()


def _problems(party: Party, code: str) -> Problems:
    if _FIVE_DIGITS.fullmatch(code):
        yield Problem(party.at(Party.postal_code), f"ZIP code {code} lacks its last four digits")
    elif _NINE_DIGITS.fullmatch(code) and code.endswith("0000"):
        yield Problem(
            party.at(Party.postal_code), f"ZIP code {code} ends in 0000, which is no code"
        )
