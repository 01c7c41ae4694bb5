"""Who sends, receives, bills, is insured, is treated and pays: loops 1000, 2000 and 2010."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from claimline.claim import details, views
from claimline.claim.models.model import LoopModel
from claimline.claim.models.parts import Contact, SecondaryIdentifier
from claimline.claim.models.plan import InLoop, Segments
from claimline.claim.models.providers import Addressed, Named
from claimline.claim.views import FunctionalGroup, Interchange, Party


class Submitter(LoopModel):
    """Who sends the batch (loop 1000A), and what it is called in ISA and GS.

    `sender_identifier` and `sender_code` are `identifier` unless they are given.
    """

    loops: ClassVar = ("1000A",)

    kind: Annotated[str, Party.kind] = "2"
    name: Annotated[str, details.Organization.name]
    first_name: Annotated[str | None, Party.first_name] = None
    middle_name: Annotated[str | None, Party.middle_name] = None
    identifier: Annotated[str, Party.identifier]
    contacts: Annotated[tuple[Contact, ...], Segments("PER")]
    sender_qualifier: Annotated[str, Interchange.sender_qualifier] = "ZZ"
    sender_identifier: Annotated[str | None, Interchange.sender_identifier] = None
    sender_code: Annotated[str | None, FunctionalGroup.sender_code] = None


class Receiver(LoopModel):
    """To whom a transaction set is sent (loop 1000B), and what it is called in ISA and GS.

    `receiver_identifier` and `receiver_code` are `identifier` unless they are given.
    """

    loops: ClassVar = ("1000B",)

    name: Annotated[str, details.Organization.name]
    identifier: Annotated[str, Party.identifier]
    receiver_qualifier: Annotated[str, Interchange.receiver_qualifier] = "ZZ"
    receiver_identifier: Annotated[str | None, Interchange.receiver_identifier] = None
    receiver_code: Annotated[str | None, FunctionalGroup.receiver_code] = None


class PayToAddress(Addressed):
    """Where payments go, if not to the billing provider's address (loop 2010AB)."""

    loops: ClassVar = ("2010AB",)

    kind: Annotated[str, Party.kind] = "2"


class PayToPlan(Addressed):
    """The plan that is paid in the provider's stead (loop 2010AC)."""

    loops: ClassVar = ("2010AC",)

    name: Annotated[str, details.Organization.name]
    identifier_qualifier: Annotated[str, Party.identifier_qualifier] = "PI"
    identifier: Annotated[str, Party.identifier]
    employer_identification_number: Annotated[str, Party.employer_identification_number]
    identifiers: Annotated[tuple[SecondaryIdentifier, ...], Segments("REF[2U]")] = ()


class BillingProvider(Addressed):
    """Who bills and is paid (loops 2000A and 2010AA): an organization, or `kind` 1 a person.

    `name` is that of the organization or the person's last name. One of the two tax numbers
    stands.
    """

    loops: ClassVar = ("2000A", "2010AA")

    taxonomy: Annotated[str | None, views.BillingProvider.taxonomy] = None
    currency: Annotated[str | None, views.BillingProvider.currency] = None
    kind: Annotated[str, Party.kind] = "2"
    name: Annotated[str, details.Organization.name]
    first_name: Annotated[str | None, Party.first_name] = None
    middle_name: Annotated[str | None, Party.middle_name] = None
    suffix: Annotated[str | None, Party.suffix] = None
    npi: Annotated[str | None, details.Provider.npi] = None
    employer_identification_number: Annotated[str | None, Party.employer_identification_number] = (
        None
    )
    social_security_number: Annotated[str | None, Party.social_security_number] = None
    identifiers: Annotated[tuple[SecondaryIdentifier, ...], Segments("REF[0B]")] = ()
    contacts: Annotated[tuple[Contact, ...], Segments("PER")] = ()
    pay_to_address: Annotated[PayToAddress | None, InLoop("2010AB")] = None
    pay_to_plan: Annotated[PayToPlan | None, InLoop("2010AC")] = None


class Subscriber(Named, Addressed):
    """Whose coverage is billed (loops 2000B and 2010BA).

    `relationship` is 18 where the subscriber is the patient; it need not be given. `weight` is in
    pounds, `identifier` the member id.
    """

    loops: ClassVar = ("2000B", "2010BA")

    rank: Annotated[str, views.Subscriber.rank] = "P"
    relationship: Annotated[str | None, views.Subscriber.relationship] = None
    group_number: Annotated[str | None, views.Subscriber.group_number] = None
    group_name: Annotated[str | None, views.Subscriber.group_name] = None
    insurance_type: Annotated[str | None, views.Subscriber.insurance_type] = None
    filing_indicator: Annotated[str | None, views.Subscriber.filing_indicator] = None
    death_date: Annotated[date | None, views.Subscriber.death_date] = None
    weight: Annotated[Decimal | None, views.Subscriber.weight] = None
    pregnancy: Annotated[str | None, views.Subscriber.pregnancy] = None
    kind: Annotated[str, Party.kind] = "1"
    identifier_qualifier: Annotated[str | None, Party.identifier_qualifier] = None
    identifier: Annotated[str | None, Party.identifier] = None
    birth_date: Annotated[date | None, Party.birth_date] = None
    sex: Annotated[str | None, Party.sex] = None
    social_security_number: Annotated[str | None, Party.social_security_number] = None
    casualty_claim_number: Annotated[str | None, Party.casualty_claim_number] = None
    contacts: Annotated[tuple[Contact, ...], Segments("PER")] = ()


class Payer(Addressed):
    """Who is to pay the claim (loop 2010BB); `identifier` is the payer id."""

    loops: ClassVar = ("2010BB",)

    name: Annotated[str, details.Organization.name]
    identifier_qualifier: Annotated[str, Party.identifier_qualifier] = "PI"
    identifier: Annotated[str, Party.identifier]
    identifiers: Annotated[tuple[SecondaryIdentifier, ...], Segments("REF[2U]")] = ()
    provider_identifiers: Annotated[tuple[SecondaryIdentifier, ...], Segments("REF[G2]")] = ()


class Patient(Named, Addressed):
    """A patient who is not the subscriber (loops 2000C and 2010CA); `weight` is in pounds."""

    loops: ClassVar = ("2000C", "2010CA")

    relationship: Annotated[str, views.Patient.relationship]
    death_date: Annotated[date | None, views.Patient.death_date] = None
    weight: Annotated[Decimal | None, views.Patient.weight] = None
    pregnancy: Annotated[str | None, views.Patient.pregnancy] = None
    birth_date: Annotated[date, Party.birth_date]
    sex: Annotated[str, Party.sex]
    casualty_claim_number: Annotated[str | None, Party.casualty_claim_number] = None
    member_number: Annotated[str | None, Party.member_number] = None
    social_security_number: Annotated[str | None, Party.social_security_number] = None
    contacts: Annotated[tuple[Contact, ...], Segments("PER")] = ()
