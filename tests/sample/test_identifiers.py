"""Identifiers: each of its form, and distinct for distinct numbers."""

from __future__ import annotations

import pytest

from claimline.sample.identifiers import (
    medicare_beneficiary_identifier,
    npi,
    tax_identification_number,
    tracking_number,
)


@pytest.mark.parametrize(
    ("number", "identifier"),
    [(0, "2000000002"), (34567895, "2345678959"), (99999999, "2999999990")],
)
def test_npi_ends_in_its_check_digit(number: int, identifier: str) -> None:
    assert npi(number) == identifier


def test_beneficiary_identifiers_differ_for_neighbouring_numbers() -> None:
    identifiers = {medicare_beneficiary_identifier(number) for number in range(5_000)}

    assert len(identifiers) == 5_000


def test_tracking_number_has_fourteen_characters() -> None:
    assert tracking_number(123) == "SMA00000000123"


def test_tax_identification_number_has_nine_digits() -> None:
    assert tax_identification_number(12) == "890000012"
