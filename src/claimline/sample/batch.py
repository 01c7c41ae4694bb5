"""Writing a batch of made-up claims as one interchange."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from decimal import Decimal
from itertools import cycle
from random import Random
from typing import BinaryIO

from claimline.sample.claims import (
    FIRST_SERVICE_DATE,
    ClaimSource,
    SampleClaim,
    SampleLine,
    payment,
)
from claimline.sample.data_files import Payer, load_payers
from claimline.sample.defects import Planted, Planter
from claimline.sample.draft import Draft
from claimline.sample.people import Address, Cast, Practitioner, Supplier
from claimline.x12.types import D8, R
from claimline.x12.writer import ElementText, Writer

_SUBMITTER = "SAMPLESENDER"
_CLEARINGHOUSE = "SAMPLEHUB"
_WRITTEN_AT = time(9, 30)
_CLAIMS_OF_ONE_TRANSACTION_SET = 1_000
_SUPPLIERS = 100
_CLAIMS_OF_ONE_SUPPLIER = 40
_ORTHOTIC_SUPPLIER = "335E00000X"
_LARGEST_CONTROL_NUMBER = 999_999_999
_WORKING_AGED = "12"  # SBR05: Medicare pays after the plan of an employer


def write_batch(
    stream: BinaryIO,
    *,
    claims: int,
    seed: int = 0,
    as_of: date = date(2026, 1, 15),
    defects: float = 0,
    planted: Callable[[Planted], None] | None = None,
) -> None:
    """Write one interchange of that many valid claims for DMEPOS, in memory that does not grow.

    The same arguments give the same bytes. Dates of service lie in the 120 days before `as_of`,
    on which the batch is written, and never before 2025-10-01. Everything in it is made up; the
    usage indicator says test. In about `defects` percent of the claims a single defect is planted,
    and `planted` is told of it; the others are what they would be without. Raises ValueError where
    `claims` is below 1, `defects` is no percentage, or `as_of` is before the first date of service.
    """
    if claims < 1:
        raise ValueError(f"a batch has at least one claim, not {claims}")
    if not 0 <= defects <= 100:
        raise ValueError(f"defects are a percentage, not {defects}")
    if as_of < FIRST_SERVICE_DATE:
        raise ValueError(f"as_of is {as_of}, before {FIRST_SERVICE_DATE}")
    planter = Planter(Random(f"defects {seed}"), defects) if defects else None
    batch = _Batch(Writer(stream, line_end="\n"), Random(seed), as_of, planter, planted)
    batch.write(claims, control_number=1 + seed % _LARGEST_CONTROL_NUMBER)


class _Batch:
    """One interchange being written."""

    def __init__(
        self,
        writer: Writer,
        random: Random,
        as_of: date,
        planter: Planter | None,
        planted: Callable[[Planted], None] | None,
    ) -> None:
        self._writer = writer
        self._segment: Callable[..., None] = writer.segment  # or where a draft is kept
        self._planter = planter
        self._planted = planted
        self._random = random
        self._as_of = as_of
        cast = Cast(random)
        self._suppliers = cycle(cast.suppliers(_SUPPLIERS))
        self._source = ClaimSource(random, cast, as_of)
        self._payers = load_payers()
        self._payers_by_identifier = {payer.identifier: payer for payer in self._payers}
        self._level = 0  # the last HL01 of this transaction set
        self._supplier_level = 0

    def write(self, claims: int, control_number: int) -> None:
        """Write all of it."""
        self._writer.interchange(
            sender=_SUBMITTER,
            receiver=_CLEARINGHOUSE,
            date=self._as_of,
            time=_WRITTEN_AT,
            control_number=control_number,
            usage="T",
        )
        self._writer.group(
            sender=_SUBMITTER,
            receiver=_CLEARINGHOUSE,
            date=self._as_of,
            time=_WRITTEN_AT,
            control_number=control_number,
        )
        for number, (payer, count) in enumerate(_transaction_sets(self._payers, claims), 1):
            self._transaction_set(f"{number:04d}", payer, count)
        self._writer.close()

    def _transaction_set(self, number: str, payer: Payer, claims: int) -> None:
        first_payer = self._payers_by_identifier[payer.pays_first]
        self._writer.transaction_set(number)
        self._header(number, payer)
        self._level = 0
        for position in range(claims):
            if position == 0 or self._random.randrange(_CLAIMS_OF_ONE_SUPPLIER) == 0:
                self._supplier(next(self._suppliers))
            claim = self._source.claim(payer, first_payer)
            if self._planter:
                self._claim_with_defect(self._planter, claim, payer, first_payer)
            else:
                self._claim(claim, payer, first_payer)

    def _claim_with_defect(
        self, planter: Planter, claim: SampleClaim, payer: Payer, first_payer: Payer
    ) -> None:
        """Write the claim as a draft, and the draft as the planter leaves it."""
        segments: list[tuple[ElementText, ...]] = []
        self._segment = lambda *elements: segments.append(elements)
        self._claim(claim, payer, first_payer)
        self._segment = self._writer.segment
        draft = Draft(segments)
        planted = planter.plant(draft, payer)
        if planted and self._planted:
            self._planted(planted)
        for segment_id, *elements in draft:
            assert isinstance(segment_id, str)
            self._segment(segment_id, *elements)

    def _header(self, number: str, payer: Payer) -> None:
        segment = self._segment
        segment(
            "BHT",
            "0019",
            "00",
            f"SAMPLE{number}",
            D8.write(self._as_of),
            f"{_WRITTEN_AT:%H%M}",
            "CH",
        )
        segment("NM1", "41", "2", "SAMPLE BILLING SERVICE", *_no_names(), "46", _SUBMITTER)
        segment("PER", "IC", "SAMPLE CONTACT", "TE", "5555550100", "EM", "EDI@EXAMPLE.COM")
        segment("NM1", "40", "2", payer.name, *_no_names(), "46", payer.identifier)

    def _supplier(self, supplier: Supplier) -> None:
        """Loop 2000A with its 2010AA."""
        segment = self._segment
        self._supplier_level = self._next_level()
        segment("HL", str(self._supplier_level), None, "20", "1")
        segment("PRV", "BI", "PXC", _ORTHOTIC_SUPPLIER)
        segment("NM1", "85", "2", supplier.name, *_no_names(), "XX", supplier.npi)
        self._address(supplier.address)
        segment("REF", "EI", supplier.tax_identification_number)

    def _claim(self, claim: SampleClaim, payer: Payer, first_payer: Payer) -> None:
        """Loops 2000B, 2000C where there is one, and 2300."""
        self._subscriber(claim, payer)
        if claim.relationship is not None:
            self._dependent(claim, claim.relationship)
        place = (claim.place, "B", "1")
        self._segment(
            "CLM", claim.number, _money(claim.charge), None, None, place, "Y", "A", "Y", "Y"
        )
        first, *others = claim.diagnoses
        self._segment("HI", ("ABK", first), *(("ABF", code) for code in others))
        paid_by = first_payer if claim.first_member_identifier is not None else None
        if paid_by is not None:
            self._other_subscriber(claim, paid_by)
        for number, line in enumerate(claim.lines, 1):
            self._line(claim, number, line, paid_by)

    def _subscriber(self, claim: SampleClaim, payer: Payer) -> None:
        segment = self._segment
        is_patient = claim.relationship is None
        is_secondary = claim.first_member_identifier is not None
        level = self._next_level()
        segment("HL", str(level), str(self._supplier_level), "22", "0" if is_patient else "1")
        segment(
            "SBR",
            "S" if is_secondary else "P",
            "18" if is_patient else None,
            None,
            payer.group_name,
            _WORKING_AGED if is_secondary and payer.is_medicare else None,
            *_empty(3),
            payer.filing_indicator,
        )
        self._member("IL", claim.subscriber_name, claim.member_identifier)
        if is_patient:
            self._demographics(claim)
        segment("NM1", "PR", "2", payer.name, *_no_names(), "PI", payer.identifier)

    def _dependent(self, claim: SampleClaim, relationship: str) -> None:
        subscriber_level = self._level
        self._segment("HL", str(self._next_level()), str(subscriber_level), "23", "0")
        self._segment("PAT", relationship)
        patient = claim.patient
        self._segment("NM1", "QC", "1", patient.family_name, patient.given_name)
        self._demographics(claim)

    def _demographics(self, claim: SampleClaim) -> None:
        self._address(claim.patient.address)
        birth_date = D8.write(claim.patient.birth_date)
        self._segment("DMG", "D8", birth_date, claim.patient.sex)

    def _other_subscriber(self, claim: SampleClaim, payer: Payer) -> None:
        """Loop 2320 with 2330A and 2330B: the payer that has paid before."""
        segment = self._segment
        payments = [payment(line.charge) for line in claim.lines]
        segment("SBR", "P", "18", *_empty(6), payer.filing_indicator)
        segment("AMT", "D", _money(sum(made.paid for made in payments)))
        segment("AMT", "EAF", _money(sum(made.patient for made in payments)))
        segment("OI", None, None, "Y", None, None, "Y")
        self._member("IL", claim.subscriber_name, claim.first_member_identifier)
        segment("NM1", "PR", "2", payer.name, *_no_names(), "PI", payer.identifier)

    def _line(
        self, claim: SampleClaim, number: int, line: SampleLine, paid_by: Payer | None
    ) -> None:
        """Loop 2400."""
        segment = self._segment
        procedure = _procedure(line)
        segment("LX", str(number))
        segment(
            "SV1",
            procedure,
            _money(line.charge),
            "UN",
            str(line.units),
            None,
            None,
            tuple(str(pointer) for pointer in line.pointers),
        )
        segment("DTP", "472", "D8", D8.write(claim.service_date))
        if line.tracking_number is not None:
            segment("REF", "G1", line.tracking_number)
        segment("REF", "6R", f"{claim.number}L{number}")
        if line.note is not None:
            segment("NTE", "ADD", line.note)
        self._ordering(claim.ordering)
        if paid_by is not None:
            self._adjudication(claim, line, procedure, paid_by)

    def _ordering(self, ordering: Practitioner) -> None:
        names = (ordering.family_name, ordering.given_name)
        self._segment("NM1", "DK", "1", *names, *_empty(3), "XX", ordering.npi)

    def _adjudication(
        self,
        claim: SampleClaim,
        line: SampleLine,
        procedure: tuple[str | None, ...],
        payer: Payer,
    ) -> None:
        """Loop 2430; the charge is what was paid and the adjustments together."""
        segment = self._segment
        made = payment(line.charge)
        segment("SVD", payer.identifier, _money(made.paid), procedure, None, str(line.units))
        segment("CAS", "CO", "45", _money(made.contractual))
        segment("CAS", "PR", "2", _money(made.patient))
        segment("DTP", "573", "D8", D8.write(claim.adjudication_date))
        segment("AMT", "EAF", _money(made.patient))

    def _member(self, role: str, name: Sequence[str], identifier: str | None) -> None:
        self._segment("NM1", role, "1", *name, *_empty(3), "MI", identifier)

    def _address(self, address: Address) -> None:
        self._segment("N3", address.street)
        self._segment("N4", address.city, address.state, address.postal_code)

    def _next_level(self) -> int:
        self._level += 1
        return self._level


def _transaction_sets(payers: Sequence[Payer], claims: int) -> Iterator[tuple[Payer, int]]:
    """The payer and the number of claims of each transaction set."""
    total = sum(payer.weight for payer in payers)
    shares = [claims * payer.weight // total for payer in payers]
    for position in range(claims - sum(shares)):
        shares[position] += 1
    for payer, share in zip(payers, shares, strict=True):
        for start in range(0, share, _CLAIMS_OF_ONE_TRANSACTION_SET):
            yield payer, min(_CLAIMS_OF_ONE_TRANSACTION_SET, share - start)


def _procedure(line: SampleLine) -> tuple[str | None, ...]:
    """SV101."""
    modifiers = (*line.modifiers, *_empty(4 - len(line.modifiers)))
    return ("HC", line.code, *modifiers, line.description)


def _money(cents: int) -> str:
    return R.write(Decimal(cents).scaleb(-2))


def _empty(count: int) -> tuple[None, ...]:
    return (None,) * count


def _no_names() -> tuple[None, ...]:
    """NM104 to NM107 of an organization."""
    return _empty(4)
