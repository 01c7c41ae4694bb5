"""What several loops hold: procedures, dates, attachments, conditions, contracts, references."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from claimline.claim import details
from claimline.claim.models.model import Model
from claimline.claim.models.plan import Groups

DiagnosisPointers: TypeAlias = Annotated[tuple[int, ...], Field(min_length=1, max_length=4)]
"""Which diagnoses of the claim a service is for, from 1; the first one is the first reason."""

Modifiers: TypeAlias = Annotated[tuple[str, ...], Field(max_length=4)]
"""Modifiers in their slots; "" is a slot left empty before another."""


def _one_or_more(value: object) -> object:
    return value if isinstance(value, (tuple, list)) else (value,)


Days: TypeAlias = Annotated[
    tuple[date, ...],
    Field(min_length=1, max_length=2),
    BeforeValidator(_one_or_more, json_schema_input_type=date | tuple[date, ...]),
]
"""One day, or the first and the last day of a period; a day alone may stand without a tuple."""


class Procedure(Model):
    """A procedure: its code with modifiers."""

    qualifier: Annotated[str, details.AdjudicatedProcedure.qualifier] = "HC"
    code: Annotated[str, details.AdjudicatedProcedure.code]
    modifiers: Annotated[Modifiers, details.AdjudicatedProcedure.modifiers] = ()
    description: Annotated[str | None, details.AdjudicatedProcedure.description] = None


class Attachment(Model):
    """A paper that supports the claim or the line, and how it comes (PWK)."""

    report_type: Annotated[str, details.Attachment.report_type]
    transmission: Annotated[str, details.Attachment.transmission]
    control_number: Annotated[str | None, details.Attachment.control_number] = None


class Condition(Model):
    """Condition codes of one category, and whether they apply, `Y` or `N` (CRC)."""

    category: Annotated[str, details.Condition.category]
    applies: Annotated[str, details.Condition.applies]
    codes: Annotated[tuple[str, ...], details.Condition.codes]


class Contract(Model):
    """The terms of a contract between provider and payer (CN1)."""

    contract_type: Annotated[str, details.Contract.contract_type]
    amount: Annotated[Decimal | None, details.Contract.amount] = None
    percentage: Annotated[Decimal | None, details.Contract.percentage] = None
    code: Annotated[str | None, details.Contract.code] = None
    discount_percentage: Annotated[Decimal | None, details.Contract.discount_percentage] = None
    version: Annotated[str | None, details.Contract.version] = None


class PayerReference(Model):
    """A number that a payer gave (REF), the destination payer where no other is named."""

    number: Annotated[str, details.Reference.number]
    payer_identifier: Annotated[str | None, details.Reference.payer_identifier] = None


class SecondaryIdentifier(Model):
    """A further number of a provider or a payer, and what kind it is (REF)."""

    qualifier: Annotated[str, details.Reference.qualifier]
    number: Annotated[str, details.Reference.number]
    payer_identifier: Annotated[str | None, details.Reference.payer_identifier] = None


class ContactNumber(Model):
    """A telephone number (`TE`), its extension (`EX`), a fax (`FX`) or an address (`EM`)."""

    qualifier: Annotated[str, details.ContactNumber.qualifier]
    number: Annotated[str, details.ContactNumber.number]


class Contact(Model):
    """Whom to ask, and how: up to three numbers (PER)."""

    name: Annotated[str | None, details.Contact.name] = None
    numbers: Annotated[tuple[ContactNumber, ...], Groups(2), Field(min_length=1, max_length=3)]
