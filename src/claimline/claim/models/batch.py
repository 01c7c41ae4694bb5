"""Batch: claims to send, who sends them, and how the envelopes around them are numbered."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from pydantic import Field

from claimline.claim.models.claim import Claim
from claimline.claim.models.model import Model
from claimline.claim.models.parties import Receiver, Submitter
from claimline.claim.models.plan import Around
from claimline.claim.views import Interchange, TransactionSet


class Batch(Model):
    """Claims to send: one interchange for each receiver that they name.

    `receiver` is that of the claims that name none. `control_number` is ISA13 and GS06 of the first
    interchange, and the next ones count on; `batch_number` is BHT03, with `-2` and so on for the
    transaction sets after the first. `created` and `created_at` date the envelopes too. `usage` is
    `P` for production or `T` for test.
    """

    submitter: Annotated[Submitter, Around()]
    receiver: Annotated[Receiver | None, Around()] = None
    batch_number: Annotated[str, TransactionSet.batch_number, Field(min_length=1, max_length=40)]
    created: Annotated[date, TransactionSet.created]
    created_at: Annotated[time, TransactionSet.created_at] = time(0, 0)
    purpose: Annotated[str, TransactionSet.purpose, Field(pattern="^(00|18)$")] = "00"
    kind: Annotated[str, TransactionSet.kind, Field(pattern="^(CH|RP)$")] = "CH"
    usage: Annotated[str, Interchange.usage, Field(pattern="^[PT]$")] = "P"
    control_number: Annotated[int, Field(ge=1, le=999_999_999)] = 1
    claims: Annotated[tuple[Claim, ...], Around(), Field(min_length=1)]
