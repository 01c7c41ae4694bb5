"""Desk: the rules that judge claims of one payer, and what it remembers of services."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from claimline.claim.loop import Loop
from claimline.claim.profile import Payer
from claimline.claim.views import ClaimAsSent, Level, LineAsSent, Party, Procedure, Subscriber
from claimline.codes import Tables
from claimline.findings import Problem
from claimline.rules.rule import Context, Rule, Service, ServiceContext, Subject

_REMEMBERED = 1 << 16

Judged = tuple[Rule, Problem]
Verdict = tuple[Judged, ...]
JudgedView = tuple[Rule, Problem, Loop]


@dataclass(slots=True)
class Statistics:
    """How often a service's verdict was remembered, and how often worked out."""

    hits: int = 0
    misses: int = 0


class Periods:
    """The spans of days within which no table and no rule changes."""

    def __init__(self, tables: Tables, rules: Iterable[Rule]) -> None:
        ends = {rule.until + timedelta(days=1) for rule in rules if rule.until}
        starts = {rule.since for rule in rules if rule.since}
        self._edges = sorted({*tables.boundaries(), *starts, *ends})

    def first_day(self, on: date | None) -> date | None:
        """A day that stands for the whole period `on` lies in."""
        if on is None:
            return None
        at = bisect_right(self._edges, on)
        return self._edges[at - 1] if at else date.min


class Desk:
    """Judges claims of one payer by the rules that hold for it.

    A service rule's verdict is remembered by all that the rule can see; `memory` False asks every
    time, for tests that hold the two to each other.
    """

    def __init__(
        self,
        payer: Payer,
        rules: Iterable[Rule],
        tables: Tables,
        periods: Periods,
        statistics: Statistics,
        *,
        memory: bool = True,
    ) -> None:
        held = [rule for rule in rules if rule.holds_for(payer)]
        self.payer = payer
        self._tables = tables
        self._periods = periods
        self._statistics = statistics
        self._memory = memory
        self._service_context = ServiceContext(tables)
        self._by_subject = {
            subject: [rule for rule in held if rule.subject is subject] for subject in Subject
        }
        self._verdicts: dict[object, Verdict] = {}
        self._line_rules: dict[Procedure | None, list[Rule]] = {}
        self._days: dict[date | None, date | None] = {}

    def judge_claim(self, claim: ClaimAsSent, context: Context) -> Iterator[JudgedView]:
        """The problems of a claim, its lines and the parties named in it."""
        for line in claim.lines:
            for rule, problem in self._service_verdict(claim, line):
                yield rule, problem, line
            on = line.service_date
            for rule in self._rules_for_line(line.procedure):
                if rule.undated or rule.holds_on(on):
                    for problem in rule.check(line, context):
                        yield rule, problem, line
            yield from self._judge_parties(line.providers, context, line)
        for rule in self._by_subject[Subject.CLAIM]:
            for problem in rule.check(claim, context):
                yield rule, problem, claim
        yield from self._judge_parties(claim.providers, context, claim)

    def _judge_parties(
        self, parties: Iterable[Party], context: Context, around: Loop
    ) -> Iterator[JudgedView]:
        for party in parties:
            for rule in self._by_subject[Subject.PARTY]:
                for problem in rule.check(party, context):
                    yield rule, problem, around

    def judge_level(self, level: Level, context: Context) -> Iterator[JudgedView]:
        """The problems of a billing provider, subscriber or patient."""
        yield from self._judge_parties(level.parties, context, level)
        if isinstance(level, Subscriber):
            for rule in self._by_subject[Subject.SUBSCRIBER]:
                for problem in rule.check(level, context):
                    yield rule, problem, level

    def _service_verdict(self, claim: ClaimAsSent, line: LineAsSent) -> Verdict:
        procedure = line.procedure
        if procedure is None:
            return ()
        place = line.place_of_service or claim.place_of_service
        on = self._day(line.service_date)
        key = (procedure, line.units, line.basis, place, on)
        verdict = self._verdicts.get(key) if self._memory else None
        if verdict is not None:
            self._statistics.hits += 1
            return verdict
        self._statistics.misses += 1
        verdict = self._judge_service(
            Service(procedure, line.units, line.basis, place, self.payer, on)
        )
        if len(self._verdicts) >= _REMEMBERED:
            self._verdicts.clear()
        self._verdicts[key] = verdict
        return verdict

    def _judge_service(self, service: Service) -> Verdict:
        return tuple(
            (rule, problem)
            for rule in self._by_subject[Subject.SERVICE]
            if rule.reads.match(service.procedure, self._tables) and rule.holds_on(service.on)
            for problem in rule.check(service, self._service_context)
        )

    def _rules_for_line(self, procedure: Procedure | None) -> list[Rule]:
        rules = self._line_rules.get(procedure)
        if rules is None:
            if len(self._line_rules) >= _REMEMBERED:
                self._line_rules.clear()
            rules = self._line_rules[procedure] = [
                rule
                for rule in self._by_subject[Subject.LINE]
                if procedure and rule.reads.match(procedure, self._tables)
            ]
        return rules

    def _day(self, on: date | None) -> date | None:
        if on not in self._days:
            if len(self._days) >= _REMEMBERED:
                self._days.clear()
            self._days[on] = self._periods.first_day(on)
        return self._days[on]
