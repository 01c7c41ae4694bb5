"""RejectsRun: one run over any number of responses, with records, file reports and summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Literal

from claimline.claim.document import Readable, open_binary
from claimline.claim.events import Closed, Event, Opened
from claimline.claim.loop import Loop
from claimline.claim.views import FunctionalGroup, Interchange, TransactionSet
from claimline.findings import Problem
from claimline.lint.run import LintRun
from claimline.responses.answer import Answer, Kind
from claimline.responses.claim_status import BatchStatus, ClaimStatus, ProviderStatus
from claimline.responses.explaining import Explainer
from claimline.responses.functional import GroupAnswer, SetAnswer
from claimline.responses.hints import Action
from claimline.responses.joining import Joiner
from claimline.responses.reading import events, is_response
from claimline.responses.record import Level, Outcome, Record, codes_as_text, money
from claimline.responses.remittance import ClaimPayment, ProviderAdjustment, Remittance
from claimline.responses.sent import CLAIMS_IN, Sent
from claimline.responses.ta1 import InterchangeAnswer
from claimline.responses.tally import Sum, Tally
from claimline.responses.tell_acknowledgments import AcknowledgmentTeller
from claimline.responses.tell_claim_status import ClaimStatusTeller
from claimline.responses.tell_remittance import RemittanceTeller
from claimline.responses.telling import Desk, Remittances, Tell, Told
from claimline.rules import envelope
from claimline.x12.display import as_written
from claimline.x12.errors import X12Error
from claimline.x12.reader import NOT_X12, Chunk, Note, read_chunks

_READABLE = "TA1, 999, 277CA or 835"
_SCOPES = {"ISA": "interchange", "GS": "group", "ST": "transaction_set"}


class Only(StrEnum):
    """Which records are wanted."""

    REJECTED = "rejected"
    DENIED = "denied"
    UNMATCHED = "unmatched"
    ALL = "all"

    def wants(self, record: Record) -> bool:
        """Whether a record is one of them."""
        match self:
            case Only.REJECTED:
                return record.outcome is Outcome.REJECTED
            case Only.DENIED:
                return record.outcome in (Outcome.DENIED, Outcome.REDUCED)
            case Only.UNMATCHED:
                return record.is_unmatched
        return True


@dataclass(slots=True)
class ResponseReport:
    """What became of one response file; `failures` are why the run cannot vouch for all of it."""

    file: str
    status: Literal["read", "partly read", "unreadable"] = "read"
    claims: int = 0
    failures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Summary:
    """Counts of the records that were wanted."""

    records: int = 0
    outcomes: dict[Outcome, int] = field(default_factory=dict)


class RejectsRun:
    """Reads responses one after another, joined to what was sent.

    `sent` are paths of 837P files, None where nothing is to be joined; `failures` are what kept any
    of them from being read whole, `others` name what is no X12 and so was passed over. `lint` says
    whether rules fire on claims that were sent, by its tables, configuration and day. `tick` is
    called now and then with the claims and segments read so far. Close it, or use it as a context
    manager, to let go of its index.
    """

    def __init__(
        self,
        sent: Iterable[str | Path] | None = None,
        *,
        only: Only = Only.ALL,
        show_phi: bool = False,
        lint: LintRun | None = None,
        tick: Callable[[int, int], None] | None = None,
    ) -> None:
        self.files: list[ResponseReport] = []
        self.failures: list[str] = []
        self.others: list[str] = []
        self.summary = Summary()
        self.only = only
        self.tick = tick
        self._show_phi = show_phi
        self.failing = False
        self._sent = Sent()
        self.any_sent = sent is not None
        for path in sent or ():
            error = self._sent.add(path, tick)
            if error:
                said = self.failures if error.code != NOT_X12 else self.others
                said.append(f"{path}: {_failure(error)}")
        self._joiner = Joiner(self._sent)
        self._explainer = Explainer(self._sent, lint or LintRun(), show_phi=show_phi)
        self._tally = Tally(self._sent.database)
        self._remittances = Remittances(self._sent)

    def __enter__(self) -> RejectsRun:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index of what was sent."""
        self._sent.close()

    def read(self, source: Readable, name: str | None = None) -> Iterator[Record]:
        """The records of one file in its order; its report is the last of `files`.

        What cannot be read is a failure in the report, never an exception; records of all that was
        read before come first.
        """
        report = ResponseReport(name or str(source))
        self.files.append(report)
        desk = Desk(
            self._sent,
            self._joiner,
            self._explainer,
            self._remittances,
            report.file,
            show_phi=self._show_phi,
        )
        reader = _FileReader(desk, report)
        try:
            for told in reader.read(self._ticking(_chunks(source), report)):
                self._count(told, report)
                if self.only.wants(told.record):
                    yield told.record
        except X12Error as error:
            report.status = "partly read" if reader.any_segment else "unreadable"
            report.failures.append(_failure(error))

    @property
    def at_stake(self) -> str:
        """All that is at stake, in dollars."""
        return money(self._tally.at_stake) or ""

    def sums(self, kind: Literal["code", "rule"]) -> Iterator[Sum]:
        """What is at stake by code or by rule, most money first."""
        return self._tally.sums(kind)

    def needs_someone(self, record: Record) -> bool:
        """Whether somebody must see to it: rejected, denied, out of balance, or not found."""
        if record.outcome in (Outcome.REJECTED, Outcome.DENIED):
            return True
        if self.any_sent and record.is_unmatched:
            return True
        return record.action is not Action.NOTHING and record.outcome is not Outcome.ADJUSTED

    @property
    def sent_claims(self) -> int:
        """How many claims were sent."""
        return self._sent.claims

    def _count(self, told: Told, report: ResponseReport) -> None:
        record = told.record
        report.claims += record.level is Level.CLAIM
        if told.settles:
            self._tally.settle(told.settles)
        self.failing |= self.needs_someone(record)
        if not self.only.wants(record):
            return
        self.summary.records += 1
        outcomes = self.summary.outcomes
        outcomes[record.outcome] = outcomes.get(record.outcome, 0) + 1
        codes = list(codes_as_text(told.counted or record.codes))
        if told.stake:
            if record.kind is not Kind.REMITTANCE and self._tally.is_settled(told.stake.claim):
                return
            firing = [one.rule for one in record.rules if one.fires]
            self._tally.add(told.stake, codes, firing)
        elif told.rejected:
            scope = CLAIMS_IN[_SCOPES[told.rejected.scope]]
            self._tally.add_claims(scope, told.rejected.number, codes)

    def _ticking(self, chunks: Iterable[Chunk], report: ResponseReport) -> Iterator[Chunk]:
        segments = 0
        for chunk in chunks:
            yield chunk
            segments += len(chunk.texts)
            if self.tick:
                self.tick(report.claims, segments)


class _FileReader:
    """Reads one file into what is told; envelopes that do not add up are failures."""

    def __init__(self, desk: Desk, report: ResponseReport) -> None:
        self._report = report
        self._desk = desk
        self._acknowledgments = AcknowledgmentTeller(desk)
        self._statuses = ClaimStatusTeller(desk)
        self._remittances = RemittanceTeller(desk)
        self._answers = 0
        self._passed_over: set[str] = set()
        self._any = False
        self.any_segment = False

    def read(self, chunks: Iterable[Chunk]) -> Iterator[Told]:
        """What the file says, in its order."""
        for event in events(chunks):
            self.any_segment = True
            if isinstance(event, Closed) and isinstance(event.view, Answer):
                if isinstance(event.view, Remittance) and event.view.is_empty:
                    continue
                self._answers += 1
                self._any = True
                yield from self._tell(event.view)
            else:
                self._envelope(event)
                if isinstance(event, Closed) and isinstance(event.view, TransactionSet):
                    yield from self._statuses.totals()
        if not self._any and not self._report.failures:
            self._fail(f"the file holds no {_READABLE}")

    def _tell(self, answer: Answer) -> Tell:
        match answer:
            case InterchangeAnswer():
                return self._acknowledgments.interchange(answer)
            case GroupAnswer():
                return self._acknowledgments.group(answer)
            case SetAnswer():
                return self._acknowledgments.transaction_set(answer)
            case BatchStatus():
                return self._statuses.batch(answer)
            case ProviderStatus():
                return self._statuses.provider(answer)
            case ClaimStatus():
                return self._statuses.claim(answer)
            case ClaimPayment():
                return self._remittances.claim(answer)
            case ProviderAdjustment():
                return self._remittances.provider_adjustment(answer)
            case Remittance():
                return self._remittances.payment(answer)
        return iter(())

    def _envelope(self, event: Event) -> None:
        if isinstance(event, Note):
            self._fail(f"{event.message} (byte {event.offset})")
        elif isinstance(event, Opened):
            self._open(event.view)
        elif isinstance(event.view, (TransactionSet, FunctionalGroup, Interchange)):
            self._close(event.view)

    def _open(self, view: Loop) -> None:
        if isinstance(view, FunctionalGroup):
            elements = [*next(view.segments()).elements, *[""] * 5]
            self._acknowledgments.sender = elements[2].strip()
            self._acknowledgments.receiver = elements[3].strip()
            # ISA09 of what was sent has two digits of the year.
            self._desk.joiner.answered = elements[4][2:8]
        elif isinstance(view, TransactionSet):
            self._answers = 0
            if not is_response(view):
                self._pass_over(view)

    def _pass_over(self, view: TransactionSet) -> None:
        """Say once of each kind that such transaction sets are not read."""
        guide = f" of guide {view.guide}" if view.guide else ""
        kind = f"{view.code or ''}{guide}"
        if kind not in self._passed_over:
            self._passed_over.add(kind)
            self._fail(f"transaction set {kind} is no {_READABLE}, every such one is passed over")

    def _close(self, view: TransactionSet | FunctionalGroup | Interchange) -> None:
        for problem in envelope.closed(view):
            self._fail(_of_envelope(problem, view))
        if isinstance(view, TransactionSet) and is_response(view) and not self._answers:
            self._fail(f"transaction set {view.code} {view.control_number or ''} says nothing")

    def _fail(self, message: str) -> None:
        if self._report.status == "read":
            self._report.status = "partly read"
        self._report.failures.append(as_written(message))


def _of_envelope(problem: Problem, view: TransactionSet | FunctionalGroup | Interchange) -> str:
    number = view.control_number or "without number"
    name = {"ST": "transaction set", "GS": "functional group", "ISA": "interchange"}[view.loop]
    return f"{name} {number}: {problem.message}; what was read is shown, ask for the file again"


def _failure(error: X12Error) -> str:
    where = "" if error.offset is None else f" (byte {error.offset})"
    return f"{error.message}{where}"


def _chunks(source: Readable) -> Iterator[Chunk]:
    if isinstance(source, (str, Path)):
        with open_binary(Path(source)) as stream:
            yield from read_chunks(stream)
    else:
        stream = BytesIO(source) if isinstance(source, (bytes, bytearray)) else source
        yield from read_chunks(stream)
