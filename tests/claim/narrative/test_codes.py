"""Procedure codes in free text."""

from __future__ import annotations

import pytest

from claimline.claim.narrative.codes import codes_in


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (("RPR L1960, then l2820",), ["L1960", "L2820"]),
        (("FOR L6706", None, "E0143"), ["L6706", "E0143"]),
        (("MODEL XL1960 OR L19601",), []),
        (("D0120 IS DENTAL",), []),
        ((None, None), []),
    ],
)
def test_codes_are_found_whole_and_in_order(
    texts: tuple[str | None, ...], codes: list[str]
) -> None:
    assert codes_in(*texts) == codes
