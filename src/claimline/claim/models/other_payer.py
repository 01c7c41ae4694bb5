"""Loop 2320: another payer of the claim, with whom it covers and what it made of the claim."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from claimline.claim import details, views
from claimline.claim.models.adjustments import AdjustmentGroup
from claimline.claim.models.model import LoopModel, Model
from claimline.claim.models.parts import SecondaryIdentifier
from claimline.claim.models.plan import InLoop, Segments
from claimline.claim.models.providers import Addressed, Named
from claimline.claim.views import Party


class OtherSubscriber(Named, Addressed):
    """Whose coverage it is (loop 2330A); `identifier` is the member id."""

    loops: ClassVar = ("2330A",)

    kind: Annotated[str, Party.kind] = "1"
    identifier_qualifier: Annotated[str, Party.identifier_qualifier] = "MI"
    identifier: Annotated[str, Party.identifier]
    social_security_number: Annotated[str | None, Party.social_security_number] = None


class OtherPayerName(Addressed):
    """Who the other payer is (loop 2330B); `identifier` is what line adjudications name it by."""

    loops: ClassVar = ("2330B",)

    name: Annotated[str, details.Organization.name]
    identifier_qualifier: Annotated[str, Party.identifier_qualifier] = "PI"
    identifier: Annotated[str, Party.identifier]
    adjudication_date: Annotated[date | None, Party.adjudication_date] = None
    identifiers: Annotated[tuple[SecondaryIdentifier, ...], Segments("REF[2U]")] = ()
    authorization: Annotated[str | None, Party.authorization] = None
    referral_number: Annotated[str | None, Party.referral_number] = None
    adjustment_indicator: Annotated[str | None, Party.adjustment_indicator] = None
    payer_claim_number: Annotated[str | None, Party.payer_claim_number] = None


class OutpatientAdjudication(Model):
    """What the other payer said of an outpatient claim, with its remark codes (MOA)."""

    reimbursement_rate: Annotated[
        Decimal | None, details.OutpatientAdjudication.reimbursement_rate
    ] = None
    payable: Annotated[Decimal | None, details.OutpatientAdjudication.payable] = None
    remark_codes: Annotated[tuple[str, ...], details.OutpatientAdjudication.remark_codes] = ()
    renal_disease_paid: Annotated[
        Decimal | None, details.OutpatientAdjudication.renal_disease_paid
    ] = None
    professional_component: Annotated[
        Decimal | None, details.OutpatientAdjudication.professional_component
    ] = None


class OtherPayer(LoopModel):
    """Another payer of the claim (loop 2320): its coverage, and what it paid on the claim."""

    loops: ClassVar = ("2320",)

    rank: Annotated[str, views.OtherPayer.rank]
    relationship: Annotated[str, views.OtherPayer.relationship] = "18"
    group_number: Annotated[str | None, views.OtherPayer.group_number] = None
    group_name: Annotated[str | None, views.OtherPayer.group_name] = None
    insurance_type: Annotated[str | None, views.OtherPayer.insurance_type] = None
    filing_indicator: Annotated[str | None, views.OtherPayer.filing_indicator] = None
    adjustments: Annotated[tuple[AdjustmentGroup, ...], Segments("CAS")] = ()
    paid: Annotated[Decimal | None, views.OtherPayer.paid] = None
    not_covered: Annotated[Decimal | None, views.OtherPayer.not_covered] = None
    patient_owes: Annotated[Decimal | None, views.OtherPayer.patient_owes] = None
    benefits_assigned: Annotated[str, views.OtherPayer.benefits_assigned]
    patient_signature_source: Annotated[str | None, views.OtherPayer.patient_signature_source] = (
        None
    )
    release_of_information: Annotated[str, views.OtherPayer.release_of_information]
    outpatient_adjudication: OutpatientAdjudication | None = None
    subscriber: Annotated[OtherSubscriber, InLoop("2330A")]
    payer: Annotated[OtherPayerName, InLoop("2330B")]
