"""Codes that Medicare never pays, by the coverage indicator of HCPCS."""

from __future__ import annotations

from datetime import date

from claimline.codes import Tables

_REASONS = {
    "I": "not payable by Medicare",
    "M": "not covered by Medicare",
    "S": "excluded from Medicare by statute",
}


def why_never_paid(tables: Tables, code: str, on: date) -> str | None:
    """Why Medicare never pays a code of the day; None where it may."""
    fact = tables.procedure(code, on)
    return _REASONS.get(fact.coverage) if fact else None
