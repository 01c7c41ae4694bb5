"""What assembling tells as it goes: envelopes that open, views that are complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from claimline.claim.loop import Loop
from claimline.claim.views import FunctionalGroup, Interchange, TransactionSet
from claimline.x12.reader import Note


@dataclass(slots=True)
class Opened:
    """An envelope view whose header has been read."""

    view: Interchange | FunctionalGroup | TransactionSet


@dataclass(slots=True)
class Closed:
    """A view that is complete: an envelope, a heading, a level or a claim; or a stray segment."""

    view: Loop


Event: TypeAlias = Opened | Closed | Note
