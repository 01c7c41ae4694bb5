"""LintRun: one run over any number of files, with its findings, file reports and summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

from claimline.claim.assembly import Assembler, Stray
from claimline.claim.document import Readable, open_binary
from claimline.claim.events import Closed, Event, Opened
from claimline.claim.facts import FactsSource
from claimline.claim.loop import Loop
from claimline.claim.profile import Payer, payer_of
from claimline.claim.views import (
    ClaimAsSent,
    FunctionalGroup,
    Heading,
    Interchange,
    Level,
    Patient,
    Subscriber,
    TransactionSet,
)
from claimline.claim.walk import Walk
from claimline.codes import Tables, load_tables
from claimline.findings import Problem, Severity
from claimline.lint.configuration import Configuration
from claimline.lint.desk import Desk, JudgedView, Statistics
from claimline.lint.locate import Located, Surroundings, envelopes_of, locate, locate_byte
from claimline.lint.matching import Matching
from claimline.lint.restatements import without_consequences, without_restatements
from claimline.lint.seen import Seen
from claimline.lint.yielding import without_yielding
from claimline.rules import envelope
from claimline.rules.conformance import deviations, envelope_deviations
from claimline.rules.registry import all_rules
from claimline.rules.rule import Context, Rule
from claimline.x12.delimiters import Delimiters
from claimline.x12.errors import X12Error
from claimline.x12.reader import Note, read_chunks

AUTO = "auto"
NO_CLAIMS = "X12009"


@dataclass(slots=True)
class FileReport:
    """What became of one file; `failure` is why the run cannot vouch for all of it."""

    file: str
    status: Literal["read", "partly read", "unreadable"] = "read"
    claims: int = 0
    failure: str | None = None


@dataclass(slots=True)
class Summary:
    """Counts of one run."""

    claims: int = 0
    lines: int = 0
    segments: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0

    def count(self, severity: Severity) -> None:
        """One more finding of that severity."""
        match severity:
            case Severity.ERROR:
                self.errors += 1
            case Severity.WARNING:
                self.warnings += 1
            case Severity.INFO:
                self.infos += 1


class LintRun:
    """Lints files one after another and counts what goes by.

    The arguments are those of `claimline.lint`; `select` and `ignore` win over the configuration's;
    `facts` has been read; `memory` False judges every service anew, `tick` is called now and then
    with the claims and segments read so far. Raises ValueError for an unknown profile, rule or
    family.

    Of files that several runs share, one judges the sections that it `takes`, all of them unless it
    is said otherwise. They are numbered on from file to file: each transaction set begins one, to
    which the rest of its file and the start of the next belong as well.
    """

    def __init__(
        self,
        *,
        profile: str = AUTO,
        as_of: date | None = None,
        select: Iterable[str] | None = None,
        ignore: Iterable[str] | None = None,
        tables: Tables | None = None,
        show_phi: bool = False,
        configuration: Configuration | None = None,
        facts: FactsSource | None = None,
        memory: bool = True,
        tick: Callable[[int, int], None] | None = None,
    ) -> None:
        self.files: list[FileReport] = []
        self.summary = Summary()
        self.statistics = Statistics()
        self.as_of = as_of
        self.show_phi = show_phi
        settled = configuration or Configuration()
        self._configuration = replace(
            settled,
            select=settled.select if select is None else tuple(select),
            ignore=settled.ignore if ignore is None else tuple(ignore),
        )
        self.rules = self._configuration.rules()
        self.facts = facts
        self.tick = tick
        self.memory = memory
        self.section = 0
        self.is_own = True
        self.takes: Callable[[int], bool] | None = None
        self.walks: dict[Delimiters, Walk] = {}
        self.said: set[str] = set()
        self._tables = tables or load_tables()
        self._profile = None if profile == AUTO else self._configuration.payer_named(profile).name
        self._matching = self._matching_of(self.rules)
        self._desks: dict[Payer, Desk] = {}
        self._desks_by_rules: dict[object, Desk] = {}

    def read(
        self, source: Readable, name: str | None = None, *, earlier: Iterable[str] = ()
    ) -> Iterator[Located]:
        """The findings of one file in the order of the file; its report is the last of `files`.

        `name` is what findings call it, by default its path, `<bytes>` or `<stream>`; `earlier` are
        values of CLM01 that came before what is read. A file that cannot be opened or read is a
        finding and a failure in its report, never an exception.
        """
        report = FileReport(name or _name(source))
        self.files.append(report)
        for located in self._judge(source, _FileJudge(self, report, earlier)):
            if self.is_own:
                self.summary.count(located.finding.severity)
                yield located

    def _judge(self, source: Readable, judge: _FileJudge) -> Iterator[Located]:
        try:
            with _stream(source) as stream:
                yield from judge.judge(stream)
        except X12Error as error:
            yield from judge.broken_off(error)

    def next_section(self) -> None:
        """A transaction set has opened."""
        self.section += 1
        if self.takes:
            self.is_own = self.takes(self.section)

    def payer_for(self, claim: ClaimAsSent) -> Payer:
        """The payer that the claim is judged as: its own, or the profile asked for."""
        found = payer_of(claim, self._tables)
        if self._profile:
            return self._configuration.payer_named(self._profile, found.jurisdiction)
        if self._configuration.payers:
            return self._configuration.payer_of(claim, found)
        return found

    def desk_of(self, payer: Payer) -> Desk:
        """The desk that judges the claims of a payer, and of those that judge alike."""
        desk = self._desks.get(payer)
        if desk is None:
            rules = self._configuration.rules_for(payer)
            told = tuple((code, one.severity, one.jurisdictions) for code, one in rules.items())
            alike = payer.profile, payer.conventions, told
            desk = self._desks_by_rules.get(alike) or self._desk(payer, rules)
            self._desks[payer] = self._desks_by_rules[alike] = desk
        return desk

    def _desk(self, payer: Payer, rules: dict[str, Rule]) -> Desk:
        """A new desk; one with rules that only its payer's profile adds matches for itself."""
        is_usual = rules.keys() <= self.rules.keys()
        matching = self._matching if is_usual else self._matching_of(rules)
        held = rules.values()
        return Desk(payer, held, self._tables, matching, self.statistics, memory=self.memory)

    def _matching_of(self, rules: dict[str, Rule]) -> Matching:
        return Matching(rules.values(), self._tables, memory=self.memory)

    def context_for(self, claim: ClaimAsSent, judged_as: Payer, *, repeated: bool) -> Context:
        """What rules know beside the claim."""
        created = claim.transaction_set.created
        group = claim.transaction_set.group
        today = self.as_of or created or (group.created if group else None)
        return Context(self._tables, judged_as, today, repeated)


class _FileJudge:
    """Judges the events of one file."""

    def __init__(self, run: LintRun, report: FileReport, earlier: Iterable[str]) -> None:
        self._run = run
        self._report = report
        sharing = self if run.takes else None
        self._assembler = Assembler(learning=run.memory, walks=run.walks, sharing=sharing)
        self._interchanges = Seen()
        self._groups = Seen()
        self._set_numbers = Seen()
        self._claims = Seen()
        for identifier in earlier:
            self._claims.before(identifier)
        self._held: list[Located] = []
        self._above: list[Level] = []
        self._levels: dict[str, Level] = {}
        self._subscriber: Subscriber | None = None
        self._any_set = False
        self._any_837p = False

    def judge(self, stream: BinaryIO) -> Iterator[Located]:
        """The findings of the stream, in order."""
        try:
            for chunk in read_chunks(stream):
                for event in self._assembler.feed(chunk):
                    yield from self._event(event)
                if self._run.tick:
                    self._run.tick(self._run.summary.claims, self._assembler.segments)
            for event in self._assembler.finish():
                yield from self._event(event)
        except X12Error as error:
            for event in self._assembler.break_off():
                yield from self._event(event)
            yield from self._flush()
            yield from self.broken_off(error)
        if not self._any_837p and not self._report.failure:
            message = "the file holds no 837P transaction set"
            self._fail(NO_CLAIMS, message, None)
            if not self._any_set:
                yield from self._bare(Note(NO_CLAIMS, message, 0, 1, 1))
        self._run.summary.segments += self._assembler.segments

    def broken_off(self, error: X12Error) -> Iterator[Located]:
        """Reading ended at an error: say so, and count the claim it ended in."""
        claim = self._assembler.claim
        if claim:
            self._count(claim)
        read_any = self._assembler.segments > 0
        self._report.status = "partly read" if read_any else "unreadable"
        self._fail(error.code, error.message, error.offset)
        yield from self._bare(error, claim)

    def _fail(self, code: str, message: str, offset: int | None) -> None:
        where = "" if offset is None else f" (byte {offset})"
        remedy = all_rules()[code].remedy
        self._report.failure = f"{message}{where}; {remedy[0].lower()}{remedy[1:].rstrip('.')}"

    def _event(self, event: Event) -> Iterable[Located]:
        if isinstance(event, Closed) and isinstance(event.view, ClaimAsSent):
            return self._claim(event.view)
        if isinstance(event, Note):
            return [*self._flush(), *self._bare(event)]
        if isinstance(event, Opened):
            return self._envelope_opened(event.view)
        if isinstance(event.view, (Level, Heading)):
            self._above_claims(event.view)
            return ()
        return self._closed(event.view)

    def is_own(self) -> bool:
        """Whether the transaction set that has just opened is judged here."""
        return self._run.is_own

    def pass_over(self, identifier: str) -> None:
        """A claim of a transaction set that is judged elsewhere."""
        self._claims.before(identifier)

    def _envelope_opened(
        self, view: Interchange | FunctionalGroup | TransactionSet
    ) -> Iterator[Located]:
        yield from self._flush()
        if isinstance(view, TransactionSet):
            self._run.next_section()
        problems = chain(_of_segment(view, opened=True), self._opened(view))
        yield from self._structure(problems, view)

    def _above_claims(self, view: Level | Heading) -> None:
        if isinstance(view, Level):
            self._leave_subscriber(view)
            self._release_level(view)
            self._above.append(view)
            self._held += self._structure(envelope.level_closed(view), view)
        if view.deviations:
            self._held += self._structure(deviations(view), view)

    def _closed(self, view: Loop) -> list[Located]:
        """The trailer of an envelope, or a segment outside of any."""
        self._leave_subscriber(None)
        flushed = self._flush()
        self._above.clear()
        problems = chain(deviations(view), _of_segment(view, opened=False), envelope.closed(view))
        self._held += self._structure(problems, view)
        if isinstance(view, TransactionSet):
            # Untied, so that its first chunk is freed at once.
            view.heading = None
        return [*flushed, *self._flush()]

    def _opened(self, view: Interchange | FunctionalGroup | TransactionSet) -> Iterator[Problem]:
        number = view.control_number or ""
        if isinstance(view, Interchange):
            self._groups = Seen()
            return envelope.interchange_opened(view, self._interchanges.before(number))
        if isinstance(view, FunctionalGroup):
            self._set_numbers = Seen()
            return envelope.group_opened(view, self._groups.before(number))
        self._any_set = True
        self._any_837p |= view.is_837p
        return envelope.transaction_set_opened(view, self._set_numbers.before(number))

    def _claim(self, claim: ClaimAsSent) -> Iterable[Located]:
        self._count(claim)
        if self._run.facts:
            self._run.facts.add_to(claim)
        payer = self._run.payer_for(claim)
        desk = self._run.desk_of(payer)
        repeated = self._claims.before(claim.identifier or "")
        context = self._run.context_for(claim, payer, repeated=repeated)
        located = self._structure(envelope.claim_closed(claim), claim, desk.rules)
        if claim.deviations:
            located += self._structure(deviations(claim), claim, desk.rules)
        judged = without_yielding(desk.judge_claim(claim, context))
        located += self._place(judged, claim, payer)
        self._held += without_restatements(located) if claim.deviations else located
        for level in self._above:
            self._held += self._place(desk.judge_level(level, context), level, payer)
        self._above.clear()
        claim.release()
        if self._subscriber and envelope.awaits_patient(self._subscriber):
            return ()
        return self._flush()

    def _leave_subscriber(self, level: Level | None) -> None:
        """The last subscriber is left when anything but a patient is complete."""
        if self._subscriber and not isinstance(level, Patient):
            problems = envelope.level_children(self._subscriber, self._subscriber.patients)
            self._held += self._structure(problems, self._subscriber)
            self._subscriber = None
        if isinstance(level, Subscriber):
            self._subscriber = level

    def _release_level(self, level: Level) -> None:
        """A level takes the place of the last of its kind, which no claim stands under any more."""
        last = self._levels.pop(level.loop, None)
        if last:
            last.release()
        self._levels[level.loop] = level

    def _structure(
        self, problems: Iterable[Problem], view: Loop, rules: Mapping[str, Rule] | None = None
    ) -> list[Located]:
        if not problems:
            return []
        rules = self._run.rules if rules is None else rules
        judged = (
            (rule, problem, view) for problem in problems if (rule := rules.get(problem.code or ""))
        )
        return self._place(judged, view, None)

    def _place(
        self, judged: Iterable[JudgedView], view: Loop, payer: Payer | None
    ) -> list[Located]:
        located: list[Located] = []
        if not judged:
            return located
        around = None
        for rule, problem, subject in judged:
            if rule.once:
                if rule.code in self._run.said:
                    continue
                self._run.said.add(rule.code)
            around = around or self._surroundings(view, payer)
            located.append(locate(rule, problem, subject, around))
        return located

    def _bare(self, what: Note | X12Error, claim: ClaimAsSent | None = None) -> Iterator[Located]:
        """The finding of what reading met; it stands at a byte, on no segment."""
        rule = self._run.rules.get(what.code)
        if rule:
            yield locate_byte(rule, what, self._surroundings(claim, None))

    def _surroundings(self, view: Loop | None, payer: Payer | None) -> Surroundings:
        astray = view is None or isinstance(view, Stray)
        envelopes = self._assembler.envelopes if astray else envelopes_of(view)
        interchange, group, transaction_set = envelopes
        return Surroundings(
            file=self._report.file,
            interchange=interchange,
            group=group,
            transaction_set=transaction_set,
            claim=view if isinstance(view, ClaimAsSent) else None,
            profile=payer.name if payer else None,
            show_phi=self._run.show_phi,
        )

    def _count(self, claim: ClaimAsSent) -> None:
        self._report.claims += 1
        self._run.summary.claims += 1
        self._run.summary.lines += len(claim.lines)

    def _flush(self) -> list[Located]:
        """What was held until all before it in the file was found."""
        held, self._held = self._held, []
        if not held:
            return held
        return sorted(without_consequences(held), key=lambda located: located.order)


def _of_segment(view: Loop, *, opened: bool) -> Iterator[Problem]:
    """What the tables find in the header or trailer of an interchange or functional group."""
    if isinstance(view, Interchange):
        return envelope_deviations(view, "ISA" if opened else "IEA")
    if isinstance(view, FunctionalGroup):
        return envelope_deviations(view, "GS" if opened else "GE")
    return iter(())


def _name(source: Readable) -> str:
    if isinstance(source, (str, Path)):
        return str(source)
    return "<bytes>" if isinstance(source, (bytes, bytearray, memoryview)) else "<stream>"


@contextmanager
def _stream(source: Readable) -> Iterator[BinaryIO]:
    if isinstance(source, (str, Path)):
        with open_binary(Path(source)) as stream:
            yield stream
    elif isinstance(source, (bytes, bytearray, memoryview)):
        yield BytesIO(source)
    else:
        yield source
