"""Facts of a claim and its lines that an 837P does not carry, as the side file gives them.

Each is None where the side file does not say it; a rule says nothing then.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from claimline.claim.views import ClaimAsSent, Side


class Fitting(StrEnum):
    """How the device came to fit the patient."""

    CUSTOM_FABRICATED = "custom-fabricated"
    CUSTOM_FITTED = "custom-fitted"
    OFF_THE_SHELF = "off-the-shelf"


class DeliveryMethod(StrEnum):
    """How the device reached the patient; FACILITY is before a discharge, for use at home."""

    IN_PERSON = "in-person"
    SHIPPED = "shipped"
    FACILITY = "facility"


class Outcome(StrEnum):
    """What became of the order."""

    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    DIED = "died"


class OrderElement(StrEnum):
    """What a standard written order must hold."""

    PATIENT = "patient"
    DESCRIPTION = "description"
    QUANTITY = "quantity"
    DATE = "date"
    PRACTITIONER = "practitioner"
    SIGNATURE = "signature"


class Paper(StrEnum):
    """A paper on file; BREAKDOWN is of the material and labour of a custom item."""

    ABN = "abn"
    BREAKDOWN = "breakdown"
    INVOICE = "invoice"
    MEDICAL_RECORD = "medical-record"
    PROOF_OF_DELIVERY = "proof-of-delivery"


@dataclass(frozen=True, slots=True)
class Dispensed:
    """A device or part that the patient got earlier, from whom ever."""

    code: str
    on: date
    side: Side | None = None
    units: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What is known of one service line; true where anything is.

    Amounts are integer cents. `price_list_amount` is the supplier's price for one unit,
    `acquisition_cost` what one unit cost; `order_lacks` the elements missing in the order, empty
    when it is complete; `papers` all that are on file, empty when there are none;
    `decision_date` that of the prior authorisation; `face_to_face_date` that of the encounter
    before the order; `pdac_verified` whether the product's coding is verified for the code;
    `custom_reason` why no prefabricated device would do, in the supplier's words;
    `outcome_date` when the order was cancelled or the patient died.
    """

    order_date: date | None = None
    order_received_date: date | None = None
    order_lacks: frozenset[OrderElement] | None = None
    face_to_face_date: date | None = None
    decision_date: date | None = None
    abn_signed_date: date | None = None
    delivery_method: DeliveryMethod | None = None
    delivery_date: date | None = None
    ship_date: date | None = None
    discharge_date: date | None = None
    outcome: Outcome | None = None
    outcome_date: date | None = None
    fitting: Fitting | None = None
    custom_reason: str | None = None
    pdac_verified: bool | None = None
    price_list_amount: int | None = None
    acquisition_cost: int | None = None
    labour_minutes: int | None = None
    papers: frozenset[Paper] | None = None
    _given: bool = field(init=False, repr=False, compare=False, default=False)

    def __post_init__(self) -> None:
        given = any(getattr(self, one.name) is not None for one in fields(self) if one.init)
        object.__setattr__(self, "_given", given)

    def __bool__(self) -> bool:
        return self._given


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What is known of a claim; `history` is None where it was not looked up."""

    history: tuple[Dispensed, ...] | None = None

    def __bool__(self) -> bool:
        return self.history is not None


NO_LINE_FACTS = LineFacts()
NO_CLAIM_FACTS = ClaimFacts()


class FactsSource(Protocol):
    """Whoever knows more of a claim than it says."""

    def add_to(self, claim: ClaimAsSent) -> None:
        """Give the claim and its lines their facts."""

    def unmatched(self) -> list[str]:
        """What is known of claims and lines that were in no file so far."""

    def match_but(self, records: Collection[str]) -> None:
        """Of what is unmatched, others have found all but these in the files."""
