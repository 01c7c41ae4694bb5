"""claimline: lint, read and write the service lines of X12 837P claims (005010X222A1).

The public names are below; they are imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from claimline._version import __version__

if TYPE_CHECKING:
    from claimline.claim.document import Document, read
    from claimline.claim.generate import Notice, generate
    from claimline.claim.models.adjustments import Adjustment, AdjustmentGroup
    from claimline.claim.models.batch import Batch
    from claimline.claim.models.claim import Accident, Claim, Diagnosis
    from claimline.claim.models.errors import ClaimError
    from claimline.claim.models.generic import OtherLoop, OtherSegment
    from claimline.claim.models.line import (
        Answer,
        Certification,
        Equipment,
        Form,
        LineAdjudication,
        Measurement,
        Product,
        ServiceLine,
    )
    from claimline.claim.models.other_payer import (
        OtherPayer,
        OtherPayerName,
        OtherSubscriber,
        OutpatientAdjudication,
    )
    from claimline.claim.models.parties import (
        BillingProvider,
        Patient,
        Payer,
        PayToAddress,
        PayToPlan,
        Receiver,
        Submitter,
        Subscriber,
    )
    from claimline.claim.models.parts import (
        Attachment,
        Condition,
        Contact,
        ContactNumber,
        Contract,
        DiagnosisPointers,
        PayerReference,
        Procedure,
        SecondaryIdentifier,
    )
    from claimline.claim.models.providers import (
        LineServiceFacility,
        OrderingProvider,
        PurchasedServiceProvider,
        ReferringProvider,
        RenderingProvider,
        ServiceFacility,
        SupervisingProvider,
    )
    from claimline.claim.models.transliteration import TransliterationWarning
    from claimline.claim.narrative.amounts import AmountWord
    from claimline.claim.narrative.parts import NarrativeError, NocNarrative, Price
    from claimline.claim.narrative.reading import read_narrative
    from claimline.claim.narrative.writing import WrittenNarrative, write_narrative
    from claimline.claim.profile import Conventions, SideReporting
    from claimline.claim.units import (
        BOTH,
        LEFT,
        RIGHT,
        UnitsError,
        bars,
        device,
        joints,
        labor,
        pairs,
        pieces,
        sets,
    )
    from claimline.claim.views import ClaimAsSent, LineAsSent
    from claimline.findings import Finding, Severity
    from claimline.lint import lint
    from claimline.responses.reading import read_responses
    from claimline.x12.errors import X12Error

__all__ = [
    "BOTH",
    "LEFT",
    "RIGHT",
    "Accident",
    "Adjustment",
    "AdjustmentGroup",
    "AmountWord",
    "Answer",
    "Attachment",
    "Batch",
    "BillingProvider",
    "Certification",
    "Claim",
    "ClaimAsSent",
    "ClaimError",
    "Condition",
    "Contact",
    "ContactNumber",
    "Contract",
    "Conventions",
    "Diagnosis",
    "DiagnosisPointers",
    "Document",
    "Equipment",
    "Finding",
    "Form",
    "LineAdjudication",
    "LineAsSent",
    "LineServiceFacility",
    "Measurement",
    "NarrativeError",
    "NocNarrative",
    "Notice",
    "OrderingProvider",
    "OtherLoop",
    "OtherPayer",
    "OtherPayerName",
    "OtherSegment",
    "OtherSubscriber",
    "OutpatientAdjudication",
    "Patient",
    "PayToAddress",
    "PayToPlan",
    "Payer",
    "PayerReference",
    "Price",
    "Procedure",
    "Product",
    "PurchasedServiceProvider",
    "Receiver",
    "ReferringProvider",
    "RenderingProvider",
    "SecondaryIdentifier",
    "ServiceFacility",
    "ServiceLine",
    "Severity",
    "SideReporting",
    "Submitter",
    "Subscriber",
    "SupervisingProvider",
    "TransliterationWarning",
    "UnitsError",
    "WrittenNarrative",
    "X12Error",
    "__version__",
    "bars",
    "device",
    "generate",
    "joints",
    "labor",
    "lint",
    "pairs",
    "pieces",
    "read",
    "read_narrative",
    "read_responses",
    "sets",
    "write_narrative",
]

_HOMES = {
    "Accident": "claimline.claim.models.claim",
    "Adjustment": "claimline.claim.models.adjustments",
    "AdjustmentGroup": "claimline.claim.models.adjustments",
    "AmountWord": "claimline.claim.narrative.amounts",
    "Answer": "claimline.claim.models.line",
    "Attachment": "claimline.claim.models.parts",
    "BOTH": "claimline.claim.units",
    "Batch": "claimline.claim.models.batch",
    "BillingProvider": "claimline.claim.models.parties",
    "Certification": "claimline.claim.models.line",
    "Claim": "claimline.claim.models.claim",
    "ClaimAsSent": "claimline.claim.views",
    "ClaimError": "claimline.claim.models.errors",
    "Condition": "claimline.claim.models.parts",
    "Contact": "claimline.claim.models.parts",
    "ContactNumber": "claimline.claim.models.parts",
    "Contract": "claimline.claim.models.parts",
    "Conventions": "claimline.claim.profile",
    "Diagnosis": "claimline.claim.models.claim",
    "DiagnosisPointers": "claimline.claim.models.parts",
    "Document": "claimline.claim.document",
    "Equipment": "claimline.claim.models.line",
    "Finding": "claimline.findings",
    "Form": "claimline.claim.models.line",
    "LEFT": "claimline.claim.units",
    "LineAdjudication": "claimline.claim.models.line",
    "LineAsSent": "claimline.claim.views",
    "LineServiceFacility": "claimline.claim.models.providers",
    "Measurement": "claimline.claim.models.line",
    "NarrativeError": "claimline.claim.narrative.parts",
    "NocNarrative": "claimline.claim.narrative.parts",
    "Notice": "claimline.claim.generate",
    "OrderingProvider": "claimline.claim.models.providers",
    "OtherLoop": "claimline.claim.models.generic",
    "OtherPayer": "claimline.claim.models.other_payer",
    "OtherPayerName": "claimline.claim.models.other_payer",
    "OtherSegment": "claimline.claim.models.generic",
    "OtherSubscriber": "claimline.claim.models.other_payer",
    "OutpatientAdjudication": "claimline.claim.models.other_payer",
    "Patient": "claimline.claim.models.parties",
    "PayToAddress": "claimline.claim.models.parties",
    "PayToPlan": "claimline.claim.models.parties",
    "Payer": "claimline.claim.models.parties",
    "PayerReference": "claimline.claim.models.parts",
    "Price": "claimline.claim.narrative.parts",
    "Procedure": "claimline.claim.models.parts",
    "Product": "claimline.claim.models.line",
    "PurchasedServiceProvider": "claimline.claim.models.providers",
    "RIGHT": "claimline.claim.units",
    "Receiver": "claimline.claim.models.parties",
    "ReferringProvider": "claimline.claim.models.providers",
    "RenderingProvider": "claimline.claim.models.providers",
    "SecondaryIdentifier": "claimline.claim.models.parts",
    "ServiceFacility": "claimline.claim.models.providers",
    "ServiceLine": "claimline.claim.models.line",
    "Severity": "claimline.findings",
    "SideReporting": "claimline.claim.profile",
    "Submitter": "claimline.claim.models.parties",
    "Subscriber": "claimline.claim.models.parties",
    "SupervisingProvider": "claimline.claim.models.providers",
    "TransliterationWarning": "claimline.claim.models.transliteration",
    "UnitsError": "claimline.claim.units",
    "WrittenNarrative": "claimline.claim.narrative.writing",
    "X12Error": "claimline.x12.errors",
    "bars": "claimline.claim.units",
    "device": "claimline.claim.units",
    "generate": "claimline.claim.generate",
    "joints": "claimline.claim.units",
    "labor": "claimline.claim.units",
    "lint": "claimline.lint",
    "pairs": "claimline.claim.units",
    "pieces": "claimline.claim.units",
    "read": "claimline.claim.document",
    "read_narrative": "claimline.claim.narrative.reading",
    "read_responses": "claimline.responses.reading",
    "sets": "claimline.claim.units",
    "write_narrative": "claimline.claim.narrative.writing",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'claimline' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
