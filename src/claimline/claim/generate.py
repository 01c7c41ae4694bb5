"""Generating: a batch of claims as whole interchanges."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count, islice

from claimline.claim.models.batch import Batch
from claimline.claim.models.claim import Claim
from claimline.claim.models.model import LoopModel
from claimline.claim.models.parties import BillingProvider, Patient, Payer, Receiver, Subscriber
from claimline.claim.models.transliteration import (
    TransliterationWarning,
    changes_said,
    transliterated,
)
from claimline.claim.models.written import Text
from claimline.x12.delimiters import Delimiters
from claimline.x12.types import D8, TM
from claimline.x12.writer import Writer, X12WriteError

# Medicare takes no more claims in one transaction set, and the guide advises it (2300).
_CLAIMS_OF_ONE_SET = 5_000
_CLAIMS_OF_ONE_LEVEL = 100
# The usual delimiters first, then what the extended character set has beside letters and digits.
_TERMINATORS = "~\n|!"
_ELEMENTS = "*|+`"
_COMPONENTS = ":>\\<;|"
_REPETITIONS = "^}{]["


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was written otherwise than it was given; `claim` is CLM01, None above it."""

    claim: str | None
    loop: str
    designator: str
    message: str

    def __str__(self) -> str:
        claim = "" if self.claim is None else f"claim {self.claim}, "
        return f"{claim}{self.loop} {self.designator} {self.message}"


@dataclass(slots=True)
class _PatientLevel:
    patient: Patient
    claims: list[Claim] = field(default_factory=list)


@dataclass(slots=True)
class _SubscriberLevel:
    subscriber: Subscriber
    payer: Payer
    claims: list[Claim] = field(default_factory=list)
    patients: list[_PatientLevel] = field(default_factory=list)


@dataclass(slots=True)
class _BillingLevel:
    billing_provider: BillingProvider
    subscribers: list[_SubscriberLevel] = field(default_factory=list)


def generate(batch: Batch, notices: list[Notice] | None = None) -> bytes:
    """The batch as interchanges, one for each receiver, in the order of their first claims.

    The same batch gives the same bytes. Claims that follow one another share the levels of their
    billing provider, subscriber and patient; claims read from different levels do not. Delimiters
    are the usual ones, or others where data holds one. Accents and signs outside the extended
    character set (005010X222A1, appendix B.1.1.2) are transliterated: each such element is added
    to `notices`, or without it is one TransliterationWarning. Raises ValueError, and X12WriteError,
    which is one, for a claim without receiver and for what no envelope can hold.
    """
    stream = BytesIO()
    found: list[Notice] = []
    numbers = count(batch.control_number)
    batch_numbers = _batch_numbers(batch)
    for receiver, claims in _by_receiver(batch).items():
        delimiters = _delimiters(batch, receiver, claims, found)
        writer = Writer(stream, delimiters)
        _Interchange(batch, receiver, writer).write(claims, next(numbers), batch_numbers)
    if notices is not None:
        notices += found
    else:
        for notice in found:
            warnings.warn(str(notice), TransliterationWarning, stacklevel=2)
    return stream.getvalue()


def _by_receiver(batch: Batch) -> dict[Receiver, list[Claim]]:
    found: dict[Receiver, list[Claim]] = {}
    for claim in batch.claims:
        receiver = claim.receiver or batch.receiver
        if receiver is None:
            raise ValueError(f"claim {claim.identifier} names no receiver, nor does the batch")
        found.setdefault(receiver, []).append(claim)
    return found


def _batch_numbers(batch: Batch) -> Iterator[str]:
    yield batch.batch_number
    for number in count(2):
        yield f"{batch.batch_number}-{number}"


class _Interchange:
    """Writes one interchange."""

    def __init__(self, batch: Batch, receiver: Receiver, writer: Writer) -> None:
        self._batch = batch
        self._receiver = receiver
        self._writer = writer
        self._level = 0

    def write(self, claims: list[Claim], control_number: int, batch_numbers: Iterator[str]) -> None:
        """Write all of it."""
        batch, receiver, submitter = self._batch, self._receiver, self._batch.submitter
        self._writer.interchange(
            sender_qualifier=submitter.sender_qualifier,
            sender=submitter.sender_identifier or submitter.identifier,
            receiver_qualifier=receiver.receiver_qualifier,
            receiver=receiver.receiver_identifier or receiver.identifier,
            date=batch.created,
            time=batch.created_at,
            control_number=control_number,
            usage=batch.usage,
        )
        self._writer.group(
            sender=submitter.sender_code or submitter.identifier,
            receiver=receiver.receiver_code or receiver.identifier,
            date=batch.created,
            time=batch.created_at,
            control_number=control_number,
        )
        rest = iter(claims)
        for number in count(1):
            some = list(islice(rest, _CLAIMS_OF_ONE_SET))
            if not some:
                break
            self._transaction_set(f"{number:04}", next(batch_numbers), some)
        self._writer.close()

    def _transaction_set(self, number: str, batch_number: str, claims: list[Claim]) -> None:
        batch = self._batch
        self._level = 0
        self._writer.transaction_set(number)
        created = D8.write(batch.created), TM.write(batch.created_at)
        self._writer.segment("BHT", "0019", batch.purpose, batch_number, *created, batch.kind)
        self._put(batch.submitter)
        self._put(self._receiver)
        for billing in _levels(claims):
            above = self._open(None, "20", has_child=True)
            self._put(billing.billing_provider)
            for level in billing.subscribers:
                self._subscriber(level, above)

    def _subscriber(self, level: _SubscriberLevel, above: int) -> None:
        own = self._open(above, "22", has_child=bool(level.patients))
        self._put(level.subscriber, level.payer, *level.claims)
        for patient in level.patients:
            self._open(own, "23", has_child=False)
            self._put(patient.patient, *patient.claims)

    def _open(self, above: int | None, code: str, *, has_child: bool) -> int:
        self._level += 1
        parent = None if above is None else str(above)
        self._writer.segment("HL", str(self._level), parent, code, str(int(has_child)))
        return self._level

    def _put(self, *models: LoopModel) -> None:
        for model in models:
            for written in model.segments():
                self._writer.segment(written.node.id, *map(_plain, written.elements))


def _plain(text: Text) -> Text:
    if isinstance(text, str):
        return transliterated(text)
    return tuple(map(transliterated, text))


def _levels(claims: Iterable[Claim]) -> list[_BillingLevel]:
    """The claims in levels, in their order: those of a subscriber before those of patients."""
    found: list[_BillingLevel] = []
    for claim in claims:
        if not found or not _is_same(found[-1].billing_provider, claim.billing_provider):
            found.append(_BillingLevel(claim.billing_provider))
        subscribers = found[-1].subscribers
        if not subscribers or not _takes(subscribers[-1], claim):
            subscribers.append(_SubscriberLevel(claim.subscriber, claim.payer))
        _add(subscribers[-1], claim)
    return found


def _takes(level: _SubscriberLevel, claim: Claim) -> bool:
    """Whether a claim may follow in the level of a subscriber."""
    same = _is_same(level.subscriber, claim.subscriber) and _is_same(level.payer, claim.payer)
    if claim.patient is None:
        return same and not level.patients and len(level.claims) < _CLAIMS_OF_ONE_LEVEL
    return same


def _add(level: _SubscriberLevel, claim: Claim) -> None:
    if claim.patient is None:
        level.claims.append(claim)
        return
    patients = level.patients
    if (
        not patients
        or not _is_same(patients[-1].patient, claim.patient)
        or len(patients[-1].claims) == _CLAIMS_OF_ONE_LEVEL
    ):
        patients.append(_PatientLevel(claim.patient))
    patients[-1].claims.append(claim)


def _is_same(one: LoopModel, other: LoopModel) -> bool:
    """Whether two models may share a level: two that were read came from levels of their own."""
    return one is other or (one == other and not (one.was_read and other.was_read))


def _delimiters(
    batch: Batch, receiver: Receiver, claims: list[Claim], notices: list[Notice]
) -> Delimiters:
    """Delimiters that no data holds; what is transliterated is added to the notices."""
    held: set[str] = set()
    around: dict[LoopModel, None] = {batch.submitter: None, receiver: None}
    for claim in claims:
        levels = (claim.billing_provider, claim.subscriber, claim.payer, claim.patient)
        around.update(dict.fromkeys(filter(None, levels)))
        _look(claim, claim.identifier, held, notices)
    for model in around:
        _look(model, None, held, notices)
    held.update(batch.batch_number)
    return _free(held)


def _look(model: LoopModel, claim: str | None, held: set[str], notices: list[Notice]) -> None:
    """Note the characters that a model's segments hold, and those that are not written."""
    for written in model.segments():
        for number, text in written.parts():
            if not text.isascii():
                place = written.node.designator(number, None, written.qualifier)
                notices.append(Notice(claim, written.node.loop.id, place, changes_said(text)))
            held.update(transliterated(text))


def _free(held: set[str]) -> Delimiters:
    chosen: dict[str, str] = {}
    for name, candidates in (
        ("terminator", _TERMINATORS),
        ("element", _ELEMENTS),
        ("component", _COMPONENTS),
        ("repetition", _REPETITIONS),
    ):
        free = (one for one in candidates if one not in held and one not in chosen.values())
        found = next(free, None)
        if found is None:
            raise X12WriteError(f"the data holds every character that could be a {name} separator")
        chosen[name] = found
    return Delimiters(**chosen)
