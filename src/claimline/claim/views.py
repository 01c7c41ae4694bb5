"""Views as sent: claims, service lines and what stands around them, as the file has them.

Lenient and cheap, for rules: codes in upper case, money in integer cents, dates as dates, None for
what is absent or cannot be read. The loops are those of 005010X222A1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, TypeAlias, TypeVar, overload

from claimline.claim import readings
from claimline.claim.facts import NO_CLAIM_FACTS, NO_LINE_FACTS, ClaimFacts, LineFacts
from claimline.claim.loop import InnerLoop, Loop, Segment
from claimline.findings import Place
from claimline.guide.deviations import UNPLACED
from claimline.guide.walker import State
from claimline.x12.element import CompositeElement, Element, OnDemand
from claimline.x12.reader import Header
from claimline.x12.types import D8, TM

if TYPE_CHECKING:
    from claimline.claim.models.claim import Claim
    from claimline.claim.models.errors import Fault
    from claimline.claim.models.line import ServiceLine
    from claimline.claim.models.model import LoopModel
    from claimline.claim.models.parties import Submitter

# The strict models of a level, made once for all its claims, and what is wrong with it.
Strict: TypeAlias = "tuple[dict[str, LoopModel | None], tuple[Fault, ...]]"
T = TypeVar("T")

GUIDES = "005010X222"
"""What the guides of the professional claim begin with, errata or not."""


class Side(StrEnum):
    """The side of the body a modifier names."""

    RIGHT = "RT"
    LEFT = "LT"

    @property
    def other(self) -> Side:
        """The side across."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


class Interchange(Loop):
    """ISA to IEA: who sends what to whom, and how many functional groups were counted."""

    name = "ISA"
    sender_qualifier = OnDemand("ISA05", readings.text)
    sender_identifier = OnDemand("ISA06", readings.text)
    receiver_qualifier = OnDemand("ISA07", readings.text)
    receiver_identifier = OnDemand("ISA08", readings.text)
    control_number = Element("ISA13", readings.text)
    usage = OnDemand("ISA15", readings.text)
    trailer_groups = Element("IEA01", readings.integer)
    trailer_control_number = Element("IEA02", readings.text)

    def __init__(self, header: Header) -> None:
        super().__init__()
        self.header = header
        self.groups = 0
        self.groups_unopened = 0
        self.closed = False


class FunctionalGroup(Loop):
    """GS to GE; `opened` says that GS was there, `closed` that GE was."""

    name = "GS"
    functional_code = Element("GS01", readings.text)
    sender_code = OnDemand("GS02", readings.text)
    receiver_code = OnDemand("GS03", readings.text)
    control_number = Element("GS06", readings.text)
    created = Element("GS04", readings.day)
    version = Element("GS08", readings.text)
    trailer_sets = Element("GE01", readings.integer)
    trailer_control_number = Element("GE02", readings.text)

    def __init__(self, interchange: Interchange | None) -> None:
        super().__init__()
        self.interchange = interchange
        self.transaction_sets = 0
        self.opened = False
        self.closed = False


class TransactionSet(Loop):
    """ST to SE; `opened` says that ST was there, `closed` that SE was.

    `segments_counted` counts both, and what is none in its middle: `strays`, its ids.
    """

    name = "ST"
    code = Element("ST01", readings.text)
    control_number = Element("ST02", readings.text)
    version = Element("ST03", readings.text)
    purpose = OnDemand("BHT02", readings.code)
    batch_number = Element("BHT03", readings.text)
    created = Element("BHT04", readings.day)
    created_at = OnDemand("BHT05", TM.read)
    kind = OnDemand("BHT06", readings.code)
    trailer_segments = Element("SE01", readings.integer)
    trailer_control_number = Element("SE02", readings.text)

    def __init__(self, group: FunctionalGroup | None, interchange: Interchange | None) -> None:
        super().__init__()
        self.group = group
        self.interchange = interchange
        self.heading: Heading | None = None
        self.segments_counted = 0
        self.strays: list[str] = []
        self.opened = True
        self.closed = False

    @property
    def guide(self) -> str | None:
        """The implementation guide it names: ST03, else GS08."""
        return self.version or (self.group.version if self.group else None)

    @property
    def is_837p(self) -> bool:
        """Whether it is a professional claim of the 5010 guide, errata or not."""
        is_claims = self.code == "837" or not self.opened
        return is_claims and (self.guide or "").startswith(GUIDES)


class Party(InnerLoop):
    """A name loop: an NM1 and what follows it (2010, 2310, 2330 and 2420 loops)."""

    name = "2010AA"
    entity = Element("NM101", readings.text)
    kind = Element("NM102", readings.text)
    last_name = Element("NM103", readings.text)
    first_name = Element("NM104", readings.text)
    identifier_qualifier = Element("NM108", readings.text)
    identifier = Element("NM109", readings.text)
    middle_name = OnDemand("NM105", readings.text)
    suffix = OnDemand("NM107", readings.text)
    street = Element("N301", readings.text)
    street_2 = OnDemand("N302", readings.text)
    city = Element("N401", readings.text)
    state = OnDemand("N402", readings.code)
    postal_code = OnDemand("N403", readings.text)
    country = OnDemand("N404", readings.text)
    subdivision = OnDemand("N407", readings.code)
    birth_date = Element("DMG02", D8.read)
    sex = OnDemand("DMG03", readings.code)
    taxonomy = OnDemand("PRV03", readings.text)
    employer_identification_number = OnDemand("REF[EI]02", readings.text)
    social_security_number = OnDemand("REF[SY]02", readings.text)
    member_number = OnDemand("REF[1W]02", readings.text)
    casualty_claim_number = OnDemand("REF[Y4]02", readings.text)
    adjudication_date = OnDemand("DTP[573]03", D8.read)
    authorization = OnDemand("REF[G1]02", readings.text)
    referral_number = OnDemand("REF[9F]02", readings.text)
    adjustment_indicator = OnDemand("REF[T4]02", readings.text)
    payer_claim_number = OnDemand("REF[F8]02", readings.text)

    def segments(self) -> Iterator[Segment]:
        """Its segments in order; what comes out of order belongs to the loop around it."""
        return (segment for segment in super().segments() if segment.loop == self.loop)


class Heading(Loop):
    """ST to the first hierarchical level: loops 1000A and 1000B, submitter and receiver."""

    name = "ST"
    strict: Strict | None = None

    def __init__(self, transaction_set: TransactionSet) -> None:
        super().__init__()
        self.transaction_set = transaction_set
        transaction_set.heading = self

    def submitter(self) -> Submitter:
        """The strict model of who sent the transaction set (loop 1000A, ISA06, GS02).

        It is what a `Batch` made of parsed claims wants. Raises ClaimError, as for a claim.
        """
        from claimline.claim.models.reading import submitter_model

        return submitter_model(self)


class Level(Loop):
    """A hierarchical level; `expected_number` is what HL01 should be, one more than the last.

    `above` is the level that HL02 should name, None for a billing provider or if none is open.
    """

    name = "2000A"
    number = Element("HL01", readings.text)
    parent = Element("HL02", readings.text)
    code = Element("HL03", readings.text)
    has_child = Element("HL04", readings.text)
    strict: Strict | None = None
    expected_number = 1
    above: Level | None = None

    def __init__(self, transaction_set: TransactionSet) -> None:
        super().__init__()
        self.transaction_set = transaction_set
        self.parties: list[Party] = []

    def assume_numbers(self) -> None:
        """Its HL is absent: it is taken for the level that should stand here."""
        above = self.above.number if self.above else None
        self.__dict__.update(number=str(self.expected_number), parent=above)

    def await_numbers(self) -> None:
        """Its HL comes after all, late."""
        del self.__dict__["number"], self.__dict__["parent"]

    def release(self) -> None:
        """Untie the level from its names, so that all of it is freed at once.

        For whoever reads many levels and is done with this one: nothing can be asked of it after.
        """
        for attribute in self.named.values():
            self.__dict__.pop(attribute, None)
        self.parties.clear()


class BillingProvider(Level):
    """Loop 2000A: who bills and is paid; `provider` is loop 2010AA, its name and NPI."""

    name = "2000A"
    named: ClassVar[dict[str, str]] = {"2010AA": "provider"}
    provider: Party | None = None
    taxonomy = Element("PRV03", readings.text)
    currency = OnDemand("CUR02", readings.code)


class Subscriber(Level):
    """Loop 2000B: whose coverage is billed, and to which payer.

    `member` is loop 2010BA, its name and member id, `payer` loop 2010BB, the destination payer;
    `own_claims` and `patients` count the claims and the loops 2000C opened under it so far.
    """

    name = "2000B"
    named: ClassVar[dict[str, str]] = {"2010BA": "member", "2010BB": "payer"}
    member: Party | None = None
    payer: Party | None = None
    rank = Element("SBR01", readings.text)
    relationship = Element("SBR02", readings.text)
    group_number = OnDemand("SBR03", readings.text)
    group_name = OnDemand("SBR04", readings.text)
    insurance_type = OnDemand("SBR05", readings.text)
    filing_indicator = Element("SBR09", readings.text)
    death_date = Element("PAT06", D8.read)
    weight = OnDemand("PAT08", readings.decimal)
    pregnancy = OnDemand("PAT09", readings.code)
    own_claims = 0
    patients = 0

    def __init__(self, transaction_set: TransactionSet, billing: BillingProvider | None) -> None:
        super().__init__(transaction_set)
        self.billing = self.above = billing


class Patient(Level):
    """Loop 2000C: a patient who is not the subscriber; `person` is loop 2010CA, their name."""

    name = "2000C"
    named: ClassVar[dict[str, str]] = {"2010CA": "person"}
    person: Party | None = None
    relationship = Element("PAT01", readings.text)
    death_date = Element("PAT06", D8.read)
    weight = OnDemand("PAT08", readings.decimal)
    pregnancy = OnDemand("PAT09", readings.code)

    def __init__(self, transaction_set: TransactionSet, subscriber: Subscriber | None) -> None:
        super().__init__(transaction_set)
        self.above = subscriber
        if subscriber:
            subscriber.patients += 1


@dataclass(frozen=True, slots=True, eq=False)
class Diagnosis:
    """One diagnosis of HI; `position` is what a diagnosis code pointer names it by, from 1.

    `code` is in upper case, `written` is how it stands.
    """

    position: int
    qualifier: str
    code: str
    written: str

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


@lru_cache(maxsize=4096)
def diagnosis(position: int, composite: str, separator: str) -> Diagnosis | None:
    """The diagnosis of a composite of HI, None for what is none; claims that write it share it."""
    qualifier, _, rest = composite.partition(separator)
    written = rest.partition(separator)[0]
    if qualifier not in ("ABK", "ABF", "BK", "BF") or not written:
        return None
    return Diagnosis(position, qualifier, readings.code(written) or written, written)


@lru_cache(maxsize=1024)
def diagnoses(composites: tuple[str, ...], separator: str) -> tuple[Diagnosis, ...]:
    """The diagnoses of the composites of HI, in order."""
    found = (diagnosis(number, one, separator) for number, one in enumerate(composites, 1))
    return tuple(filter(None, found))


class OtherPayer(InnerLoop):
    """Loop 2320: another payer of the claim, with its names in loops 2330."""

    name = "2320"
    rank = Element("SBR01", readings.text)
    relationship = OnDemand("SBR02", readings.text)
    group_number = OnDemand("SBR03", readings.text)
    group_name = OnDemand("SBR04", readings.text)
    insurance_type = OnDemand("SBR05", readings.text)
    filing_indicator = Element("SBR09", readings.text)
    paid = Element("AMT[D]02", readings.cents)
    not_covered = OnDemand("AMT[A8]02", readings.cents)
    patient_owes = OnDemand("AMT[EAF]02", readings.cents)
    benefits_assigned = OnDemand("OI03", readings.code)
    patient_signature_source = OnDemand("OI04", readings.code)
    release_of_information = OnDemand("OI06", readings.code)

    def __init__(self, claim: ClaimAsSent, first: int, loop: str, before: State) -> None:
        super().__init__(claim, first, loop, before)
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
    units = OnDemand("SVD05", readings.decimal)
    bundled_into = OnDemand("SVD06", readings.integer)
    adjudication_date = OnDemand("DTP[573]03", D8.read)
    patient_owes = OnDemand("AMT[EAF]02", readings.cents)


@lru_cache(maxsize=1024)
def _sides(modifiers: tuple[str, ...]) -> frozenset[Side]:
    """The sides that the modifiers name."""
    return frozenset(side for side in Side if side in modifiers)


class Procedure:
    """The value of SV101: code, modifiers and description, shared by all lines that write it alike.

    `written` are its components as they stand; `slots` pairs each modifier, upper case, with the
    number of its component (3 to 6); `sides` are those that RT and LT name, `side` is the only one
    where they name just one.
    """

    __slots__ = (
        *("code", "description", "modifiers", "qualifier"),
        *("side", "sides", "slots", "written"),
    )

    def __init__(self, written: tuple[str, ...]) -> None:
        padded = [*written, *[""] * (7 - len(written))]
        self.written = written
        self.qualifier = readings.code(padded[0])
        self.code = readings.code(padded[1])
        modifiers = [(readings.code(part), number) for number, part in enumerate(padded[2:6], 3)]
        self.slots = tuple([(modifier, number) for modifier, number in modifiers if modifier])
        self.modifiers = tuple([modifier for modifier, _ in self.slots])
        self.description = readings.text(padded[6])
        self.sides = _sides(self.modifiers)
        self.side = next(iter(self.sides)) if len(self.sides) == 1 else None

    def modifier_at(self, index: int) -> str:
        """The designator of its modifier number `index`, from 0, such as `SV101-3`."""
        return f"SV101-{self.slots[index][1]}"

    def modifier_place(self, modifier: str) -> str:
        """The designator of its first modifier of that value, which it must carry."""
        return self.modifier_at(self.modifiers.index(modifier))


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
    """Loop 2400: one service line; `facts` is what the side file says of it.

    `ordering_provider` is loop 2420E; `has_form` says whether a loop 2440 was opened in it.
    """

    name = "2400"
    named: ClassVar[dict[str, str]] = {"2420E": "ordering_provider"}
    providers: Sequence[Party] = ()
    ordering_provider: Party | None = None
    adjudications: Sequence[Adjudication] = ()
    facts: LineFacts = NO_LINE_FACTS
    has_form = False
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
    emergency = OnDemand("SV109", readings.code)
    epsdt = OnDemand("SV111", readings.code)
    family_planning = OnDemand("SV112", readings.code)
    copay_exempt = OnDemand("SV115", readings.code)
    equipment_code = Element("SV501-2", readings.code)
    attachment_type = Element("PWK01", readings.code)
    attachment_transmission = Element("PWK02", readings.code)
    attachment_control_number = Element("PWK06", readings.text)
    certification_type = Element("CR301", readings.code)
    service_date_format = Element("DTP[472]02", readings.text)
    service_dates = Element("DTP[472]03", readings.days)
    prescription_date = OnDemand("DTP[471]03", D8.read)
    recertification_date = Element("DTP[607]03", D8.read)
    therapy_begin_date = Element("DTP[463]03", D8.read)
    last_certification_date = Element("DTP[461]03", D8.read)
    last_seen_date = OnDemand("DTP[304]03", D8.read)
    test_date = OnDemand("DTP[738]03", D8.read)
    serum_creatine_test_date = OnDemand("DTP[739]03", D8.read)
    shipped_date = Element("DTP[011]03", D8.read)
    last_x_ray_date = OnDemand("DTP[455]03", D8.read)
    initial_treatment_date = OnDemand("DTP[454]03", D8.read)
    patients_transported = OnDemand("QTY[PT]02", readings.decimal)
    obstetric_units = OnDemand("QTY[FL]02", readings.decimal)
    repriced_number = OnDemand("REF[9B]02", readings.text)
    adjusted_repriced_number = OnDemand("REF[9D]02", readings.text)
    authorization = Element("REF[G1]02", readings.text)
    control_number = Element("REF[6R]02", readings.text)
    mammography_certification = OnDemand("REF[EW]02", readings.text)
    clia_number = OnDemand("REF[X4]02", readings.text)
    referring_clia_number = OnDemand("REF[F4]02", readings.text)
    immunization_batch = OnDemand("REF[BT]02", readings.text)
    sales_tax = OnDemand("AMT[T]02", readings.cents)
    postage = OnDemand("AMT[F4]02", readings.cents)
    note = Element("NTE[ADD]02", readings.text)
    goals_note = OnDemand("NTE[DCP]02", readings.text)
    third_party_note = OnDemand("NTE[TPO]02", readings.text)

    def __init__(self, claim: ClaimAsSent, first: int, loop: str, before: State) -> None:
        # As InnerLoop does; a batch has so many lines that another call tells.
        self.loop = loop
        self.around = self.claim = claim
        self.first = first
        self._before = before

    def model(self) -> ServiceLine:
        """The strict model of the line; raises ClaimError, which lists all that is wrong."""
        from claimline.claim.models.reading import line_model

        return line_model(self)

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing but its LX."""
        return self.stop == self.first + 1

    @property
    def service_date(self) -> date | None:
        """The first day of service."""
        return self.service_dates[0] if self.service_dates else None

    @property
    def diagnosis_codes(self) -> list[str]:
        """The ICD-10-CM codes that its diagnosis code pointers name, in their order."""
        named = map(self.claim.diagnosis, filter(None, self.diagnosis_pointers or ()))
        return [diagnosis.code for diagnosis in named if diagnosis and diagnosis.is_icd_10]

    def modifier_place(self, modifier: str) -> Place:
        """The place of its first modifier of that value, which it must carry."""
        assert self.procedure is not None
        return self.at(self.procedure.modifier_place(modifier))


class ClaimAsSent(Loop):
    """Loop 2300: one claim, with its service lines.

    `number_in_level` and `number_in_set` count the claims of its level and of its transaction set
    up to this one, from 1; `facts` is what the side file says of it.
    """

    name = "2300"
    facts: ClaimFacts = NO_CLAIM_FACTS
    patient: Patient | None = None
    providers: Sequence[Party] = ()
    other_payers: Sequence[OtherPayer] = ()
    number_in_set = 0
    number_in_level = 0
    identifier = Element("CLM01", readings.text)
    charge = Element("CLM02", readings.cents)
    written_charge = Element("CLM02", readings.text)
    place_of_service = Element("CLM05-1", readings.text)
    frequency = Element("CLM05-3", readings.text)
    assignment = Element("CLM07", readings.text)
    provider_signature = OnDemand("CLM06", readings.code)
    benefits_assigned = OnDemand("CLM08", readings.code)
    release_of_information = OnDemand("CLM09", readings.code)
    patient_signature_source = OnDemand("CLM10", readings.code)
    related_causes = CompositeElement("CLM11", readings.components)
    special_program = OnDemand("CLM12", readings.code)
    delay_reason = OnDemand("CLM20", readings.code)
    onset_date = OnDemand("DTP[431]03", D8.read)
    initial_treatment_date = OnDemand("DTP[454]03", D8.read)
    last_seen_date = OnDemand("DTP[304]03", D8.read)
    acute_manifestation_date = OnDemand("DTP[453]03", D8.read)
    accident_date = OnDemand("DTP[439]03", D8.read)
    last_menstrual_period_date = OnDemand("DTP[484]03", D8.read)
    last_x_ray_date = OnDemand("DTP[455]03", D8.read)
    prescription_date = OnDemand("DTP[471]03", D8.read)
    disability_dates = Element("DTP[314]03", readings.days)
    disability_start = Element("DTP[360]03", readings.days)
    disability_end = Element("DTP[361]03", readings.days)
    last_worked_date = OnDemand("DTP[297]03", D8.read)
    return_to_work_date = OnDemand("DTP[296]03", D8.read)
    admission_date = OnDemand("DTP[435]03", D8.read)
    discharge_date = OnDemand("DTP[096]03", D8.read)
    care_assumed_date = OnDemand("DTP[090]03", D8.read)
    care_relinquished_date = OnDemand("DTP[091]03", D8.read)
    first_contact_date = OnDemand("DTP[444]03", D8.read)
    repricer_received_date = OnDemand("DTP[050]03", D8.read)
    patient_paid = OnDemand("AMT[F5]02", readings.cents)
    authorization_exception = OnDemand("REF[4N]02", readings.text)
    crossover_indicator = OnDemand("REF[F5]02", readings.text)
    mammography_certification = OnDemand("REF[EW]02", readings.text)
    referral_number = OnDemand("REF[9F]02", readings.text)
    authorization = Element("REF[G1]02", readings.text)
    attachment_type = Element("PWK01", readings.code)
    attachment_transmission = Element("PWK02", readings.code)
    attachment_control_number = Element("PWK06", readings.text)
    payer_claim_number = Element("REF[F8]02", readings.text)
    clia_number = OnDemand("REF[X4]02", readings.text)
    repriced_number = OnDemand("REF[9A]02", readings.text)
    adjusted_repriced_number = OnDemand("REF[9C]02", readings.text)
    device_exemption = OnDemand("REF[LX]02", readings.text)
    clearinghouse_number = OnDemand("REF[D9]02", readings.text)
    medical_record_number = OnDemand("REF[EA]02", readings.text)
    demonstration_project = OnDemand("REF[P4]02", readings.text)
    care_plan_oversight = OnDemand("REF[1J]02", readings.text)
    note = Element("NTE[ADD]02", readings.text)
    certification_note = OnDemand("NTE[CER]02", readings.text)
    goals_note = OnDemand("NTE[DCP]02", readings.text)
    diagnosis_note = OnDemand("NTE[DGN]02", readings.text)
    third_party_note = OnDemand("NTE[TPO]02", readings.text)

    def __init__(
        self,
        transaction_set: TransactionSet,
        subscriber: Subscriber | None,
        patient: Patient | None,
    ) -> None:
        super().__init__()
        self.transaction_set = transaction_set
        self.subscriber = subscriber
        if patient:
            self.patient = patient
        self.lines: list[LineAsSent] = []
        self.diagnoses: list[Diagnosis] = []
        if subscriber and patient is None:
            subscriber.own_claims += 1

    def model(self) -> Claim:
        """The strict model of the claim; raises ClaimError, which lists all that is wrong.

        What stands above the claim, such as its subscriber, is part of the model.
        """
        from claimline.claim.models.reading import claim_model

        return claim_model(self)

    @property
    def death_date(self) -> date | None:
        """The patient's date of death."""
        level = self.patient or self.subscriber
        return level.death_date if level else None

    @property
    def has_attachment(self) -> bool:
        """Whether it or one of its lines announces papers (PWK)."""
        of_lines = [line.attachment_transmission for line in self.lines]
        announced = [self.attachment_transmission, *of_lines]
        return announced.count(None) < len(announced)

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
        found = list(self.elements_of("CAS"))
        positions = [position for position, _ in found]
        return positions, [readings.adjustment(elements) for _, elements in found]

    def adjusted(self, loop: OtherPayer | Adjudication) -> int | None:
        """The sum in cents of the adjustments in a loop.

        None when an amount cannot be read, or segments have no place: whose CAS is whose cannot be
        told then.
        """
        if any(one.code in UNPLACED for one, _ in self.deviations):
            return None
        positions, sums = self._adjustments
        stop = None if loop.stop is None else bisect_left(positions, loop.stop)
        return readings.total(sums[bisect_left(positions, loop.first) : stop])

    def release(self) -> None:
        """Untie the claim from its lines and names, so that all of it is freed at once.

        For whoever reads many claims and is done with this one: nothing can be asked of it after.
        """
        for line in self.lines:
            values = line.__dict__
            values.pop("providers", None)
            values.pop("ordering_provider", None)
            values.pop("adjudications", None)
        for payer in self.other_payers:
            payer.parties.clear()
        self.lines.clear()
        self.__dict__.pop("providers", None)
        self.__dict__.pop("other_payers", None)

    def line_at(self, position: int) -> LineAsSent | None:
        """The line that holds a position in the transaction set."""
        after = bisect_right(self.lines, position, key=attrgetter("first"))
        line = self.lines[after - 1] if after else None
        return line if line and (line.stop is None or position < line.stop) else None

    def diagnosis(self, pointer: int) -> Diagnosis | None:
        """The diagnosis a diagnosis code pointer names."""
        for found in self.diagnoses:
            if found.position == pointer:
                return found
        return None
