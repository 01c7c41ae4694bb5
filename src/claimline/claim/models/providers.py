"""Providers of a claim or of a line: loops 2310 and 2420."""

from __future__ import annotations

from typing import Annotated, ClassVar

from claimline.claim import details
from claimline.claim.models.model import LoopModel
from claimline.claim.models.parts import Contact, SecondaryIdentifier
from claimline.claim.models.plan import Segments
from claimline.claim.views import Party


class Identified(LoopModel):
    """Has an NPI in NM109, and further numbers for payers that know it by others."""

    npi: Annotated[str | None, details.Provider.npi] = None
    identifiers: Annotated[tuple[SecondaryIdentifier, ...], Segments("REF")] = ()


class Addressed(LoopModel):
    """Has an address; `state` and `postal_code` in the United States, `country` elsewhere."""

    street: Annotated[str | None, Party.street] = None
    street_2: Annotated[str | None, Party.street_2] = None
    city: Annotated[str | None, Party.city] = None
    state: Annotated[str | None, Party.state] = None
    postal_code: Annotated[str | None, Party.postal_code] = None
    country: Annotated[str | None, Party.country] = None
    subdivision: Annotated[str | None, Party.subdivision] = None


class Named(LoopModel):
    """Is a person with first and last name."""

    last_name: Annotated[str, Party.last_name]
    first_name: Annotated[str | None, Party.first_name] = None
    middle_name: Annotated[str | None, Party.middle_name] = None
    suffix: Annotated[str | None, Party.suffix] = None


class ReferringProvider(Named, Identified):
    """Who referred the patient (loops 2310A and 2420F): `DN`, or `P3` the primary care provider."""

    loops: ClassVar = ("2310A",)

    entity: Annotated[str, Party.entity] = "DN"


class RenderingProvider(Named, Identified):
    """Who gave the service (loops 2310B and 2420A): a person, or `kind` 2 for an organization."""

    loops: ClassVar = ("2310B",)

    kind: Annotated[str, Party.kind] = "1"
    taxonomy: Annotated[str | None, Party.taxonomy] = None


class SupervisingProvider(Named, Identified):
    """Who supervised the one who gave the service (loops 2310D and 2420D)."""

    loops: ClassVar = ("2310D",)


class OrderingProvider(Named, Identified, Addressed):
    """Who ordered the item (loop 2420E)."""

    loops: ClassVar = ("2420E",)

    contacts: Annotated[tuple[Contact, ...], Segments("PER")] = ()


class PurchasedServiceProvider(Identified):
    """From whom the service was bought (loop 2420B): `kind` 1 a person, 2 an organization."""

    loops: ClassVar = ("2420B",)

    kind: Annotated[str, Party.kind] = "2"


class LineServiceFacility(Identified, Addressed):
    """Where the service was given (loop 2420C)."""

    loops: ClassVar = ("2420C",)

    name: Annotated[str, details.Organization.name]


class ServiceFacility(LineServiceFacility):
    """Where the services of the claim were given (loop 2310C)."""

    loops: ClassVar = ("2310C",)

    contacts: Annotated[tuple[Contact, ...], Segments("PER")] = ()
