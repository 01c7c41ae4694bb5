"""Amounts of money as messages show them."""

from __future__ import annotations

from decimal import Decimal

from claimline.x12.types import R


def dollars(cents: int) -> str:
    """Integer cents in the form amounts are sent in: `123.4` for 12340."""
    return R.write(Decimal(cents) / 100)
