"""The modifiers of HCPCS that rules speak of in groups, by what they say of a line."""

from __future__ import annotations

from claimline.claim.views import Side

SIDES = frozenset(Side)
BOTH_SIDES = "50"
"""A procedure done on both sides: other payers take it for a device on each."""

COVERAGE = ("KX", "GA", "GZ", "GY")
"""Whether the criteria of the payer's policy are met: KX says that they are, the others not."""

DENIAL_EXPECTED = frozenset(COVERAGE) - {"KX"}
"""A denial is expected: with a signed notice, without one, or as no benefit at all."""

REPLACED = frozenset(("RA", "RB"))
"""A whole device was replaced, or a part of one in a repair."""

ACUTE_NEED = "ST"
"""An acute injury that could not wait for a prior authorization."""

PURCHASE_OR_RENTAL = ("NU", "UE", "RR")
"""Equipment is sold new, sold used, or rented; the fee schedule prices it so."""
