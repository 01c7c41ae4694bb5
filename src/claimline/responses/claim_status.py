"""277CA (005010X214): the answer to each claim before it is adjudicated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from claimline.claim import readings
from claimline.claim.views import procedure
from claimline.responses.answer import Answer, Kind, Place, at
from claimline.x12.element import CompositeElement, Element
from claimline.x12.types import D8

_COMPOSITES = (1, 10, 11)


@dataclass(frozen=True, slots=True)
class StatusCode:
    """One composite of STC: category, status and, where it is about one, the entity."""

    category: str
    status: str
    entity: str

    def __str__(self) -> str:
        return ":".join(filter(None, (self.category, self.status, self.entity)))


@dataclass(frozen=True, slots=True)
class Status:
    """One STC, one problem: up to three codes that belong together, and the payer's own words.

    `action` is WQ for accepted or U for rejected; real files leave it and the date out.
    """

    codes: tuple[StatusCode, ...]
    date: date | None
    action: str | None
    charge: int | None
    text: str | None


class _WithStatuses(Answer):
    """An answer of a 277CA that one or several STC are about."""

    kind = Kind.CLAIM_STATUS

    def __init__(self) -> None:
        super().__init__()
        self.statuses: list[Status] = []

    def fill(self, elements: list[str], component: str) -> None:
        """Read the attributes that stand in a segment; every STC is kept."""
        if elements[0] == "STC":
            self.statuses.append(_status(elements, component))
        else:
            super().fill(elements, component)


class Source(_WithStatuses):
    """Loop 2000A: who answers."""

    name = "2000A"
    payer = Element("NM103", readings.text)
    payer_identifier = Element("NM109", readings.text)
    trace = Element("TRN02", readings.text)
    received = Element("DTP[050]03", readings.day)
    processed = Element("DTP[009]03", readings.day)


class BatchStatus(_WithStatuses):
    """Loop 2000B: a transaction set that was received; `batch` is its BHT03.

    Amounts are in cents.
    """

    name = "2200B"
    submitter = Element("NM109", readings.text)
    batch = Element("TRN02", readings.text)
    accepted_claims = Element("QTY[90]02", readings.integer)
    rejected_claims = Element("QTY[AA]02", readings.integer)
    accepted_charge = Element("AMT[YU]02", readings.cents)
    rejected_charge = Element("AMT[YY]02", readings.cents)

    def __init__(self, source: Source | None) -> None:
        super().__init__()
        self.source = source


class ProviderStatus(_WithStatuses):
    """Loop 2000C: a billing provider whose claims were received."""

    name = "2200C"
    provider = Element("NM109", readings.text)
    trace = Element("TRN02", readings.text)
    accepted_claims = Element("QTY[QA]02", readings.integer)
    rejected_claims = Element("QTY[QC]02", readings.integer)
    accepted_charge = Element("AMT[YU]02", readings.cents)
    rejected_charge = Element("AMT[YY]02", readings.cents)

    def __init__(self, batch: BatchStatus | None) -> None:
        super().__init__()
        self.batch = batch


class LineStatus(_WithStatuses):
    """Loop 2220D: a service line; `control_number` is its REF 6R. The charge is in cents."""

    name = "2220D"
    procedure = CompositeElement("SVC01", procedure)
    charge = Element("SVC02", readings.cents)
    units = Element("SVC07", readings.decimal)
    control_number = Element("REF[FJ]02", readings.text)
    service_dates = Element("DTP[472]03", readings.days)


class ClaimStatus(_WithStatuses):
    """Loop 2000D: a claim, `identifier` is its CLM01, with the lines that are spoken of."""

    name = "2200D"
    last_name = Element("NM103", readings.text)
    first_name = Element("NM104", readings.text)
    member_identifier = Element("NM109", readings.text)
    identifier = Element("TRN02", readings.text)
    payer_claim_number = Element("REF[1K]02", readings.text)
    clearinghouse_number = Element("REF[D9]02", readings.text)
    service_dates = Element("DTP[472]03", readings.days)

    def __init__(self, batch: BatchStatus | None) -> None:
        super().__init__()
        self.batch = batch
        self.lines: list[LineStatus] = []

    @property
    def charge(self) -> int | None:
        """The claim's charge in cents, as its statuses say it."""
        return next((one.charge for one in self.statuses if one.charge is not None), None)


class ClaimStatusContent:
    """Reads a 277CA."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._source: Source | None = None
        self._batch: BatchStatus | None = None
        self._claim: ClaimStatus | None = None
        self._open: _WithStatuses | None = None
        self._inner: _WithStatuses | None = None

    def take(self, elements: list[str], component: str) -> Iterator[Answer]:
        """One more segment; a level is complete when the next one begins."""
        if elements[0] == "HL":
            yield from self.finish()
            self._open = self._inner = self._level(at(elements, 3))
            self._place(self._open)
        elif elements[0] == "SVC" and self._claim:
            line = self._inner = LineStatus()
            self._place(line)
            line.fill(elements, component)
            self._claim.lines.append(line)
        elif self._inner:
            self._inner.fill(elements, component)

    def finish(self) -> Iterator[Answer]:
        """What was still open."""
        closed, self._open, self._inner, self._claim = self._open, None, None, None
        if closed and not isinstance(closed, Source):
            yield closed

    def _level(self, code: str) -> _WithStatuses:
        match code:
            case "20":
                self._source, self._batch = Source(), None
                return self._source
            case "21":
                self._batch = BatchStatus(self._source)
                return self._batch
            case "19":
                return ProviderStatus(self._batch)
        # PT by the guide; earlier ones had 22 and 23.
        self._claim = ClaimStatus(self._batch)
        return self._claim


def _status(elements: list[str], component: str) -> Status:
    codes = []
    for number in _COMPOSITES:
        if text := at(elements, number):
            category, status, entity = (*text.split(component), "", "")[:3]
            codes.append(StatusCode(category.strip(), status.strip(), entity.strip()))
    return Status(
        tuple(codes),
        D8.read(at(elements, 2)),
        at(elements, 3) or None,
        readings.cents(at(elements, 4)),
        at(elements, 12) or None,
    )
