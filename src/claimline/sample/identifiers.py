"""Identifiers of the right form for parties that do not exist, one for each number given."""

from __future__ import annotations

_DIGITS = "0123456789"
_NONZERO = "123456789"
_LETTERS = "ACDEFGHJKMNPQRTUVWXY"  # without S L O I B Z, which a reader takes for digits
_ALPHANUMERIC = _DIGITS + _LETTERS

# CMS, "Understanding the MBI": C A AN N A AN N A A N N.
_MBI_FORM = (
    _NONZERO,
    _LETTERS,
    _ALPHANUMERIC,
    _DIGITS,
    _LETTERS,
    _ALPHANUMERIC,
    _DIGITS,
    _LETTERS,
    _LETTERS,
    _DIGITS,
    _DIGITS,
)
_MBI_COUNT = 12_960_000_000_000  # the product of the lengths above
_MBI_STRIDE = 7_368_787_919_003  # shares no factor with the count, so distinct numbers stay so
_NPI_PREFIX = "80840"  # health care in the United States, ISO/IEC 7812


def npi(number: int) -> str:
    """The National Provider Identifier of `number`, below 100,000,000.

    It begins with 2, which the form allows and the registry has not begun to issue.
    """
    body = f"2{number:08d}"
    return body + _luhn_check_digit(_NPI_PREFIX + body)


def medicare_beneficiary_identifier(number: int) -> str:
    """The Medicare Beneficiary Identifier of `number`; distinct for distinct numbers."""
    rest = number * _MBI_STRIDE % _MBI_COUNT
    characters = []
    for alphabet in _MBI_FORM:
        rest, position = divmod(rest, len(alphabet))
        characters.append(alphabet[position])
    return "".join(characters)


def member_number(number: int) -> str:
    """The member identifier of `number`, below 1,000,000,000, with a payer that is not Medicare."""
    return f"SMP{number:09d}"


def tracking_number(number: int) -> str:
    """The unique tracking number of a prior authorization decision: 14 characters."""
    return f"SMA{number:011d}"


def tax_identification_number(number: int) -> str:
    """The employer identification number of `number`, below 10,000,000; prefix 89 is not in use."""
    return f"89{number:07d}"


def _luhn_check_digit(digits: str) -> str:
    total = 0
    for position, digit in enumerate(reversed(digits)):
        weighted = int(digit) * (2 if position % 2 == 0 else 1)
        total += weighted // 10 + weighted % 10
    return str(-total % 10)
