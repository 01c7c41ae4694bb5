"""PRV002: numbers sent as NPIs that cannot be one."""

from __future__ import annotations

import re
from functools import lru_cache

from claimline.claim.views import Party
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, party_rule

_TEN_DIGITS = re.compile("[0-9]{10}")
# The Luhn sum of 80840, which stands before an NPI when its check digit is worked out.
_PREFIX_SUM = 24
# The names that NM108 says an NPI of.
_PROVIDERS = frozenset(
    (
        *("2010AA", "2310A", "2310B", "2310C", "2310D"),
        *("2420A", "2420B", "2420C", "2420D", "2420E", "2420F"),
    )
)


@party_rule(
    "PRV002",
    Severity.ERROR,
    sources=[sources.CMS_NPI, sources.CEDI_Q2_11],
    statuses=["A7:562"],
    reads=Reads(loops=_PROVIDERS),
    examples=[
        Bad("NM1*DK*1*EXAMPLE*TEST****XX*1234567890~", at="NM109"),
        Bad("NM1*85*2*EXAMPLE O AND P*****XX*199999900~", at="NM109"),
        Bad("NM1*DK*1*EXAMPLE*TEST****XX*3234567899~", at="NM109"),
        Good("NM1*DK*1*EXAMPLE*TEST****XX*1234567893~"),
        Good("NM1*DK*1*EXAMPLE*TEST****XX*2222222228~"),
    ],
)
def not_an_npi(party: Party, context: Context) -> Problems:
    """A number sent as an NPI is none.

    ## Why
    An NPI has ten digits, begins with 1 or 2, and ends in a check digit: Luhn's over the number
    with 80840 before it. A number that fails was mistyped, and the front end rejects the claim.

    ## Fix
    Look the provider up in NPPES and correct the number.
    """
    if party.identifier_qualifier != "XX" or not party.identifier:
        return ()
    defect = _defect(party.identifier)
    if defect is None:
        return ()
    return [Problem(party.at(Party.identifier), f"NPI {party.identifier} {defect}")]


@lru_cache(maxsize=4096)
def _defect(number: str) -> str | None:
    if not _TEN_DIGITS.fullmatch(number):
        return "is not ten digits"
    if number[0] not in "12":
        return "begins with neither 1 nor 2"
    return None if _luhn_sum(number) % 10 == 0 else "fails its check digit"


def _luhn_sum(number: str) -> int:
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return _PREFIX_SUM + doubled + sum(int(digit) for digit in number[-1::-2])
