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
from claimline.rules.devices import shape_of
from claimline.rules.rule import (
    Context,
    DeviceContext,
    Rule,
    Service,
    ServiceContext,
    Subject,
)

_REMEMBERED = 1 << 13
# Most checks yield nothing, and a plain loop costs those less than a list does.
# ruff: noqa: PERF401

Judged = tuple[Rule, Problem]
Verdict = tuple[Judged, ...]
JudgedView = tuple[Rule, Problem, Loop]
Check = Callable[[Any, Context], Iterable[Problem]]


class _Group(NamedTuple):
    """Rules that are asked where one attribute of the view is there, and another is not."""

    present: str
    absent: str
    asked: list[tuple[Rule, Check]]


def _groups(rules: Iterable[Rule]) -> list[_Group]:
    found: dict[tuple[str, str], _Group] = {}
    for rule in rules:
        gate = rule.reads.present, rule.reads.absent
        found.setdefault(gate, _Group(*gate, [])).asked.append((rule, rule.check))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _OfProcedure:
    """What is asked about lines of one procedure in one period.

    `claim_rules` and `device_rules` are those that the procedure calls for, by their codes.
    """

    service_rules: list[Rule]
    line_rules: list[_Group]
    claim_rules: dict[str, Rule]
    device_rules: dict[str, Rule]


# Rules about whole claims, of which those that read procedures are asked for by the lines.
_ACROSS_LINES = (Subject.CLAIM, Subject.DEVICES)


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
    """Judges claims of one payer by the rules that hold for it, `rules` by their codes.

    Which rules a procedure calls for in a period is remembered, a service rule's verdict by all
    that the rule can see, and devices that no rule says anything of; `memory` False works all out
    every time, for tests that hold the two to each other.
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
        held = list(rules)
        self.payer = payer
        self.rules = {rule.code: rule for rule in held}
        self._tables = tables
        self._periods = periods
        self._statistics = statistics
        self._memory = memory
        self._service_context = ServiceContext(tables)
        self._device_context = DeviceContext(tables, payer)
        self._of_lines = [
            rule
            for rule in held
            if rule.subject in (Subject.SERVICE, Subject.LINE)
            or rule.subject is Subject.DEVICES
            or (rule.subject is Subject.CLAIM and rule.reads.of_procedure)
        ]
        self._of_claims = [
            rule for rule in held if rule.subject is Subject.CLAIM and not rule.reads.of_procedure
        ]
        self._of_parties = [rule for rule in held if rule.subject is Subject.PARTY]
        self._of_subscribers = [rule for rule in held if rule.subject is Subject.SUBSCRIBER]
        self._verdicts: dict[object, Verdict] = {}
        self._sound: dict[object, bool] = {}
        self._days: dict[date | None, date | None] = {}
        self._by_code: dict[object, list[Rule]] = {}
        self._by_procedure: dict[object, _OfProcedure] = {}
        self._claim_rules: dict[date | None, list[_Group]] = {}
        self._party_rules: dict[object, list[_Group]] = {}
        self._subscriber_rules = _groups(rule for rule in self._of_subscribers if rule.undated)

    def judge_claim(self, claim: ClaimAsSent, context: Context) -> list[JudgedView]:
        """The problems of a claim, its lines and the parties named in it."""
        judged: list[JudgedView] = []
        first: date | None = None
        called_for: dict[str, Rule] = {}
        of_devices: dict[str, Rule] = {}
        for line in claim.lines:
            dates = line.service_dates
            on = self._day(dates[0]) if dates else None
            if on and (first is None or on < first):
                first = on
            rules = self._rules_of(line.procedure, on)
            if line.procedure:
                for rule, problem in self._verdict(rules, line.procedure, claim, line, on):
                    judged.append((rule, problem, line))
            _ask(rules.line_rules, line, context, line, judged)
            if rules.claim_rules:
                called_for |= rules.claim_rules
            if rules.device_rules:
                of_devices |= rules.device_rules
            if line.providers:
                self._judge_parties(line.providers, on, context, line, judged)
        _ask(self._rules_of_claims(first), claim, context, claim, judged)
        if called_for:
            rules_on = (rule for rule in called_for.values() if rule.holds_on(first))
            _ask(_groups(rules_on), claim, context, claim, judged)
        if of_devices:
            rules_on = (rule for rule in of_devices.values() if rule.holds_on(first))
            self._judge_devices(rules_on, claim, context, judged)
        self._judge_parties(claim.providers, first, context, claim, judged)
        return judged

    def judge_level(self, level: Level, context: Context) -> list[JudgedView]:
        """The problems of a billing provider, subscriber or patient."""
        judged: list[JudgedView] = []
        self._judge_parties(level.parties, None, context, level, judged)
        if isinstance(level, Subscriber):
            _ask(self._subscriber_rules, level, context, level, judged)
        return judged

    def _judge_devices(
        self,
        rules: Iterable[Rule],
        claim: ClaimAsSent,
        context: Context,
        judged: list[JudgedView],
    ) -> None:
        """Ask about a claim's devices, unless devices just like them were found sound."""
        days = [self._day(line.service_date) for line in claim.lines if line.service_date]
        shape = (shape_of(claim, self._tables), *days)
        if shape in self._sound:
            return
        before = len(judged)
        devices = context.devices(claim)
        for rule in rules:
            for problem in rule.check(devices, self._device_context):
                judged.append((rule, problem, claim))
        if self._memory and len(judged) == before:
            _remember(self._sound, shape, True)

    def _judge_parties(
        self,
        parties: Iterable[Party],
        on: date | None,
        context: Context,
        around: Loop,
        judged: list[JudgedView],
    ) -> None:
        for party in parties:
            groups = self._party_rules.get((party.loop, on))
            if groups is None:
                groups = self._party_rules[party.loop, on] = self._rules_of_parties(party.loop, on)
            _ask(groups, party, context, around, judged)

    def _verdict(
        self,
        rules: _OfProcedure,
        procedure: Procedure,
        claim: ClaimAsSent,
        line: LineAsSent,
        on: date | None,
    ) -> Verdict:
        place = line.place_of_service or claim.place_of_service
        key = (procedure, on, line.units, line.basis, place)
        verdict = self._verdicts.get(key)
        if verdict is not None:
            self._statistics.hits += 1
            return verdict
        self._statistics.misses += 1
        service = Service(procedure, line.units, line.basis, place, self.payer, on)
        verdict = tuple(
            (rule, problem)
            for rule in rules.service_rules
            for problem in rule.check(service, self._service_context)
        )
        if self._memory:
            _remember(self._verdicts, key, verdict)
        return verdict

    # Which rules are asked

    def _rules_of(self, procedure: Procedure | None, on: date | None) -> _OfProcedure:
        found = self._by_procedure.get((procedure, on))
        if found is None:
            found = self._work_out(procedure, on)
            if self._memory:
                _remember(self._by_procedure, (procedure, on), found)
        return found

    def _work_out(self, procedure: Procedure | None, on: date | None) -> _OfProcedure:
        called_for = [
            rule
            for rule in self._rules_of_code(procedure.code if procedure else None, on)
            if not rule.reads.of_procedure
            or (procedure and rule.reads.match_modifiers(procedure.modifiers))
        ]
        by_subject: dict[Subject, list[Rule]] = {subject: [] for subject in Subject}
        for rule in called_for:
            by_subject[rule.subject].append(rule)
        return _OfProcedure(
            by_subject[Subject.SERVICE],
            _groups(by_subject[Subject.LINE]),
            {rule.code: rule for rule in by_subject[Subject.CLAIM]},
            {rule.code: rule for rule in by_subject[Subject.DEVICES]},
        )

    def _rules_of_code(self, code: str | None, on: date | None) -> list[Rule]:
        """The rules about lines that match a code; those about claims whatever the day is."""
        found = self._by_code.get((code, on))
        if found is None:
            found = [
                rule
                for rule in self._of_lines
                if (rule.subject in _ACROSS_LINES or rule.holds_on(on))
                and (not rule.reads.of_code or rule.reads.match_code(code or "", self._tables, on))
            ]
            if self._memory:
                _remember(self._by_code, (code, on), found)
        return found

    def _rules_of_claims(self, on: date | None) -> list[_Group]:
        groups = self._claim_rules.get(on)
        if groups is None:
            groups = _groups(rule for rule in self._of_claims if rule.holds_on(on))
            _remember(self._claim_rules, on, groups)
        return groups

    def _rules_of_parties(self, loop: str, on: date | None) -> list[_Group]:
        return _groups(
            rule
            for rule in self._of_parties
            if rule.holds_on(on) and (not rule.reads.loops or loop in rule.reads.loops)
        )

    def _day(self, on: date) -> date | None:
        day = self._days.get(on)
        if day is None:
            day = self._periods.first_day(on)
            _remember(self._days, on, day)
        return day


def _ask(
    groups: list[_Group], view: Loop, context: Context, around: Loop, judged: list[JudgedView]
) -> None:
    for present, absent, asked in groups:
        if (present and not getattr(view, present)) or (absent and getattr(view, absent)):
            continue
        for rule, check in asked:
            problems = check(view, context)
            if problems:
                for problem in problems:
                    judged.append((rule, problem, around))


def _remember(memory: dict[Any, Any], key: object, value: object) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[key] = value
