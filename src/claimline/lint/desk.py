"""Desk: the rules that judge claims of one payer, and what it remembers of services."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from claimline.claim.facts import NO_CLAIM_FACTS
from claimline.claim.loop import Loop
from claimline.claim.profile import Payer
from claimline.claim.views import ClaimAsSent, Level, Party, Procedure, Subscriber
from claimline.codes import Tables
from claimline.findings import Problem
from claimline.rules.devices import for_owned_devices
from claimline.rules.rule import Context, Rule, Service, ServiceContext, Subject

_REMEMBERED = 1 << 11
# Most checks yield nothing, and a plain loop costs those less than a list does.
# ruff: noqa: PERF401

Judged = tuple[Rule, Problem]
Verdict = tuple[Judged, ...]
JudgedView = tuple[Rule, Problem, Loop]
# All that a service rule sees: procedure, period, units, basis and place of service.
ServiceKey = tuple[Procedure | None, date | None, Decimal | None, str | None, str | None]


class _Group(NamedTuple):
    """Rules that are asked where one attribute of the view is there, and another is not."""

    present: str
    absent: str
    asked: list[Rule]


class _Groups:
    """Groups of rules; each list of rules is grouped once, and its groups are shared."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], list[_Group]] = {}

    def of(self, rules: Iterable[Rule]) -> list[_Group]:
        """The groups of these rules."""
        held = list(rules)
        codes = tuple(rule.code for rule in held)
        groups = self._known.get(codes)
        if groups is None:
            found: dict[tuple[str, str], _Group] = {}
            for rule in held:
                gate = rule.reads.present, rule.reads.absent
                found.setdefault(gate, _Group(*gate, [])).asked.append(rule)
            groups = list(found.values())
            _remember(self._known, codes, groups)
        return groups


class _CodeIndex:
    """Rules by what they read of a code: its letters, the codes themselves, or nothing of these."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_beginning: dict[str, list[Rule]] = {}
        for rule in rules:
            for beginning in rule.reads.codes or rule.reads.letters or ("",):
                self._by_beginning.setdefault(beginning, []).append(rule)

    def candidates(self, code: str) -> Iterator[Rule]:
        """The rules that may be about a code; their `reads` decide."""
        for beginning in dict.fromkeys((code, code[:1], "")):
            yield from self._by_beginning.get(beginning, ())


@dataclass(frozen=True, slots=True)
class _OfProcedure:
    """The rules that a procedure calls for in one period; those across lines by their codes."""

    service_rules: list[Rule]
    line_rules: list[_Group]
    line_rules_of_diagnoses: list[_Group]
    across_lines: dict[str, Rule]


@dataclass(frozen=True, slots=True)
class _OfService:
    """What is known of a service: the verdict about it, and the rules to ask about its line."""

    verdict: Verdict
    line_rules: list[_Group]


@dataclass(frozen=True, slots=True, eq=False)
class _OfServices:
    """What is known of the services of a claim side by side: the rules they call for."""

    claim_rules: list[_Group]
    services_rules: list[_Group]
    diagnoses_rules: list[_Group]


@dataclass(slots=True)
class Statistics:
    """How often what is known of a service, and of a claim's services, was remembered."""

    hits: int = 0
    misses: int = 0
    claim_hits: int = 0
    claim_misses: int = 0


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

    What is remembered: which rules a procedure calls for in a period; a service rule's verdict, by
    all that the rule can see; and services side by side that no rule about them says anything of.
    `memory` False works all out every time, for tests that hold the two to each other.
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
        self._of_subject = {
            subject: [rule for rule in held if rule.subject is subject] for subject in Subject
        }
        of_claims = self._of_subject[Subject.CLAIM]
        self._of_any_claim = [rule for rule in of_claims if not rule.reads.of_procedure]
        self._of_lines = _CodeIndex(
            (
                *self._of_subject[Subject.SERVICE],
                *self._of_subject[Subject.LINE],
                *(rule for rule in of_claims if rule.reads.of_procedure),
            )
        )
        self._groups = _Groups()
        self._days: dict[date | None, date | None] = {}
        self._by_code: dict[object, list[Rule]] = {}
        self._by_procedure: dict[object, _OfProcedure] = {}
        self._by_service: dict[ServiceKey, _OfService] = {}
        self._by_services: dict[object, _OfServices] = {}
        # What rules were silent about: services with what else they looked at.
        self._sound: dict[object, bool] = {}
        self._party_rules: dict[object, list[_Group]] = {}
        self._subscriber_rules = self._groups.of(
            rule for rule in self._of_subject[Subject.SUBSCRIBER] if rule.undated
        )

    def judge_claim(self, claim: ClaimAsSent, context: Context) -> list[JudgedView]:
        """The problems of a claim, its lines and the parties named in it."""
        judged: list[JudgedView] = []
        days: list[date | None] = []
        services: list[ServiceKey] = []
        first: date | None = None
        place = claim.place_of_service
        for line in claim.lines:
            dates = line.service_dates
            day = dates[0] if dates else None
            on = self._period(day) if day else None
            if on and (first is None or on < first):
                first = on
            key = line.procedure, on, line.units, line.basis, line.place_of_service or place
            known = self._by_service.get(key)
            if known is None:
                known = self._about_service(key)
            for rule, problem in known.verdict:
                judged.append((rule, problem, line))
            _ask(known.line_rules, line, context, line, judged)
            if line.providers:
                self._judge_parties(line.providers, on, context, line, judged)
            services.append(key)
            days.append(day)
        self._statistics.hits += len(services)
        self._judge_across(services, days, first, claim, context, judged)
        self._judge_parties(claim.providers, first, context, claim, judged)
        return judged

    def judge_level(self, level: Level, context: Context) -> list[JudgedView]:
        """The problems of a billing provider, subscriber or patient."""
        judged: list[JudgedView] = []
        self._judge_parties(level.parties, None, context, level, judged)
        if isinstance(level, Subscriber):
            _ask(self._subscriber_rules, level, context, level, judged)
        return judged

    def _judge_across(
        self,
        services: list[ServiceKey],
        days: list[date | None],
        first: date | None,
        claim: ClaimAsSent,
        context: Context,
        judged: list[JudgedView],
    ) -> None:
        """Ask the rules that the claim's services call for, but those they are sound by."""
        shape = tuple(services), _distances(days)
        known = self._by_services.get(shape)
        if known is None:
            known = self._about_services(services, first)
            if self._memory:
                _remember(self._by_services, shape, known)
        else:
            self._statistics.claim_hits += 1
        _ask(known.claim_rules, claim, context, claim, judged)
        if known.services_rules:
            key: object = known, for_owned_devices(claim, self._tables)
            is_plain = claim.facts is NO_CLAIM_FACTS
            if not (is_plain and key in self._sound):
                before = len(judged)
                _ask(known.services_rules, claim, context, claim, judged)
                if is_plain and self._memory and len(judged) == before:
                    _remember(self._sound, key, True)
        pointers = tuple([line.diagnosis_pointers for line in claim.lines])
        key = known, pointers, tuple(claim.diagnoses)
        if key not in self._sound:
            before = len(judged)
            self._judge_diagnoses(known, services, claim, context, judged)
            if self._memory and len(judged) == before and _are_all_read(pointers):
                _remember(self._sound, key, True)

    def _judge_diagnoses(
        self,
        known: _OfServices,
        services: list[ServiceKey],
        claim: ClaimAsSent,
        context: Context,
        judged: list[JudgedView],
    ) -> None:
        _ask(known.diagnoses_rules, claim, context, claim, judged)
        for line, (procedure, on, *_) in zip(claim.lines, services, strict=True):
            rules = self._rules_of(procedure, on).line_rules_of_diagnoses
            _ask(rules, line, context, line, judged)

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
            if groups:
                _ask(groups, party, context, around, judged)

    # What is known

    def _about_service(self, key: ServiceKey) -> _OfService:
        procedure, on, units, basis, place = key
        rules = self._rules_of(procedure, on)
        verdict: Verdict = ()
        if procedure:
            service = Service(procedure, units, basis, place, self.payer, on)
            verdict = tuple(
                (rule, problem)
                for rule in rules.service_rules
                for problem in rule.check(service, self._service_context)
            )
        self._statistics.hits -= 1
        self._statistics.misses += 1
        known = _OfService(verdict, rules.line_rules)
        if self._memory:
            _remember(self._by_service, key, known)
        return known

    def _about_services(self, services: list[ServiceKey], first: date | None) -> _OfServices:
        self._statistics.claim_misses += 1
        called_for: dict[str, Rule] = {}
        for procedure, on, *_ in services:
            called_for |= self._rules_of(procedure, on).across_lines
        by_subject = _by_subject(rule for rule in called_for.values() if rule.holds_on(first))
        of_claims = [
            *by_subject[Subject.CLAIM],
            *(rule for rule in self._of_any_claim if rule.holds_on(first)),
        ]
        return _OfServices(
            self._groups.of(rule for rule in of_claims if rule.reads.looks_at_all),
            self._groups.of(rule for rule in of_claims if rule.reads.only_services),
            self._groups.of(rule for rule in of_claims if rule.reads.only_diagnoses),
        )

    def _rules_of(self, procedure: Procedure | None, on: date | None) -> _OfProcedure:
        found = self._by_procedure.get((procedure, on))
        if found is None:
            found = self._called_for(procedure, on)
            if self._memory:
                _remember(self._by_procedure, (procedure, on), found)
        return found

    def _called_for(self, procedure: Procedure | None, on: date | None) -> _OfProcedure:
        code = (procedure.code if procedure else None) or ""
        modifiers = procedure.modifiers if procedure else ()
        by_subject = _by_subject(
            rule
            for rule in self._rules_of_code(code, on)
            if not rule.reads.of_procedure or (procedure and rule.reads.match_modifiers(modifiers))
        )
        of_line = by_subject[Subject.LINE]
        return _OfProcedure(
            by_subject[Subject.SERVICE],
            self._groups.of(one for one in of_line if one.reads.looks_at_all),
            self._groups.of(one for one in of_line if not one.reads.looks_at_all),
            {rule.code: rule for rule in by_subject[Subject.CLAIM]},
        )

    def _rules_of_code(self, code: str, on: date | None) -> list[Rule]:
        """The rules about lines that match a code; those across lines whatever the day is."""
        found = self._by_code.get((code, on))
        if found is None:
            found = [
                rule
                for rule in self._of_lines.candidates(code)
                if (rule.subject not in (Subject.SERVICE, Subject.LINE) or rule.holds_on(on))
                and (not rule.reads.of_code or rule.reads.match_code(code, self._tables, on))
            ]
            if self._memory:
                _remember(self._by_code, (code, on), found)
        return found

    def _rules_of_parties(self, loop: str, on: date | None) -> list[_Group]:
        return self._groups.of(
            rule
            for rule in self._of_subject[Subject.PARTY]
            if rule.holds_on(on) and (not rule.reads.loops or loop in rule.reads.loops)
        )

    def _period(self, on: date) -> date | None:
        day = self._days.get(on)
        if day is None:
            day = self._periods.first_day(on)
            _remember(self._days, on, day)
        return day


def _by_subject(rules: Iterable[Rule]) -> dict[Subject, list[Rule]]:
    found: dict[Subject, list[Rule]] = {subject: [] for subject in Subject}
    for rule in rules:
        found[rule.subject].append(rule)
    return found


def _are_all_read(pointers: tuple[tuple[int | None, ...] | None, ...]) -> bool:
    """Whether all pointers are known: of one that is not, what is written decides."""
    return all(of_line and None not in of_line for of_line in pointers)


def _distances(days: list[date | None]) -> tuple[int | None, ...]:
    """How many days lie between each and the first that is known; empty where all are one."""
    if days.count(days[0] if days else None) == len(days):
        return ()
    start = next(filter(None, days))
    return tuple((day - start).days if day else None for day in days)


def _ask(
    groups: list[_Group], view: Loop, context: Context, around: Loop, judged: list[JudgedView]
) -> None:
    for present, absent, asked in groups:
        if (present and not getattr(view, present)) or (absent and getattr(view, absent)):
            continue
        for rule in asked:
            problems = rule.check(view, context)
            if problems:
                for problem in problems:
                    judged.append((rule, problem, around))


def _remember(memory: dict[Any, Any], key: object, value: object) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[key] = value
