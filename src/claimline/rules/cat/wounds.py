"""Devices for a wound alone, which are no braces."""

from __future__ import annotations

from collections.abc import Iterable

from claimline.claim.views import LineAsSent
from claimline.codes import Tables


def is_for_nothing_but(groups: Iterable[str], line: LineAsSent, tables: Tables) -> bool:
    """Whether all diagnoses that a line points to are of the groups; False where it has none."""
    on, codes = line.service_date, line.diagnosis_codes
    if on is None or not codes:
        return False
    return all(any(tables.diagnosis_group(group, code, on) for group in groups) for code in codes)
