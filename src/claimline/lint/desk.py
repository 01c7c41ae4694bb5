"""Desk: the rules that judge claims of payers alike, and what it remembers of services."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from claimline.claim.facts import NO_CLAIM_FACTS
from claimline.claim.loop import Loop
from claimline.claim.profile import Payer
from claimline.claim.views import (
    ClaimAsSent,
    Level,
    LineAsSent,
    Party,
    Procedure,
    Subscriber,
)
from claimline.codes import Tables
from claimline.findings import Problem
from claimline.lint.matching import Codes, Matching
from claimline.lint.memory import MOST, Memory
from claimline.rules.devices import for_owned_devices
from claimline.rules.rule import (
    Context,
    Problems,
    Reads,
    Rule,
    Service,
    ServiceContext,
    Subject,
)
from claimline.x12.element import CompositeElement, Element

Judged = tuple[Rule, Problem]
Verdict = tuple[Judged, ...]
JudgedView = tuple[Rule, Problem, Loop]
# All that a service rule sees, but for what is the desk's: procedure, period, units, basis and
# place of service.
ServiceKey = tuple[Procedure | None, date | None, Decimal | None, str | None, str | None]
Days = tuple[date, ...]
Check = Callable[[Any, Any], Problems]
Pointers = list[tuple[int | None, ...] | None]

_VIEWS: dict[Subject, type[Loop]] = {
    Subject.LINE: LineAsSent,
    Subject.CLAIM: ClaimAsSent,
    Subject.PARTY: Party,
    Subject.SUBSCRIBER: Subscriber,
}


class _Group(NamedTuple):
    """Rules with their checks, asked where a view passes the gate."""

    gate: Callable[[Loop], object]
    asked: list[tuple[Check, Rule]]


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """Rules to ask: always, with their checks, or in groups; one object for the same rules.

    A group is asked of few views, and looking whether there is an attribute for each would cost
    more than the rules do. So a view that holds none of the attributes `held` is asked `others`
    alone: the groups whose gate is no attribute that a view holds itself.
    """

    always: tuple[tuple[Check, Rule], ...]
    groups: tuple[_Group, ...]
    held: frozenset[str]
    others: tuple[_Group, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """The rules of a desk that a procedure calls for; those across lines by their codes."""

    line_rules: list[Rule]
    day_rules: _Asked
    diagnosis_rules: _Asked
    across_lines: dict[str, Rule]


@dataclass(frozen=True, slots=True, eq=False)
class _OfService:
    """What is known of a service: the verdict about it, and the rules to ask about its line."""

    key: ServiceKey
    verdict: Verdict
    line_rules: _Asked
    plan: _Plan


@dataclass(frozen=True, slots=True, eq=False)
class _Called:
    """The rules about claims that services call for, by what is to be remembered of them."""

    always: _Asked
    of_services: _Asked
    of_diagnoses: _Asked


@dataclass(slots=True)
class Statistics:
    """How often what is known of a service, and of a claim's services, was remembered."""

    hits: int = 0
    misses: int = 0
    claim_hits: int = 0
    claim_misses: int = 0


class Desk:
    """Judges claims by the rules that hold for their payers, which are one but for their names.

    What is remembered: which rules a procedure calls for in a period; a service rule's verdict, by
    all that the rule can see; and what rules were silent about, by all that they look at. `memory`
    False works all out every time, for tests that hold the two to each other.
    """

    def __init__(
        self,
        payer: Payer,
        rules: Iterable[Rule],
        tables: Tables,
        matching: Matching,
        statistics: Statistics,
        *,
        memory: bool = True,
    ) -> None:
        held = list(rules)
        self.rules = {rule.code: rule for rule in held}
        self._profile, self._conventions = payer.profile, payer.conventions
        self._tables = tables
        self._matching = matching
        self._statistics = statistics
        self._service_context = ServiceContext(tables)
        self._of_subject = _by_subject(held)
        self._of_any_claim = {
            rule.code: rule
            for rule in self._of_subject[Subject.CLAIM]
            if not rule.reads.of_procedure
        }
        self._questions = [one for one in self._of_subject[Subject.CLAIM] if one.reads.services]
        most = MOST if memory else 0
        self._plans: Memory[Codes, _Plan] = Memory(most)
        self._asked: Memory[Codes, _Asked] = Memory(most)
        self._by_service: Memory[ServiceKey, _OfService] = Memory(most)
        self._by_plans: Memory[object, _Called] = Memory(most)
        # What rules were silent about: days; diagnoses with the pointers to them. Of a claim whose
        # like all but some rules were silent about, these: its services tell which they are.
        self._silent_days: Memory[object, None] = Memory(most)
        self._silent_diagnoses: Memory[object, None] = Memory(most)
        self._across: Memory[object, _Asked] = Memory(most)
        self._party_rules: dict[tuple[str, date | None], _Asked] = {}
        self._subscriber_rules = self._grouped(
            rule for rule in self._of_subject[Subject.SUBSCRIBER] if rule.undated
        )

    def judge_claim(self, claim: ClaimAsSent, context: Context) -> list[JudgedView]:
        """The problems of a claim, its lines and the parties named in it."""
        judged: list[JudgedView] = []
        services: list[_OfService] = []
        days: list[Days | None] = []
        periods, by_service = self._matching.periods, self._by_service
        place, hits = claim.place_of_service, 0
        for line in claim.lines:
            dates = line.service_dates
            on = periods[dates[0]] if dates else None
            key = line.procedure, on, line.units, line.basis, line.place_of_service or place
            try:
                service = by_service[key]
                hits += 1
            except KeyError:
                service = self._about_service(key)
            for rule, problem in service.verdict:
                judged.append((rule, problem, line))
            day_rules = service.plan.day_rules
            if day_rules.always:
                span = day_rules, dates, context.today
                if not self._silent_days.knows(span) and _ask(
                    day_rules, line, context, line, judged
                ):
                    self._silent_days.keep(span, None)
            _ask(service.line_rules, line, context, line, judged)
            if line.providers:
                self._judge_parties(line.providers, on, context, line, judged)
            services.append(service)
            days.append(dates)
        self._statistics.hits += hits
        self._judge_across(services, days, claim, context, judged)
        if claim.providers:
            first = _first_period(services)
            self._judge_parties(claim.providers, first, context, claim, judged)
        return _held_in(context.jurisdiction, judged)

    def judge_level(self, level: Level, context: Context) -> list[JudgedView]:
        """The problems of a billing provider, subscriber or patient."""
        judged: list[JudgedView] = []
        self._judge_parties(level.parties, None, context, level, judged)
        if isinstance(level, Subscriber):
            _ask(self._subscriber_rules, level, context, level, judged)
        return _held_in(context.jurisdiction, judged)

    def _judge_across(
        self,
        services: list[_OfService],
        days: list[Days | None],
        claim: ClaimAsSent,
        context: Context,
        judged: list[JudgedView],
    ) -> None:
        """Ask the rules about the claim, but those that are known to be silent about its like."""
        owned = for_owned_devices(claim, self._tables)
        pointers = [line.diagnosis_pointers for line in claim.lines]
        like = (*services, _distances(days), owned, *pointers, *claim.diagnoses)
        is_plain = claim.facts is NO_CLAIM_FACTS
        if is_plain:
            try:
                _ask(self._across[like], claim, context, claim, judged)
                self._statistics.claim_hits += 1
                return
            except KeyError:
                pass
        self._statistics.claim_misses += 1
        called = self._called_for(services)
        _ask(called.always, claim, context, claim, judged)
        quiet = _ask(called.of_services, claim, context, claim, judged)
        quiet &= self._judge_diagnoses(called, services, pointers, claim, context, judged)
        if quiet and is_plain and _are_all_read(pointers):
            self._across.keep(like, called.always)

    def _judge_diagnoses(
        self,
        called: _Called,
        services: list[_OfService],
        pointers: Pointers,
        claim: ClaimAsSent,
        context: Context,
        judged: list[JudgedView],
    ) -> bool:
        """Ask the rules about diagnoses; whether they are silent."""
        quiet = True
        periods = [service.key[1] for service in services]
        like = (called.of_diagnoses, *periods, *pointers, *claim.diagnoses)
        if not self._silent_diagnoses.knows(like):
            quiet = _ask(called.of_diagnoses, claim, context, claim, judged)
            if quiet and _are_all_read(pointers):
                self._silent_diagnoses.keep(like, None)
        for line, service in zip(claim.lines, services, strict=True):
            quiet &= _ask(service.plan.diagnosis_rules, line, context, line, judged)
        return quiet

    def _judge_parties(
        self,
        parties: Iterable[Party],
        on: date | None,
        context: Context,
        around: Loop,
        judged: list[JudgedView],
    ) -> None:
        for party in parties:
            key = party.loop, on
            asked = self._party_rules.get(key)
            if asked is None:
                asked = self._party_rules[key] = self._rules_of_parties(*key)
            if asked.always or asked.groups:
                _ask(asked, party, context, around, judged)

    # What is known

    def _about_service(self, key: ServiceKey) -> _OfService:
        procedure, on, *_ = key
        self._statistics.misses += 1
        called = self._matching.called_for(procedure, on)
        plan = self._plan(called.codes)
        service = self._service(key)
        if service is None:
            found = _OfService(key, (), self._grouped(plan.line_rules), plan)
            return self._by_service.keep(key, found)
        verdict = [(self.rules[code], one) for code, one in called.said if code in self.rules]
        verdict += [
            (rule, problem)
            for code in called.open
            if (rule := self.rules.get(code))
            for problem in rule.check(service, self._service_context)
        ]
        asked = [one for one in plan.line_rules if one.reads.match_service(service)]
        found = _OfService(key, tuple(verdict), self._grouped(asked), plan)
        return self._by_service.keep(key, found)

    def _service(self, key: ServiceKey) -> Service | None:
        procedure, on, units, basis, place = key
        if procedure is None:
            return None
        return Service(procedure, on, units, basis, place, self._profile, self._conventions)

    def _plan(self, codes: Codes) -> _Plan:
        """What a procedure that calls for these rules is judged by."""
        try:
            return self._plans[codes]
        except KeyError:
            by_subject = _by_subject(self.rules[code] for code in codes if code in self.rules)
            of_line = by_subject[Subject.LINE]
            plan = _Plan(
                [rule for rule in of_line if rule.reads.looks_at_all],
                self._grouped(rule for rule in of_line if rule.reads.only_days),
                self._grouped(rule for rule in of_line if rule.reads.only_diagnoses),
                {rule.code: rule for rule in by_subject[Subject.CLAIM]},
            )
            return self._plans.keep(codes, plan)

    def _called_for(self, services: list[_OfService]) -> _Called:
        """The rules about claims that these services call for, side by side."""
        first = _first_period(services)
        plans = tuple(dict.fromkeys([service.plan for service in services]))
        seen = [self._service(service.key) for service in services]
        wanted = tuple([one.code for one in self._questions if one.reads.match_services(seen)])
        try:
            return self._by_plans[plans, first, wanted]
        except KeyError:
            called_for = dict(self._of_any_claim)
            for plan in plans:
                called_for |= plan.across_lines
            rules = [
                rule
                for rule in called_for.values()
                if rule.holds_on(first) and (rule.reads.services is None or rule.code in wanted)
            ]
            called = _Called(
                self._grouped(rule for rule in rules if rule.reads.looks_at_all),
                self._grouped(rule for rule in rules if rule.reads.only_services),
                self._grouped(rule for rule in rules if rule.reads.only_diagnoses),
            )
            return self._by_plans.keep((plans, first, wanted), called)

    def _rules_of_parties(self, loop: str, on: date | None) -> _Asked:
        return self._grouped(
            rule
            for rule in self._of_subject[Subject.PARTY]
            if rule.holds_on(on) and (not rule.reads.loops or loop in rule.reads.loops)
        )

    def _grouped(self, rules: Iterable[Rule]) -> _Asked:
        held = list(rules)
        codes = tuple([rule.code for rule in held])
        try:
            return self._asked[codes]
        except KeyError:
            return self._asked.keep(codes, _asked(held))


def _asked(rules: Iterable[Rule]) -> _Asked:
    """The rules in their groups."""
    always, groups = [], dict[object, _Group]()
    held, others = set[str](), list[_Group]()
    for rule in rules:
        reads = rule.reads
        if not (reads.present or reads.absent):
            always.append((rule.check, rule))
            continue
        key = frozenset(reads.present), reads.absent
        if key not in groups:
            groups[key] = _Group(_gate(reads), [])
            if reads.present and all(_is_held(name, rule.subject) for name in reads.present):
                held.update(reads.present)
            else:
                others.append(groups[key])
        groups[key].asked.append((rule.check, rule))
    return _Asked(tuple(always), tuple(groups.values()), frozenset(held), tuple(others))


def _gate(reads: Reads) -> Callable[[Loop], object]:
    """Whether a view has one of the attributes that are to be present, and not the absent one."""
    looks = [attrgetter(name) for name in reads.present]
    if len(looks) == 1 and not reads.absent:
        return looks[0]
    absent = attrgetter(reads.absent) if reads.absent else None
    return lambda view: (
        (not looks or any(look(view) for look in looks)) and not (absent and absent(view))
    )


def _is_held(name: str, subject: Subject) -> bool:
    """Whether a view that has something there holds it as an attribute of its own.

    So it does for an Element that reading fills, and for what its class has a plain default for;
    a property is worked out, and what every view sets itself is always held.
    """
    view = _VIEWS[subject]
    if not hasattr(view, name):
        return False
    declared = getattr(view, name)
    return type(declared) in (Element, CompositeElement) or not hasattr(declared, "__get__")


def _by_subject(rules: Iterable[Rule]) -> dict[Subject, list[Rule]]:
    found: dict[Subject, list[Rule]] = {subject: [] for subject in Subject}
    for rule in rules:
        found[rule.subject].append(rule)
    return found


def _held_in(jurisdiction: str | None, judged: list[JudgedView]) -> list[JudgedView]:
    """What rules say that hold in a jurisdiction."""
    return judged and [one for one in judged if one[0].holds_in(jurisdiction)]


def _first_period(services: list[_OfService]) -> date | None:
    """The period of the first of the services whose day could be read."""
    return min(filter(None, [service.key[1] for service in services]), default=None)


def _are_all_read(pointers: Pointers) -> bool:
    """Whether all pointers are known: of one that is not, what is written decides."""
    return all(of_line and None not in of_line for of_line in pointers)


def _distances(days: list[Days | None]) -> tuple[tuple[int, ...] | None, ...]:
    """How many days lie between those of each line and the first that is known.

    Empty where all lines have the same, or none: the periods of their services tell which.
    """
    if days.count(days[0] if days else None) == len(days):
        return ()
    start = next(filter(None, days))[0]
    return tuple([tuple([(day - start).days for day in span]) if span else None for span in days])


def _ask(
    asked: _Asked, view: Loop, context: Context, around: Loop, judged: list[JudgedView]
) -> bool:
    """Ask rules about a view, and add what they say; whether they said nothing."""
    before = len(judged)
    for check, rule in asked.always:
        if problems := check(view, context):
            judged += [(rule, problem, around) for problem in problems]
    if asked.groups:
        groups = asked.others if asked.held.isdisjoint(view.__dict__) else asked.groups
        for gate, gated in groups:
            if gate(view):
                for check, rule in gated:
                    if problems := check(view, context):
                        judged += [(rule, problem, around) for problem in problems]
    return len(judged) == before
