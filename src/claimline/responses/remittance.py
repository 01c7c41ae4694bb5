"""835 (005010X221A1): what was paid for each claim and line, what was not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimline.claim import readings
from claimline.claim.views import procedure
from claimline.responses.answer import Answer, Kind, Place, at
from claimline.x12.element import CompositeElement, Element

_PATIENT = "PR"
_MOA_REMARKS = slice(3, 8)
_MIA_REMARKS = (5, 20, 21, 22, 23)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One triple of CAS: why the payment differs from the charge, and by how many cents."""

    group: str
    reason: str
    amount: int | None
    quantity: str | None


@dataclass(frozen=True, slots=True)
class Imbalance:
    """Amounts in cents that should agree: what `subject` says and what its parts add up to."""

    subject: str
    stated: int
    computed: int


class _Adjusted(Answer):
    """An answer of an 835 with adjustments and remark codes."""

    kind = Kind.REMITTANCE

    def __init__(self) -> None:
        super().__init__()
        self.adjustments: list[Adjustment] = []
        self.remarks: list[str] = []

    @property
    def adjusted(self) -> int | None:
        """The sum of its own adjustments in cents; None when an amount cannot be read."""
        return readings.total(one.amount for one in self.adjustments)


class ServicePayment(_Adjusted):
    """Loop 2110: a service as adjudicated, and as submitted where the two differ.

    `control_number` is the line's REF 6R; amounts are in cents.
    """

    name = "2110"
    adjudicated = CompositeElement("SVC01", procedure)
    charge = Element("SVC02", readings.cents)
    paid = Element("SVC03", readings.cents)
    units = Element("SVC05", readings.decimal)
    changed_from = CompositeElement("SVC06", procedure)
    submitted_units = Element("SVC07", readings.decimal)
    service_date = Element("DTM[472]02", readings.day)
    first_date = Element("DTM[150]02", readings.day)
    last_date = Element("DTM[151]02", readings.day)
    control_number = Element("REF[6R]02", readings.text)
    policy = Element("REF[0K]02", readings.text)
    allowed = Element("AMT[B6]02", readings.cents)

    def imbalances(self) -> Iterator[Imbalance]:
        """SVC03 is SVC02 less the adjustments of the line."""
        yield from _compare("SVC03", self.paid, self.charge, self.adjusted)


class ClaimPayment(_Adjusted):
    """Loop 2100: a claim, `identifier` is its CLM01, with the services that are spoken of.

    `status` is CLP02: 22 takes an earlier payment back, with its amounts negated. Amounts are in
    cents.
    """

    name = "2100"
    identifier = Element("CLP01", readings.text)
    status = Element("CLP02", readings.text)
    charge = Element("CLP03", readings.cents)
    paid = Element("CLP04", readings.cents)
    patient_share = Element("CLP05", readings.cents)
    filing_indicator = Element("CLP06", readings.text)
    payer_claim_number = Element("CLP07", readings.text)
    frequency = Element("CLP09", readings.text)
    received = Element("DTM[050]02", readings.day)
    first_date = Element("DTM[232]02", readings.day)
    last_date = Element("DTM[233]02", readings.day)
    allowed = Element("AMT[AU]02", readings.cents)

    def __init__(self, remittance: Remittance) -> None:
        super().__init__()
        self.remittance = remittance
        self.services: list[ServicePayment] = []

    def imbalances(self) -> Iterator[Imbalance]:
        """CLP04 is CLP03 less all adjustments, and CLP05 what of them is the patient's."""
        everything = [self, *self.services]
        adjusted = readings.total(one.adjusted for one in everything)
        yield from _compare("CLP04", self.paid, self.charge, adjusted)
        shares = [one for part in everything for one in part.adjustments if one.group == _PATIENT]
        share = readings.total(one.amount for one in shares)
        yield from _compare("CLP05", self.patient_share, share, 0)


class ProviderAdjustment(Answer):
    """One reason of PLB: money taken from the payment as a whole, or added where it is negative."""

    kind = Kind.REMITTANCE
    name = "ST"
    provider = Element("PLB01", readings.text)
    fiscal_year_end = Element("PLB02", readings.text)

    def __init__(self, remittance: Remittance, reason: str, reference: str | None) -> None:
        super().__init__()
        self.remittance = remittance
        self.reason = reason
        self.reference = reference
        self.amount: int | None = None


class Remittance(Answer):
    """The 835 as a whole: the payment, who pays whom, and what its claims add up to, in cents.

    `claims_paid` and `provider_adjusted` are None when an amount could not be read.
    """

    kind = Kind.REMITTANCE
    name = "ST"
    payment = Element("BPR02", readings.cents)
    method = Element("BPR04", readings.text)
    date = Element("BPR16", readings.day)
    number = Element("TRN02", readings.text)
    payer_identifier = Element("TRN03", readings.text)
    payer = Element("N1[PR]02", readings.text)
    payee = Element("N1[PE]02", readings.text)
    payee_identifier = Element("N1[PE]04", readings.text)

    def __init__(self) -> None:
        super().__init__()
        self.claims = 0
        self.claims_paid: int | None = 0
        self.provider_adjusted: int | None = 0

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not self.claims and self.payment is None

    def imbalances(self) -> Iterator[Imbalance]:
        """BPR02 is the sum of CLP04 less the amounts of PLB."""
        yield from _compare("BPR02", self.payment, self.claims_paid, self.provider_adjusted)


class RemittanceContent:
    """Reads an 835."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._remittance = Remittance()
        self._claim: ClaimPayment | None = None
        self._service: ServicePayment | None = None

    def take(self, elements: list[str], component: str) -> Iterator[Answer]:
        """One more segment; a claim is complete when the next one begins."""
        match elements[0]:
            case "BPR":
                self._place(self._remittance)
                self._remittance.fill(elements, component)
            case "LX" | "TS3" | "TS2":
                yield from self._leave_claim()
            case "CLP":
                yield from self._leave_claim()
                self._claim = ClaimPayment(self._remittance)
                self._place(self._claim)
                self._claim.fill(elements, component)
            case "SVC" if self._claim:
                self._service = ServicePayment()
                self._place(self._service)
                self._service.fill(elements, component)
                self._claim.services.append(self._service)
            case "PLB":
                yield from self._leave_claim()
                yield from self._provider_adjustments(elements, component)
            case _:
                self._fill(elements, component)

    def finish(self) -> Iterator[Answer]:
        """What was still open, and the remittance itself."""
        yield from self._leave_claim()
        yield self._remittance

    def _fill(self, elements: list[str], component: str) -> None:
        part: _Adjusted | None = self._service or self._claim
        if part is None:
            self._remittance.fill(elements, component)
            return
        match elements[0]:
            case "CAS":
                part.adjustments += _adjustments(elements)
            case "LQ" if at(elements, 1) == "HE":
                part.remarks += filter(None, [at(elements, 2)])
            case "MOA":
                part.remarks += filter(None, elements[_MOA_REMARKS])
            case "MIA":
                part.remarks += filter(None, (at(elements, number) for number in _MIA_REMARKS))
            case _:
                part.fill(elements, component)

    def _leave_claim(self) -> Iterator[Answer]:
        if self._claim:
            closed, self._claim, self._service = self._claim, None, None
            self._remittance.claims += 1
            paid = self._remittance.claims_paid, closed.paid
            self._remittance.claims_paid = readings.total(paid)
            yield closed

    def _provider_adjustments(self, elements: list[str], component: str) -> Iterator[Answer]:
        for number in range(3, len(elements), 2):
            if not elements[number]:
                continue
            reason, _, reference = elements[number].partition(component)
            found = ProviderAdjustment(self._remittance, reason, reference or None)
            self._place(found)
            found.fill(elements, component)
            found.amount = readings.cents(at(elements, number + 1))
            taken = self._remittance.provider_adjusted, found.amount
            self._remittance.provider_adjusted = readings.total(taken)
            yield found


def _adjustments(elements: list[str]) -> Iterable[Adjustment]:
    for number in range(2, len(elements), 3):
        reason, amount = elements[number], at(elements, number + 1)
        if reason or amount:
            quantity = at(elements, number + 2) or None
            yield Adjustment(at(elements, 1), reason, readings.cents(amount), quantity)


def _compare(
    subject: str, stated: int | None, whole: int | None, taken: int | None
) -> Iterator[Imbalance]:
    if stated is None or whole is None or taken is None:
        return
    if stated != whole - taken:
        yield Imbalance(subject, stated, whole - taken)
