"""Views as sent: claims, service lines and what stands around them, as the file has them.

Lenient and cheap, for rules: codes in upper case, money in integer cents, dates as dates, None for
what is absent or cannot be read. The loops are those of 005010X222A1.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TypeVar, overload

from claimline.claim import readings
from claimline.claim.facts import NO_CLAIM_FACTS, NO_LINE_FACTS, ClaimFacts, LineFacts
from claimline.claim.loop import InnerLoop, Loop, Segment
from claimline.guide.walker import State
from claimline.x12.element import CompositeElement, Element, OnDemand
from claimline.x12.reader import Header
from claimline.x12.types import D8

T = TypeVar("T")


class Side(StrEnum):
    """The side of the body a modifier names."""

    RIGHT = "RT"
    LEFT = "LT"


class Interchange(Loop):
    """ISA to IEA: who sends what to whom, and how many functional groups were counted."""

    name = "ISA"
    control_number = Element("ISA13", readings.text)
    trailer_groups = Element("IEA01", readings.integer)
    trailer_control_number = Element("IEA02", readings.text)

    def __init__(self, header: Header) -> None:
        super().__init__()
        self.header = header
        self.groups = 0
        self.closed = False


class FunctionalGroup(Loop):
    """GS to GE."""

    name = "GS"
    control_number = Element("GS06", readings.text)
    created = Element("GS04", readings.day)
    version = Element("GS08", readings.text)
    trailer_sets = Element("GE01", readings.integer)
    trailer_control_number = Element("GE02", readings.text)

    def __init__(self, interchange: Interchange | None) -> None:
        super().__init__()
        self.interchange = interchange
        self.transaction_sets = 0
        self.closed = False


class TransactionSet(Loop):
    """ST to SE; `segments_counted` counts both."""

    name = "ST"
    code = Element("ST01", readings.text)
    control_number = Element("ST02", readings.text)
    version = Element("ST03", readings.text)
    batch_number = Element("BHT03", readings.text)
    created = Element("BHT04", readings.day)
    trailer_segments = Element("SE01", readings.integer)
    trailer_control_number = Element("SE02", readings.text)

    def __init__(self, group: FunctionalGroup | None, interchange: Interchange | None) -> None:
        super().__init__()
        self.group = group
        self.interchange = interchange
        self.segments_counted = 0
        self.closed = False

    @property
    def guide(self) -> str | None:
        """The implementation guide it names: ST03, else GS08."""
        return self.version or (self.group.version if self.group else None)

    @property
    def is_837p(self) -> bool:
        """Whether it is a professional claim of the 5010 guide, errata or not."""
        return self.code == "837" and (self.guide or "").startswith("005010X222")


class Party(InnerLoop):
    """A name loop: an NM1 and what follows it (2010, 2310, 2330 and 2420 loops)."""

    name = "2010AA"
    entity = Element("NM101", readings.text)
    kind = Element("NM102", readings.text)
    last_name = Element("NM103", readings.text)
    first_name = Element("NM104", readings.text)
    identifier_qualifier = Element("NM108", readings.text)
    identifier = Element("NM109", readings.text)
    street = Element("N301", readings.text)
    city = Element("N401", readings.text)
    postal_code = OnDemand("N403", readings.text)
    country = OnDemand("N404", readings.text)
    birth_date = Element("DMG02", D8.read)

    def segments(self) -> Iterator[Segment]:
        """Its segments in order; what comes out of order belongs to the loop around it."""
        return (segment for segment in super().segments() if segment.loop == self.loop)


class Heading(Loop):
    """ST to the first hierarchical level: loops 1000A and 1000B, submitter and receiver."""

    name = "ST"

    def __init__(self, transaction_set: TransactionSet) -> None:
        super().__init__()
        self.transaction_set = transaction_set


class Level(Loop):
    """A hierarchical level; `expected_number` is what HL01 should be, one more than the last.

    `above` is the level that HL02 should name, None for a billing provider or if none is open.
    """

    name = "2000A"
    number = Element("HL01", readings.text)
    parent = Element("HL02", readings.text)
    code = Element("HL03", readings.text)
    has_child = Element("HL04", readings.text)

    def __init__(self, transaction_set: TransactionSet) -> None:
        super().__init__()
        self.transaction_set = transaction_set
        self.parties: list[Party] = []
        self.expected_number = 1
        self.above: Level | None = None

    def assume_numbers(self) -> None:
        """Its HL is absent: it is taken for the level that should stand here."""
        above = self.above.number if self.above else None
        self.__dict__.update(number=str(self.expected_number), parent=above)

    def await_numbers(self) -> None:
        """Its HL comes after all, late."""
        del self.__dict__["number"], self.__dict__["parent"]

    def party(self, loop: str) -> Party | None:
        """Its first name loop of that id."""
        for party in self.parties:
            if party.loop == loop:
                return party
        return None


class BillingProvider(Level):
    """Loop 2000A: who bills and is paid."""

    name = "2000A"
    taxonomy = Element("PRV03", readings.text)


class Subscriber(Level):
    """Loop 2000B: whose coverage is billed, and to which payer.

    `own_claims` and `patients` count the claims and the loops 2000C opened under it so far.
    """

    name = "2000B"
    rank = Element("SBR01", readings.text)
    relationship = Element("SBR02", readings.text)
    filing_indicator = Element("SBR09", readings.text)

    def __init__(self, transaction_set: TransactionSet, billing: BillingProvider | None) -> None:
        super().__init__(transaction_set)
        self.billing = self.above = billing
        self.own_claims = 0
        self.patients = 0

    @property
    def member(self) -> Party | None:
        """Loop 2010BA: the subscriber's name and member id."""
        return self.party("2010BA")

    @property
    def payer(self) -> Party | None:
        """Loop 2010BB: the destination payer."""
        return self.party("2010BB")


class Patient(Level):
    """Loop 2000C: a patient who is not the subscriber."""

    name = "2000C"
    relationship = Element("PAT01", readings.text)

    def __init__(self, transaction_set: TransactionSet, subscriber: Subscriber | None) -> None:
        super().__init__(transaction_set)
        self.above = subscriber
        if subscriber:
            subscriber.patients += 1

    @property
    def person(self) -> Party | None:
        """Loop 2010CA: the patient's name."""
        return self.party("2010CA")


@dataclass(slots=True)
class Diagnosis:
    """One diagnosis of HI; `position` is what a diagnosis code pointer names it by, from 1."""

    position: int
    qualifier: str
    code: str

    @property
    def is_icd_10(self) -> bool:
        """Whether its code is one of ICD-10; else it is one of ICD-9."""
        return self.qualifier in ("ABK", "ABF")

    @property
    def is_principal(self) -> bool:
        """Whether its qualifier makes it the principal diagnosis."""
        return self.qualifier in ("ABK", "BK")

    @property
    def designator(self) -> str:
        """Where its code stands."""
        return f"HI{self.position:02}-2"


class OtherPayer(InnerLoop):
    """Loop 2320: another payer of the claim, with its names in loops 2330."""

    name = "2320"
    rank = Element("SBR01", readings.text)
    filing_indicator = Element("SBR09", readings.text)
    paid = Element("AMT[D]02", readings.cents)

    def __init__(self, claim: ClaimAsSent, first: int, before: State | None = None) -> None:
        super().__init__(claim, first, None, before)
        self.parties: list[Party] = []

    @property
    def identifier(self) -> str | None:
        """Its payer id, NM109 of loop 2330B, by which SVD01 names it."""
        names = (party.identifier for party in self.parties if party.loop == "2330B")
        return next(names, None)


class Adjudication(InnerLoop):
    """Loop 2430: what another payer made of the line."""

    name = "2430"
    payer_identifier = Element("SVD01", readings.text)
    paid = Element("SVD02", readings.cents)


class Procedure:
    """The value of SV101: code, modifiers and description, shared by all lines that write it alike.

    `written` are its components as they stand; `slots` pairs each modifier, upper case, with the
    number of its component (3 to 6).
    """

    __slots__ = ("code", "description", "modifiers", "qualifier", "slots", "written")

    def __init__(self, written: tuple[str, ...]) -> None:
        padded = [*written, *[""] * (7 - len(written))]
        self.written = written
        self.qualifier = readings.code(padded[0])
        self.code = readings.code(padded[1])
        self.modifiers = readings.codes(padded[2:6])
        self.slots = tuple(
            (modifier, number)
            for number, part in enumerate(padded[2:6], 3)
            if (modifier := readings.code(part))
        )
        self.description = readings.text(padded[6])

    @property
    def sides(self) -> frozenset[Side]:
        """The sides its RT and LT modifiers name."""
        return frozenset(side for side in Side if side in self.modifiers)


@lru_cache(maxsize=4096)
def procedure(composite: str, separator: str) -> Procedure:
    """The procedure of SV101; lines that write it alike share one."""
    return Procedure(tuple(composite.split(separator)))


class OfProcedure(Element[T]):
    """An Element whose value the line's procedure holds."""

    @overload
    def __get__(self, instance: None, owner: type) -> Element[T]: ...
    @overload
    def __get__(self, instance: LineAsSent, owner: type) -> T | None: ...
    def __get__(self, instance: LineAsSent | None, owner: type) -> Element[T] | T | None:
        if instance is None:
            return self
        found = instance.procedure
        return getattr(found, self.name) if found else None


class LineAsSent(InnerLoop):
    """Loop 2400: one service line; `facts` is what the side file says of it."""

    name = "2400"
    facts: LineFacts = NO_LINE_FACTS
    number = Element("LX01", readings.text)
    procedure = CompositeElement("SV101", procedure)
    qualifier = OfProcedure("SV101-1", readings.code)
    code = OfProcedure("SV101-2", readings.code)
    modifiers = OfProcedure("SV101-3..6", readings.codes)
    description = OfProcedure("SV101-7", readings.text)
    charge = Element("SV102", readings.cents)
    written_charge = Element("SV102", readings.text)
    basis = Element("SV103", readings.code)
    units = Element("SV104", readings.decimal)
    place_of_service = Element("SV105", readings.text)
    diagnosis_pointers = CompositeElement("SV107", readings.pointers)
    equipment_code = Element("SV501-2", readings.code)
    service_date_format = Element("DTP[472]02", readings.text)
    service_dates = Element("DTP[472]03", readings.days)
    authorization = Element("REF[G1]02", readings.text)
    control_number = Element("REF[6R]02", readings.text)
    note = Element("NTE[ADD]02", readings.text)

    def __init__(self, claim: ClaimAsSent, first: int, before: State | None = None) -> None:
        super().__init__(claim, first, None, before)
        self.claim = claim
        self.providers: list[Party] = []
        self.adjudications: list[Adjudication] = []

    @property
    def service_date(self) -> date | None:
        """The first day of service."""
        return self.service_dates[0] if self.service_dates else None

    @property
    def ordering_provider(self) -> Party | None:
        """Loop 2420E."""
        for party in self.providers:
            if party.loop == "2420E":
                return party
        return None


class ClaimAsSent(Loop):
    """Loop 2300: one claim, with its service lines.

    `number_in_level` and `number_in_set` count the claims of its level and of its transaction set
    up to this one, from 1; `facts` is what the side file says of it.
    """

    name = "2300"
    facts: ClaimFacts = NO_CLAIM_FACTS
    identifier = Element("CLM01", readings.text)
    charge = Element("CLM02", readings.cents)
    written_charge = Element("CLM02", readings.text)
    place_of_service = Element("CLM05-1", readings.text)
    frequency = Element("CLM05-3", readings.text)
    assignment = Element("CLM07", readings.text)
    related_causes = CompositeElement("CLM11", readings.components)
    disability_dates = Element("DTP[314]03", readings.days)
    disability_start = Element("DTP[360]03", readings.days)
    disability_end = Element("DTP[361]03", readings.days)
    authorization = Element("REF[G1]02", readings.text)
    payer_claim_number = Element("REF[F8]02", readings.text)
    note = Element("NTE[ADD]02", readings.text)

    def __init__(
        self,
        transaction_set: TransactionSet,
        subscriber: Subscriber | None,
        patient: Patient | None,
    ) -> None:
        super().__init__()
        self.transaction_set = transaction_set
        self.subscriber = subscriber
        self.patient = patient
        self.lines: list[LineAsSent] = []
        self.diagnoses: list[Diagnosis] = []
        self.providers: list[Party] = []
        self.other_payers: list[OtherPayer] = []
        self.number_in_set = 0
        self.number_in_level = 0
        if subscriber and patient is None:
            subscriber.own_claims += 1

    @property
    def billing(self) -> BillingProvider | None:
        """Loop 2000A the claim stands under."""
        return self.subscriber.billing if self.subscriber else None

    @property
    def payer(self) -> Party | None:
        """The destination payer, loop 2010BB."""
        return self.subscriber.payer if self.subscriber else None

    @cached_property
    def _adjustments(self) -> tuple[list[int], list[int | None]]:
        """Where each CAS of the claim stands, and the sum of its amounts."""
        found = [segment for segment in self.segments() if segment.id == "CAS"]
        positions = [segment.position for segment in found]
        return positions, [readings.adjustment(segment.elements) for segment in found]

    def adjusted(self, loop: OtherPayer | Adjudication) -> int | None:
        """The sum in cents of the adjustments in a loop; None when an amount cannot be read."""
        positions, sums = self._adjustments
        stop = None if loop.stop is None else bisect_left(positions, loop.stop)
        return readings.total(sums[bisect_left(positions, loop.first) : stop])

    def release(self) -> None:
        """Untie the claim from its lines and names, so that all of it is freed at once.

        For whoever reads many claims and is done with this one: nothing can be asked of it after.
        """
        for line in self.lines:
            line.providers.clear()
            line.adjudications.clear()
        for payer in self.other_payers:
            payer.parties.clear()
        for held in (self.lines, self.providers, self.other_payers):
            held.clear()

    def diagnosis(self, pointer: int) -> Diagnosis | None:
        """The diagnosis a diagnosis code pointer names."""
        return next((found for found in self.diagnoses if found.position == pointer), None)
