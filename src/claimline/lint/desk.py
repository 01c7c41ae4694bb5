"""Desk: the rules that judge claims of one payer, and what it remembers of services."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from claimline.claim.loop import Loop
from claimline.claim.profile import Payer
from claimline.claim.views import ClaimAsSent, Level, LineAsSent, Party, Procedure, Subscriber
from claimline.codes import Tables
from claimline.findings import Problem
from claimline.rules.rule import Context, Rule, Service, ServiceContext, Subject

_REMEMBERED = 1 << 13
# Most checks yield nothing, and a plain loop costs those less than a list does.
# ruff: noqa: PERF401

Judged = tuple[Rule, Problem]
Verdict = tuple[Judged, ...]
JudgedView = tuple[Rule, Problem, Loop]


class _Asked(NamedTuple):
    """A rule as it is asked: its check, and attributes of the view that must be there or not."""

    rule: Rule
    check: Callable[[Any, Context], Iterable[Problem]]
    present: str
    absent: str


def _asked(rules: Iterable[Rule], subject: Subject) -> list[_Asked]:
    return [
        _Asked(rule, rule.check, rule.reads.present, rule.reads.absent)
        for rule in rules
        if rule.subject is subject
    ]


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


def _first_service(view: Loop) -> date | None:
    """The first date of service of a claim; of what stands above claims there is none."""
    lines = view.lines if isinstance(view, ClaimAsSent) else ()
    return min((line.service_date for line in lines if line.service_date), default=None)


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
        self._service_rules = [rule for rule in held if rule.subject is Subject.SERVICE]
        self._line_rules = _asked(held, Subject.LINE)
        self._claim_rules = _asked(held, Subject.CLAIM)
        self._party_rules = _asked(held, Subject.PARTY)
        self._subscriber_rules = _asked(held, Subject.SUBSCRIBER)
        self._verdicts: dict[object, Verdict] = {}
        self._rules_by_procedure: dict[Procedure | None, list[_Asked]] = {}
        self._days: dict[date | None, date | None] = {}

    def judge_claim(self, claim: ClaimAsSent, context: Context) -> list[JudgedView]:
        """The problems of a claim, its lines and the parties named in it."""
        judged: list[JudgedView] = []
        for line in claim.lines:
            for rule, problem in self._service_verdict(claim, line):
                judged.append((rule, problem, line))
            on = line.service_date
            for rule, check, present, absent in self._rules_for_line(line.procedure):
                if present and not getattr(line, present):
                    continue
                if absent and getattr(line, absent):
                    continue
                if rule.undated or rule.holds_on(on):
                    for problem in check(line, context):
                        judged.append((rule, problem, line))
            self._judge_parties(line.providers, context, line, judged)
        self._ask(self._claim_rules, claim, context, judged)
        self._judge_parties(claim.providers, context, claim, judged)
        return judged

    def judge_level(self, level: Level, context: Context) -> list[JudgedView]:
        """The problems of a billing provider, subscriber or patient."""
        judged: list[JudgedView] = []
        self._judge_parties(level.parties, context, level, judged)
        if isinstance(level, Subscriber):
            self._ask(self._subscriber_rules, level, context, judged)
        return judged

    def _judge_parties(
        self, parties: list[Party], context: Context, around: Loop, judged: list[JudgedView]
    ) -> None:
        for party in parties:
            for rule, check, _, _ in self._party_rules:
                for problem in check(party, context):
                    judged.append((rule, problem, around))

    def _ask(
        self, rules: list[_Asked], view: Loop, context: Context, judged: list[JudgedView]
    ) -> None:
        for rule, check, present, absent in rules:
            if (present and not getattr(view, present)) or (absent and getattr(view, absent)):
                continue
            if not (rule.undated or rule.holds_on(_first_service(view))):
                continue
            for problem in check(view, context):
                judged.append((rule, problem, view))

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
            for rule in self._service_rules
            if rule.reads.match(service.procedure, self._tables) and rule.holds_on(service.on)
            for problem in rule.check(service, self._service_context)
        )

    def _rules_for_line(self, procedure: Procedure | None) -> list[_Asked]:
        asked = self._rules_by_procedure.get(procedure)
        if asked is None:
            if len(self._rules_by_procedure) >= _REMEMBERED:
                self._rules_by_procedure.clear()
            asked = self._rules_by_procedure[procedure] = [
                one
                for one in self._line_rules
                if not one.rule.reads.of_procedure
                or (procedure and one.rule.reads.match(procedure, self._tables))
            ]
        return asked

    def _day(self, on: date | None) -> date | None:
        if on not in self._days:
            if len(self._days) >= _REMEMBERED:
                self._days.clear()
            self._days[on] = self._periods.first_day(on)
        return self._days[on]
