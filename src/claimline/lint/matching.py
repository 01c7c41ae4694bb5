"""Matching: which rules a procedure calls for on a day, by what they say they read of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from claimline.claim.views import Procedure
from claimline.codes import Attributes, CodeList, Tables
from claimline.findings import Problem
from claimline.lint.memory import MOST, Memory
from claimline.rules.rule import EVERYTHING, Reads, Rule, Service, ServiceContext, Subject

_OF_LINES = (Subject.SERVICE, Subject.LINE)

Codes = tuple[str, ...]
"""The codes of rules."""


@dataclass(frozen=True, slots=True, eq=False)
class Called:
    """The rules that a procedure calls for in a period, by their codes.

    Of those about services, `said` is what those found that look at nothing else of a service;
    `open` are the others.
    """

    codes: Codes
    said: tuple[tuple[str, Problem], ...]
    open: Codes


class Periods(Memory[date, date]):
    """The spans of days within which no table and no rule changes.

    `periods[day]` is the day that stands for the whole span a day lies in.
    """

    def __init__(self, tables: Tables, rules: Iterable[Rule]) -> None:
        super().__init__()
        held = list(rules)
        ends = {rule.until + timedelta(days=1) for rule in held if rule.until}
        starts = {rule.since for rule in held if rule.since}
        self._edges = sorted({*tables.boundaries(), *starts, *ends})

    def __missing__(self, on: date) -> date:
        at = bisect_right(self._edges, on)
        return self.keep(on, self._edges[at - 1] if at else date.min)


class _InForce:
    """The rules in force on a day for codes of one beginning, by what they ask of a code."""

    def __init__(self) -> None:
        self.of_nothing: list[str] = []
        self.of_attributes: list[tuple[Callable[[Attributes], object], list[str]]] = []
        self.of_lists: list[tuple[Collection[CodeList], list[str]]] = []
        self.of_more: list[tuple[Reads, list[str]]] = []

    def add(self, reads: Reads, codes: list[str]) -> None:
        """Add rules that ask the same of a code."""
        if reads == EVERYTHING:
            self.of_nothing += codes
        elif reads.attributes and reads == Reads(attributes=reads.attributes):
            self.of_attributes.append((reads.attributes, codes))
        elif reads.lists and reads == Reads(lists=reads.lists):
            self.of_lists.append((reads.lists, codes))
        else:
            self.of_more.append((reads, codes))


class Matching:
    """Tells the rules that a procedure calls for, whoever pays; payers that judge share it.

    Rules that ask the same of a code are asked about together, and once a code and period.
    """

    def __init__(self, rules: Iterable[Rule], tables: Tables, *, memory: bool = True) -> None:
        held = list(rules)
        self.periods = Periods(tables, held)
        self._tables = tables
        self._context = ServiceContext(tables)
        self._service_rules = {one.code: one for one in held if one.subject is Subject.SERVICE}
        self._by_beginning: dict[str, dict[Reads, list[Rule]]] = {}
        self._of_modifiers: dict[Reads, list[Rule]] = {}
        for rule in held:
            if rule.subject in _OF_LINES or (
                rule.subject is Subject.CLAIM and rule.reads.of_procedure
            ):
                self._index(rule)
        most = MOST if memory else 0
        self._by_procedure: Memory[tuple[Procedure | None, date | None], Called] = Memory(most)
        self._by_code: Memory[tuple[str, date | None], Codes] = Memory(most)
        self._by_day: Memory[date | None, dict[str, _InForce]] = Memory(most)
        self._sets: Memory[Codes, Codes] = Memory(most)
        self._refusals: Memory[Codes | None, frozenset[str]] = Memory(most)

    def called_for(self, procedure: Procedure | None, on: date | None) -> Called:
        """The rules about services and lines in force on a day that match a procedure, and those
        across lines that match it on whichever.
        """
        key = procedure, on
        try:
            return self._by_procedure[key]
        except KeyError:
            code = (procedure.code if procedure else None) or ""
            refused = self._refused(procedure.modifiers if procedure else None)
            codes = tuple([one for one in self._matching(code, on) if one not in refused])
            found = self._called(self._one_of_equal(codes), procedure, on)
            return self._by_procedure.keep(key, found)

    def _called(self, codes: Codes, procedure: Procedure | None, on: date | None) -> Called:
        """What the rules about services find in the procedure alone, whoever pays."""
        if procedure is None:
            return Called(codes, (), ())
        said: list[tuple[str, Problem]] = []
        left = []
        alone = Service.alone(procedure, on)
        for code in codes:
            rule = self._service_rules.get(code)
            if rule is None:
                continue
            try:
                said += [(code, problem) for problem in rule.check(alone, self._context)]
            except AttributeError:
                left.append(code)
        return Called(codes, tuple(said), tuple(left))

    def _index(self, rule: Rule) -> None:
        reads = rule.reads
        if reads.of_modifiers:
            question = Reads(modifiers=frozenset(reads.modifiers), without=frozenset(reads.without))
            self._of_modifiers.setdefault(question, []).append(rule)
        # That a code is one of these, or begins so, is what it is looked up by.
        question = Reads(
            letters=reads.letters if reads.codes else "",
            noc=reads.noc,
            attributes=reads.attributes,
            lists=frozenset(reads.lists),
            is_a=reads.is_a,
            listed=reads.listed,
        )
        for beginning in reads.codes or reads.letters or ("",):
            self._by_beginning.setdefault(beginning, {}).setdefault(question, []).append(rule)

    def _matching(self, code: str, on: date | None) -> Codes:
        """The rules that match a code."""
        key = code, on
        try:
            return self._by_code[key]
        except KeyError:
            attributes = self._tables.attributes(code)
            lists = {row.name for row in self._tables.listings(code, on)} if on else set()
            in_force = self._in_force(on)
            found: list[str] = []
            for beginning in dict.fromkeys((code, code[:1], "")):
                asked = in_force.get(beginning)
                if asked is None:
                    continue
                found += asked.of_nothing
                if attributes is not None:
                    for holds, codes in asked.of_attributes:
                        if holds(attributes):
                            found += codes
                if lists:
                    for wanted, codes in asked.of_lists:
                        if not lists.isdisjoint(wanted):
                            found += codes
                for reads, codes in asked.of_more:
                    if reads.match_code(code, self._tables, on):
                        found += codes
            return self._by_code.keep(key, self._one_of_equal(tuple(found)))

    def _one_of_equal(self, codes: Codes) -> Codes:
        """The same codes, in one tuple for all that hold them."""
        try:
            return self._sets[codes]
        except KeyError:
            return self._sets.keep(codes, codes)

    def _in_force(self, on: date | None) -> dict[str, _InForce]:
        """The rules in force on a day, by the beginning of a code."""
        try:
            return self._by_day[on]
        except KeyError:
            found = {}
            for beginning, asked in self._by_beginning.items():
                found[beginning] = _InForce()
                for reads, rules in asked.items():
                    found[beginning].add(
                        reads,
                        [
                            rule.code
                            for rule in rules
                            if rule.subject is Subject.CLAIM or rule.holds_on(on)
                        ],
                    )
            return self._by_day.keep(on, found)

    def _refused(self, modifiers: tuple[str, ...] | None) -> frozenset[str]:
        """The rules that do not match these modifiers, or a line without a procedure."""
        try:
            return self._refusals[modifiers]
        except KeyError:
            found = frozenset(
                rule.code
                for reads, rules in self._of_modifiers.items()
                if modifiers is None or not reads.match_modifiers(modifiers)
                for rule in rules
            )
            return self._refusals.keep(modifiers, found)
