"""Loop 2300: a claim with its service lines, and the people it is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    BeforeValidator,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from claimline.claim import details
from claimline.claim.models.line import ServiceLine
from claimline.claim.models.model import LoopModel, Model
from claimline.claim.models.other_payer import OtherPayer
from claimline.claim.models.parties import (
    BillingProvider,
    Patient,
    Payer,
    Receiver,
    Subscriber,
)
from claimline.claim.models.parts import Attachment, Condition, Contract, Days
from claimline.claim.models.plan import Around, Groups, InLoop, Segments
from claimline.claim.models.providers import (
    ReferringProvider,
    RenderingProvider,
    ServiceFacility,
    SupervisingProvider,
)
from claimline.claim.views import ClaimAsSent

_CHARGE = TypeAdapter(Decimal)
_FIRST = {"ABF": "ABK", "BF": "BK"}
_SELF = "18"
_OTHERS = {first: other for other, first in _FIRST.items()}


class Diagnosis(Model):
    """A diagnosis code, without its dot; of ICD-10-CM, unless `qualifier` is BK or BF."""

    qualifier: Annotated[str, details.Diagnosis.qualifier] = "ABF"
    code: Annotated[str, details.Diagnosis.code]


def _by_position(value: object) -> object:
    """The first of the diagnoses is the principal one; a code alone will do for a diagnosis."""
    if not isinstance(value, (tuple, list)):
        return value
    found: list[object] = []
    for position, item in enumerate(value):
        known = _OTHERS if position else _FIRST
        one = {"code": item} if isinstance(item, str) else item
        if isinstance(one, Diagnosis):
            one = one.replace(qualifier=known.get(one.qualifier, one.qualifier))
        elif isinstance(one, dict):
            qualifier = one.get("qualifier", "ABF")
            one = {**one, "qualifier": known.get(qualifier, qualifier)}
        found.append(one)
    return tuple(found)


class Accident(Model):
    """What caused the condition (`AA` car, `EM` work, `OA` other), and in which state (CLM11)."""

    causes: Annotated[tuple[str, ...], details.Accident.causes, Field(max_length=2)]
    state: Annotated[str | None, details.Accident.state] = None
    country: Annotated[str | None, details.Accident.country] = None


class Claim(LoopModel):
    """One claim (loop 2300) with its lines, and who bills, is insured, is treated and pays.

    `charge` is the sum of the lines' charges unless it is given; that it balances is for a rule.
    `patient` stands only where the subscriber is someone else, `receiver` where it is not the
    batch's. A diagnosis may be given as its code alone.
    """

    loops: ClassVar = ("2300",)

    receiver: Annotated[Receiver | None, Around()] = None
    billing_provider: Annotated[BillingProvider, Around()]
    subscriber: Annotated[Subscriber, Around()]
    payer: Annotated[Payer, Around()]
    patient: Annotated[Patient | None, Around()] = None
    identifier: Annotated[str, ClaimAsSent.identifier]
    charge: Annotated[Decimal, ClaimAsSent.charge]
    place_of_service: Annotated[str, ClaimAsSent.place_of_service]
    frequency: Annotated[str, ClaimAsSent.frequency] = "1"
    provider_signature: Annotated[str, ClaimAsSent.provider_signature]
    assignment: Annotated[str, ClaimAsSent.assignment]
    benefits_assigned: Annotated[str, ClaimAsSent.benefits_assigned]
    release_of_information: Annotated[str, ClaimAsSent.release_of_information]
    patient_signature_source: Annotated[str | None, ClaimAsSent.patient_signature_source] = None
    accident: Accident | None = None
    special_program: Annotated[str | None, ClaimAsSent.special_program] = None
    delay_reason: Annotated[str | None, ClaimAsSent.delay_reason] = None
    onset_date: Annotated[date | None, ClaimAsSent.onset_date] = None
    initial_treatment_date: Annotated[date | None, ClaimAsSent.initial_treatment_date] = None
    last_seen_date: Annotated[date | None, ClaimAsSent.last_seen_date] = None
    acute_manifestation_date: Annotated[date | None, ClaimAsSent.acute_manifestation_date] = None
    accident_date: Annotated[date | None, ClaimAsSent.accident_date] = None
    last_menstrual_period_date: Annotated[date | None, ClaimAsSent.last_menstrual_period_date] = (
        None
    )
    last_x_ray_date: Annotated[date | None, ClaimAsSent.last_x_ray_date] = None
    prescription_date: Annotated[date | None, ClaimAsSent.prescription_date] = None
    disability_dates: Annotated[Days | None, ClaimAsSent.disability_dates] = None
    disability_start: Annotated[Days | None, ClaimAsSent.disability_start] = None
    disability_end: Annotated[Days | None, ClaimAsSent.disability_end] = None
    last_worked_date: Annotated[date | None, ClaimAsSent.last_worked_date] = None
    return_to_work_date: Annotated[date | None, ClaimAsSent.return_to_work_date] = None
    admission_date: Annotated[date | None, ClaimAsSent.admission_date] = None
    discharge_date: Annotated[date | None, ClaimAsSent.discharge_date] = None
    care_assumed_date: Annotated[date | None, ClaimAsSent.care_assumed_date] = None
    care_relinquished_date: Annotated[date | None, ClaimAsSent.care_relinquished_date] = None
    first_contact_date: Annotated[date | None, ClaimAsSent.first_contact_date] = None
    repricer_received_date: Annotated[date | None, ClaimAsSent.repricer_received_date] = None
    attachments: Annotated[tuple[Attachment, ...], Segments("PWK")] = ()
    contract: Contract | None = None
    patient_paid: Annotated[Decimal | None, ClaimAsSent.patient_paid] = None
    authorization_exception: Annotated[str | None, ClaimAsSent.authorization_exception] = None
    crossover_indicator: Annotated[str | None, ClaimAsSent.crossover_indicator] = None
    mammography_certification: Annotated[str | None, ClaimAsSent.mammography_certification] = None
    referral_number: Annotated[str | None, ClaimAsSent.referral_number] = None
    authorization: Annotated[str | None, ClaimAsSent.authorization] = None
    payer_claim_number: Annotated[str | None, ClaimAsSent.payer_claim_number] = None
    clia_number: Annotated[str | None, ClaimAsSent.clia_number] = None
    repriced_number: Annotated[str | None, ClaimAsSent.repriced_number] = None
    adjusted_repriced_number: Annotated[str | None, ClaimAsSent.adjusted_repriced_number] = None
    device_exemption: Annotated[str | None, ClaimAsSent.device_exemption] = None
    clearinghouse_number: Annotated[str | None, ClaimAsSent.clearinghouse_number] = None
    medical_record_number: Annotated[str | None, ClaimAsSent.medical_record_number] = None
    demonstration_project: Annotated[str | None, ClaimAsSent.demonstration_project] = None
    care_plan_oversight: Annotated[str | None, ClaimAsSent.care_plan_oversight] = None
    fixed_formats: Annotated[
        tuple[str, ...], Segments("K3"), details.FixedFormat.fixed_formats
    ] = ()
    note: Annotated[str | None, ClaimAsSent.note] = None
    certification_note: Annotated[str | None, ClaimAsSent.certification_note] = None
    goals_note: Annotated[str | None, ClaimAsSent.goals_note] = None
    diagnosis_note: Annotated[str | None, ClaimAsSent.diagnosis_note] = None
    third_party_note: Annotated[str | None, ClaimAsSent.third_party_note] = None
    conditions: Annotated[tuple[Condition, ...], Segments("CRC")] = ()
    diagnoses: Annotated[
        tuple[Diagnosis, ...],
        Groups(1, "HI[ABK]"),
        Field(min_length=1, max_length=12),
        BeforeValidator(_by_position, json_schema_input_type=tuple[str | Diagnosis, ...]),
    ]
    referring_providers: Annotated[tuple[ReferringProvider, ...], InLoop("2310A")] = ()
    rendering_provider: Annotated[RenderingProvider | None, InLoop("2310B")] = None
    service_facility: Annotated[ServiceFacility | None, InLoop("2310C")] = None
    supervising_provider: Annotated[SupervisingProvider | None, InLoop("2310D")] = None
    other_payers: Annotated[tuple[OtherPayer, ...], InLoop("2320")] = ()
    lines: Annotated[tuple[ServiceLine, ...], InLoop("2400"), Field(min_length=1)]

    def replace(self, **changes: Any) -> Self:
        """The same with other values in some fields, validated as a new one is.

        A charge that was the sum of the lines' follows them, unless it is given.
        """
        balanced = self.charge == sum(line.charge for line in self.lines)
        if "lines" in changes and balanced:
            changes.setdefault("charge", None)
        return super().replace(**changes)

    @model_validator(mode="before")
    @classmethod
    def _completed(cls, value: Any) -> Any:
        """Say what follows: the sum of charges, and that a lone subscriber is the patient."""
        if not isinstance(value, dict):
            return value
        value = {**value}
        if isinstance(value.get("lines"), Iterator):
            value["lines"] = tuple(value["lines"])
        if value.get("charge") is None:
            value["charge"] = sum(_charges(value.get("lines")), Decimal(0))
        if value.get("patient") is None and "subscriber" in value:
            value["subscriber"] = _as_patient(value["subscriber"])
        return value


def _as_patient(subscriber: Any) -> Any:
    if isinstance(subscriber, Subscriber):
        is_told = subscriber.relationship is not None or subscriber.was_read
        return subscriber if is_told else subscriber.replace(relationship=_SELF)
    if isinstance(subscriber, dict) and subscriber.get("relationship") is None:
        return {**subscriber, "relationship": _SELF}
    return subscriber


def _charges(lines: Any) -> Iterator[Decimal]:
    """The charges of lines, made or to be made; one that cannot be read is their fault."""
    for line in lines if isinstance(lines, (tuple, list)) else ():
        if isinstance(line, ServiceLine):
            yield line.charge
        elif isinstance(line, dict):
            with suppress(ValidationError):
                yield _CHARGE.validate_python(line.get("charge"))
