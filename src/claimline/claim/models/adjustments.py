"""CAS: by how much another payer's payment differs from the charge, and why."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from claimline.claim import details
from claimline.claim.models.model import Model
from claimline.claim.models.plan import Groups


class Adjustment(Model):
    """One adjustment: its reason code (CARC), its amount, and units where these were changed."""

    reason_code: Annotated[str, details.Adjustment.reason_code]
    amount: Annotated[Decimal, details.Adjustment.amount]
    quantity: Annotated[Decimal | None, details.Adjustment.quantity] = None


class AdjustmentGroup(Model):
    """Up to six adjustments that one group code answers for, such as `CO` or `PR` (CAS)."""

    group_code: Annotated[str, details.AdjustmentGroup.group_code]
    adjustments: Annotated[tuple[Adjustment, ...], Groups(3), Field(min_length=1, max_length=6)]
