"""Loop 2400: one service line, with the loops inside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from claimline.claim import details
from claimline.claim.models.adjustments import AdjustmentGroup
from claimline.claim.models.model import USUAL_DELIMITERS, LoopModel, Model
from claimline.claim.models.parts import (
    Attachment,
    Condition,
    Contract,
    Days,
    DiagnosisPointers,
    Modifiers,
    PayerReference,
    Procedure,
)
from claimline.claim.models.plan import InLoop, Segments, loop_node
from claimline.claim.models.providers import (
    LineServiceFacility,
    OrderingProvider,
    PurchasedServiceProvider,
    ReferringProvider,
    RenderingProvider,
    SupervisingProvider,
)
from claimline.claim.models.written import Written, joined
from claimline.claim.views import Adjudication, LineAsSent
from claimline.x12.delimiters import Delimiters


class Equipment(Model):
    """Prices of equipment that is rented or bought, and for how many days it is needed (SV5)."""

    code: Annotated[str, details.Equipment.code]
    days: Annotated[Decimal, details.Equipment.days]
    rental_price: Annotated[Decimal, details.Equipment.rental_price]
    purchase_price: Annotated[Decimal, details.Equipment.purchase_price]
    rental_period: Annotated[str, details.Equipment.rental_period]


class Certification(Model):
    """For how many months a certificate says that the equipment is needed (CR3)."""

    certification_type: Annotated[str, details.Certification.certification_type]
    months: Annotated[Decimal, details.Certification.months]


class Measurement(Model):
    """A test result, or the patient's height in inches (MEA)."""

    reference: Annotated[str, details.Measurement.reference]
    qualifier: Annotated[str, details.Measurement.qualifier]
    value: Annotated[Decimal, details.Measurement.value]


class Product(LoopModel):
    """A drug by its NDC, or a device by its product number (loop 2410)."""

    loops: ClassVar = ("2410",)

    qualifier: Annotated[str, details.Product.qualifier] = "N4"
    identifier: Annotated[str, details.Product.identifier]
    quantity: Annotated[Decimal, details.Product.quantity]
    unit: Annotated[str, details.Product.unit] = "UN"
    link_sequence_number: Annotated[str | None, details.Product.link_sequence_number] = None
    prescription_number: Annotated[str | None, details.Product.prescription_number] = None


class LineAdjudication(LoopModel):
    """What another payer made of the line (loop 2430).

    `payer_identifier` is that of the other payer's loop 2330B.
    """

    loops: ClassVar = ("2430",)

    payer_identifier: Annotated[str, Adjudication.payer_identifier]
    paid: Annotated[Decimal, Adjudication.paid]
    procedure: Procedure
    units: Annotated[Decimal, Adjudication.units]
    bundled_into: Annotated[int | None, Adjudication.bundled_into] = None
    adjustments: Annotated[tuple[AdjustmentGroup, ...], Segments("CAS")] = ()
    adjudication_date: Annotated[date, Adjudication.adjudication_date]
    patient_owes: Annotated[Decimal | None, Adjudication.patient_owes] = None


class Answer(Model):
    """The answer to one question of a form (FRM): one of the four kinds at least."""

    question: Annotated[str, details.Answer.question]
    yes_or_no: Annotated[str | None, details.Answer.yes_or_no] = None
    text: Annotated[str | None, details.Answer.text] = None
    day: Annotated[date | None, details.Answer.day] = None
    percentage: Annotated[Decimal | None, details.Answer.percentage] = None


class Form(LoopModel):
    """A form that supports the line, such as a certificate of medical necessity (loop 2440)."""

    loops: ClassVar = ("2440",)

    qualifier: Annotated[str, details.Form.qualifier] = "UT"
    identifier: Annotated[str, details.Form.identifier]
    answers: Annotated[tuple[Answer, ...], Segments("FRM")]


class ServiceLine(LoopModel):
    """One billed service: what was done, how many, for how much, and why (loop 2400).

    `charge` is for all units, in dollars. LX01 is the line's place in its claim.
    """

    loops: ClassVar = ("2400",)

    qualifier: Annotated[str, LineAsSent.qualifier] = "HC"
    code: Annotated[str, LineAsSent.code]
    modifiers: Annotated[Modifiers, LineAsSent.modifiers] = ()
    description: Annotated[str | None, LineAsSent.description] = None
    charge: Annotated[Decimal, LineAsSent.charge]
    basis: Annotated[str, LineAsSent.basis] = "UN"
    units: Annotated[Decimal, LineAsSent.units]
    place_of_service: Annotated[str | None, LineAsSent.place_of_service] = None
    diagnosis_pointers: Annotated[DiagnosisPointers, LineAsSent.diagnosis_pointers]
    emergency: Annotated[str | None, LineAsSent.emergency] = None
    epsdt: Annotated[str | None, LineAsSent.epsdt] = None
    family_planning: Annotated[str | None, LineAsSent.family_planning] = None
    copay_exempt: Annotated[str | None, LineAsSent.copay_exempt] = None
    equipment: Equipment | None = None
    attachments: Annotated[tuple[Attachment, ...], Segments("PWK")] = ()
    certification: Certification | None = None
    conditions: Annotated[tuple[Condition, ...], Segments("CRC")] = ()
    service_dates: Annotated[Days, LineAsSent.service_dates]
    prescription_date: Annotated[date | None, LineAsSent.prescription_date] = None
    recertification_date: Annotated[date | None, LineAsSent.recertification_date] = None
    therapy_begin_date: Annotated[date | None, LineAsSent.therapy_begin_date] = None
    last_certification_date: Annotated[date | None, LineAsSent.last_certification_date] = None
    last_seen_date: Annotated[date | None, LineAsSent.last_seen_date] = None
    test_date: Annotated[date | None, LineAsSent.test_date] = None
    serum_creatine_test_date: Annotated[date | None, LineAsSent.serum_creatine_test_date] = None
    shipped_date: Annotated[date | None, LineAsSent.shipped_date] = None
    last_x_ray_date: Annotated[date | None, LineAsSent.last_x_ray_date] = None
    initial_treatment_date: Annotated[date | None, LineAsSent.initial_treatment_date] = None
    patients_transported: Annotated[Decimal | None, LineAsSent.patients_transported] = None
    obstetric_units: Annotated[Decimal | None, LineAsSent.obstetric_units] = None
    measurements: Annotated[tuple[Measurement, ...], Segments("MEA")] = ()
    contract: Contract | None = None
    repriced_number: Annotated[str | None, LineAsSent.repriced_number] = None
    adjusted_repriced_number: Annotated[str | None, LineAsSent.adjusted_repriced_number] = None
    authorizations: Annotated[tuple[PayerReference, ...], Segments("REF[G1]")] = ()
    control_number: Annotated[str | None, LineAsSent.control_number] = None
    mammography_certification: Annotated[str | None, LineAsSent.mammography_certification] = None
    clia_number: Annotated[str | None, LineAsSent.clia_number] = None
    referring_clia_number: Annotated[str | None, LineAsSent.referring_clia_number] = None
    immunization_batch: Annotated[str | None, LineAsSent.immunization_batch] = None
    referrals: Annotated[tuple[PayerReference, ...], Segments("REF[9F]")] = ()
    sales_tax: Annotated[Decimal | None, LineAsSent.sales_tax] = None
    postage: Annotated[Decimal | None, LineAsSent.postage] = None
    fixed_formats: Annotated[
        tuple[str, ...], Segments("K3"), details.FixedFormat.fixed_formats
    ] = ()
    note: Annotated[str | None, LineAsSent.note] = None
    goals_note: Annotated[str | None, LineAsSent.goals_note] = None
    third_party_note: Annotated[str | None, LineAsSent.third_party_note] = None
    product: Annotated[Product | None, InLoop("2410")] = None
    rendering_provider: Annotated[RenderingProvider | None, InLoop("2420A")] = None
    purchased_service_provider: Annotated[PurchasedServiceProvider | None, InLoop("2420B")] = None
    service_facility: Annotated[LineServiceFacility | None, InLoop("2420C")] = None
    supervising_provider: Annotated[SupervisingProvider | None, InLoop("2420D")] = None
    ordering_provider: Annotated[OrderingProvider | None, InLoop("2420E")] = None
    referring_providers: Annotated[tuple[ReferringProvider, ...], InLoop("2420F")] = ()
    adjudications: Annotated[tuple[LineAdjudication, ...], InLoop("2430")] = ()
    forms: Annotated[tuple[Form, ...], InLoop("2440")] = ()

    @property
    def service_date(self) -> date:
        """The first day of service."""
        return self.service_dates[0]

    def to_x12(self, delimiters: Delimiters = USUAL_DELIMITERS, *, number: int = 1) -> str:
        """Its segments as text, each with its terminator; `number` is LX01.

        Raises X12WriteError, a ValueError, where its data holds one of the delimiters.
        """
        return "".join(joined(self.segments(number=number), delimiters))

    def segments(self, loop: str | None = None, number: int = 1) -> Iterator[Written]:
        """Its segments in the order of the guide; `number` is LX01."""
        found = [*super().segments(loop)]
        opening = loop_node("2400").first
        sent = found.pop(0) if found[0].node is opening else None
        if sent is None or int(str(sent.elements[0])) != number:
            sent = Written(opening, (str(number),))
        yield sent
        yield from found
