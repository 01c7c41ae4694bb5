"""How the text of an element reads."""

from __future__ import annotations

import pytest

from claimline.claim.readings import cents, day, days, pointers


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("900", 90000),
        ("900.00", 90000),
        ("899.5", 89950),
        (".05", 5),
        ("0", 0),
        ("-45", -4500),
        ("900.120", 90012),
        ("0.10", 10),
        ("99999999.99", 9999999999),
        ("9999999999999999999999", 999999999999999999999900),
        ("900.125", None),
        ("$900", None),
        ("1,200", None),
        ("9E2", None),
        ("+900", None),
        ("", None),
        (".", None),
    ],
)
def test_amounts_read_as_cents(written: str, amount: int | None) -> None:
    assert cents(written) == amount


@pytest.mark.parametrize("written", ["1" * 40, "1." + "0" * 30 + "1"])
def test_amount_beyond_exact_arithmetic_is_not_read(written: str) -> None:
    assert cents(written) is None


def test_a_period_without_its_end_is_not_read() -> None:
    assert days("20260108-") is None
    assert days("-20260108") is None


def test_first_day_of_a_period_stands_for_it() -> None:
    assert day("20260108-20260110") == day("20260108")


def test_pointers_use_the_separator_in_use() -> None:
    assert pointers("1>2", ">") == (1, 2)
    assert pointers("1>2", ":") == (None,)
