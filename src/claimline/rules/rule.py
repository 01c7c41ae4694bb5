"""Rule: a judgement with its code, severity, sources, examples, reason and remedy.

A rule is a function of a subject and a context that gives its problems, wrapped by one of the
decorators below. As a rule it is a generator; where it is asked about every claim, line or party,
a plain function that returns `()` when nothing is wrong costs half as much. The decorator registers
nothing; `rules.registry` finds the rules. The docstring is the rule's page: its first line states
the fact, `## Why` and `## Fix` follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from inspect import cleandoc
from typing import Any

from claimline.claim.loop import as_designator
from claimline.claim.profile import Conventions, Payer, Profile
from claimline.claim.views import ClaimAsSent, LineAsSent, Party, Procedure, Side, Subscriber
from claimline.codes import Attributes, CodeList, Tables
from claimline.findings import Place, Problem, Severity, Source
from claimline.rules.devices import Devices, Part, devices_of
from claimline.x12.element import Element

Problems = Iterable[Problem]

FactsGiven = Mapping[str, Any] | Sequence[Mapping[str, Any]]
"""Records of the side file for an example; one that names no claim and line is of the first."""


class Subject(StrEnum):
    """What a rule is asked about."""

    SERVICE = "service"
    LINE = "line"
    CLAIM = "claim"
    PARTY = "party"
    SUBSCRIBER = "subscriber"
    STRUCTURE = "structure"


class Confidence(StrEnum):
    """How a rule is known: read in a publication, following from one, or plausible (then off)."""

    PUBLISHED = "published"
    LIKELY = "likely"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Reads:
    """What must hold for a rule to be asked at all; what is not said does not matter.

    Say all that is true: the engine indexes rules by it, and one whose `reads` do not match costs
    a claim nothing.

    Of the procedure: `codes` are codes of which its own must be one, `letters` the first letters it
    may have, `noc` a non-specific code; `attributes` is a question about those that the tables have
    of it, and on one of `lists` it must stand at the date of service. `is_a` is a question to the
    tables whose answer must not be empty, such as `Tables.is_dmepos`, and `listed` one that is
    asked with the date of service, such as `Tables.coverage_family`. Of its modifiers one of
    `modifiers` must be there, and none of `without`. A rule about claims is asked where one of the
    lines matches all of that; of a rule about parties or subscribers none of it can be said.

    `service` is a question about a line's service that a rule about lines has before it is asked,
    such as whether its units are above zero; `services` one of a rule about claims, about the
    services of the lines side by side (None for one without a procedure), such as whether two are
    of the same code. What is not in a `Service` cannot change the answer, which is remembered.

    Of the line, claim, party or subscriber: of the attributes `present` one must have a value,
    `absent` names one that must have none. Of a party: `loops` are loop ids of which its own must
    be one.

    What a rule looks at, where it is little: that it is silent about it is remembered, so that it
    costs little however much it compares. All else is for placing a problem and for its words:
    charges, notes, names, the day itself. Neither the jurisdiction nor an attribute that is there
    or not is remembered with it.

    `only_services`, of a rule about claims: the services of the lines, that is procedures, units,
    basis and place of service, the days between them, what the tables say on those days, devices
    (`Context.devices`) and the facts of the claim. `only_diagnoses`, of a rule about claims: their
    diagnoses, the pointers of their lines and what the tables say on those days; of a rule about
    lines the service of the line as well. `only_days`, of a rule about lines: the days of service
    and the present day.

    `of_code`, `of_modifiers` and `of_procedure` say whether anything is asked of the code, of
    modifiers, or of one of them; `looks_at_all` that no `only_` is said.
    """

    codes: Collection[str] = ()
    letters: str = ""
    noc: bool = False
    attributes: Callable[[Attributes], object] | None = None
    lists: Collection[CodeList] = ()
    is_a: Callable[[Tables, str], object] | None = None
    listed: Callable[[Tables, str, date], object] | None = None
    modifiers: Collection[str] = ()
    without: Collection[str] = ()
    present: Collection[str] = ()
    absent: str = ""
    loops: Collection[str] = ()
    only_services: bool = False
    only_diagnoses: bool = False
    only_days: bool = False
    service: Callable[[Service], bool] | None = None
    services: Callable[[Sequence[Service | None]], bool] | None = None

    of_code: bool = field(init=False)
    of_modifiers: bool = field(init=False)
    of_procedure: bool = field(init=False)
    looks_at_all: bool = field(init=False)

    def __post_init__(self) -> None:
        for name in ("codes", "lists", "modifiers", "without", "present", "loops"):
            if isinstance(getattr(self, name), str):
                raise ValueError(f"{name} is one text, not a collection of them")
        if self.only_services + self.only_diagnoses + self.only_days > 1:
            raise ValueError("a rule looks only at services, only at diagnoses or only at days")
        of_tables = self.attributes or self.lists or self.is_a or self.listed
        of_code = bool(self.codes or self.letters or self.noc or of_tables)
        of_modifiers = bool(self.modifiers or self.without)
        only_some = self.only_services or self.only_diagnoses or self.only_days
        object.__setattr__(self, "of_code", of_code)
        object.__setattr__(self, "of_modifiers", of_modifiers)
        object.__setattr__(self, "of_procedure", of_code or of_modifiers)
        object.__setattr__(self, "looks_at_all", not only_some)

    def match_code(self, code: str, tables: Tables, on: date | None) -> bool:
        """Whether all that is asked of a code holds for it on a date of service."""
        return (
            (not self.codes or code in self.codes)
            and (not self.letters or code.startswith(tuple(self.letters)))
            and (not self.noc or tables.is_noc(code) is not None)
            and (self.is_a is None or bool(self.is_a(tables, code)))
            and self._match_attributes(tables.attributes(code))
            and self._match_lists(code, tables, on)
        )

    def _match_attributes(self, attributes: Attributes | None) -> bool:
        if self.attributes is None:
            return True
        return attributes is not None and bool(self.attributes(attributes))

    def _match_lists(self, code: str, tables: Tables, on: date | None) -> bool:
        if on is None:
            return not self.lists and self.listed is None
        on_one = not self.lists or any(tables.listed(name, code, on) for name in self.lists)
        return on_one and (self.listed is None or bool(self.listed(tables, code, on)))

    def match_modifiers(self, modifiers: Iterable[str]) -> bool:
        """Whether all that is asked of modifiers holds for these."""
        if not self.of_modifiers:
            return True
        found = frozenset(modifiers)
        return (not self.modifiers or not found.isdisjoint(self.modifiers)) and found.isdisjoint(
            self.without
        )

    def match_service(self, service: Service) -> bool:
        """Whether what is asked of a service holds for this one."""
        return self.service is None or self.service(service)

    def match_services(self, services: Sequence[Service | None]) -> bool:
        """Whether what is asked of the services of a claim holds for these."""
        return self.services is None or self.services(services)


EVERYTHING = Reads()


@dataclass(frozen=True, slots=True)
class Setting:
    """What an example is judged with: payer, present day, and the day of service of its template.

    `as_of` None leaves BHT04 to say the present day.
    """

    profile: Profile = Profile.MEDICARE_DME
    jurisdiction: str | None = "B"
    as_of: date | None = None


DEFAULT_SETTING = Setting()


@dataclass(frozen=True, slots=True)
class Bad:
    """A fragment a rule must flag, laid into the template claim.

    `at` is the designator flagged, or all of them, each `"SV101-4"`, or `"2 SV101-4"` for line 2;
    `severity` says that the problem is below the rule's own; `facts` is what the side file says.
    """

    segments: str
    at: str | tuple[str, ...]
    setting: Setting = DEFAULT_SETTING
    severity: Severity | None = None
    facts: FactsGiven = ()


@dataclass(frozen=True, slots=True, init=False)
class Good:
    """A fragment a rule must pass over: what the bad one should have been."""

    segments: str
    setting: Setting
    facts: FactsGiven

    def __init__(
        self, *segments: str, setting: Setting = DEFAULT_SETTING, facts: FactsGiven = ()
    ) -> None:
        object.__setattr__(self, "segments", "".join(segments))
        object.__setattr__(self, "setting", setting)
        object.__setattr__(self, "facts", facts)


Example = Bad | Good


@dataclass(frozen=True, slots=True)
class Service:
    """All a service rule sees of a line, which is all its verdict is remembered by.

    `on` stands for the date of service: the first day of the period, between two dates at which any
    table or rule changes, that the service falls in; None when the date could not be read. Do not
    print it. `units` is None when absent or unreadable. `profile` and `conventions` are those of
    the payer.
    """

    procedure: Procedure
    on: date | None
    units: Decimal | None
    basis: str | None
    place_of_service: str | None
    profile: Profile
    conventions: Conventions

    @classmethod
    def alone(cls, procedure: Procedure, on: date | None) -> Service:
        """A service of which nothing more is known: what asks for more raises AttributeError.

        What a rule finds in it, it finds in every service of the procedure in the period.
        """
        service = object.__new__(cls)
        object.__setattr__(service, "procedure", procedure)
        object.__setattr__(service, "on", on)
        return service

    @property
    def code(self) -> str:
        """The procedure code, upper case; empty when absent."""
        return self.procedure.code or ""

    @property
    def modifiers(self) -> tuple[str, ...]:
        """Its modifiers in order, upper case."""
        return self.procedure.modifiers

    @property
    def sides(self) -> frozenset[Side]:
        """The sides its RT and LT modifiers name."""
        return self.procedure.sides

    @property
    def side(self) -> Side | None:
        """The side, where RT and LT name just one."""
        return self.procedure.side

    def at(self, element: Element[Any] | str) -> Place:
        """The place of an element of the line, for a problem."""
        return Place(str(as_designator(element)))

    def modifier_at(self, index: int) -> Place:
        """The place of its modifier number `index`, from 0."""
        return self.at(self.procedure.modifier_at(index))

    def modifier_place(self, modifier: str) -> Place:
        """The place of its first modifier of that value, which it must carry."""
        return self.at(self.procedure.modifier_place(modifier))


@dataclass(frozen=True, slots=True)
class ServiceContext:
    """What surrounds a service: the code tables."""

    codes: Tables


@dataclass(slots=True)
class Context:
    """What surrounds a line, a claim or a party: code tables, payer, present day.

    `today` is BHT04 of the transaction set, else GS04, or what the user said; None if none can be
    read. `payer` is that of the claim. `earlier_claim` says whether CLM01 stood on an earlier claim
    of the file.
    """

    codes: Tables
    payer: Payer
    today: date | None
    earlier_claim: bool = False
    _devices: Devices | None = field(default=None, init=False, repr=False)

    def devices(self, claim: ClaimAsSent) -> Devices:
        """The claim's lines as devices, grouped when first asked for; `claim` is the one judged."""
        if self._devices is None:
            self._devices = devices_of(claim, self.codes)
        return self._devices

    def is_on(self, name: CodeList, item: LineAsSent | Part) -> bool:
        """Whether the code of a line or part stood on a list of the tables on its day."""
        code, on = item.code, item.service_date
        return bool(code and on and self.codes.listed(name, code, on))

    @property
    def profile(self) -> Profile:
        """The payer profile."""
        return self.payer.profile

    @property
    def jurisdiction(self) -> str | None:
        """The DME MAC jurisdiction A to D, where the claim names it."""
        return self.payer.jurisdiction


ServiceCheck = Callable[[Service, ServiceContext], Problems]
LineCheck = Callable[[LineAsSent, Context], Problems]
ClaimCheck = Callable[[ClaimAsSent, Context], Problems]
PartyCheck = Callable[[Party, Context], Problems]
SubscriberCheck = Callable[[Subscriber, Context], Problems]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `check` yields the problems of a subject.

    `profiles` None holds for all; `jurisdictions` None likewise. It holds for service dates from
    `since` to `until`. `yields_to` are narrower rules for the same cause: where one says as much or
    more of the same line, it is silent. One that is said `once` is reported for the first subject
    of a run only. `statuses` are the 277CA category:status codes and
    `remittance` the CARC and RARC that it foresees; `acknowledgment` is the 999 code of what it
    finds.
    """

    code: str
    name: str
    severity: Severity
    subject: Subject
    check: Callable[[Any, Any], Problems]
    title: str
    why: str
    remedy: str
    sources: tuple[Source, ...]
    examples: tuple[Example, ...]
    reads: Reads = EVERYTHING
    profiles: frozenset[Profile] | None = None
    jurisdictions: frozenset[str] | None = None
    since: date | None = None
    until: date | None = None
    yields_to: frozenset[str] = frozenset()
    statuses: tuple[str, ...] = ()
    remittance: tuple[str, ...] = ()
    acknowledgment: str | None = None
    confidence: Confidence = Confidence.PUBLISHED
    selected: bool = True
    once: bool = False
    undated: bool = field(init=False)

    def __post_init__(self) -> None:
        self._check_reads()
        object.__setattr__(self, "undated", self.since is None and self.until is None)

    def _check_reads(self) -> None:
        """Whether it says of itself what can be said of a rule about its subject."""
        reads = self.reads
        of_lines, of_claims = self.subject is Subject.LINE, self.subject is Subject.CLAIM
        wrong = [
            name
            for name, said, allowed in (
                ("only_services", reads.only_services, of_claims),
                ("only_diagnoses", reads.only_diagnoses, of_claims or of_lines),
                ("only_days", reads.only_days, of_lines),
                ("service", reads.service, of_lines and reads.looks_at_all),
                ("services", reads.services, of_claims),
                ("present", reads.present, reads.looks_at_all),
                ("absent", reads.absent, reads.looks_at_all),
            )
            if said and not allowed
        ]
        if wrong:
            raise ValueError(f"{self.code}: {wrong[0]} cannot be said of this rule")

    @property
    def family(self) -> str:
        """The three letters or digits its code begins with."""
        return self.code[:3]

    def holds_for(self, profile: Profile) -> bool:
        """Whether claims of payers of that profile are judged by it."""
        return self.profiles is None or profile in self.profiles

    def holds_in(self, jurisdiction: str | None) -> bool:
        """Whether it holds where the payer is of that jurisdiction."""
        return self.jurisdictions is None or jurisdiction in self.jurisdictions

    def holds_on(self, on: date | None) -> bool:
        """Whether it holds for a date of service; one bound to dates is silent without a date."""
        if on is None:
            return self.undated
        return (self.since is None or on >= self.since) and (self.until is None or on <= self.until)


def _decorator(subject: Subject) -> Callable[..., Callable[[Callable[..., Problems]], Rule]]:
    def for_subject(
        code: str,
        severity: Severity,
        *,
        sources: Iterable[Source],
        examples: Iterable[Example],
        reads: Reads = EVERYTHING,
        profiles: Iterable[Profile] | None = None,
        jurisdictions: Iterable[str] | None = None,
        since: date | None = None,
        until: date | None = None,
        yields_to: Iterable[str] = (),
        statuses: Iterable[str] = (),
        remittance: Iterable[str] = (),
        acknowledgment: str | None = None,
        confidence: Confidence = Confidence.PUBLISHED,
        selected: bool = True,
        once: bool = False,
    ) -> Callable[[Callable[..., Problems]], Rule]:
        def wrap(check: Callable[..., Problems]) -> Rule:
            title, why, remedy = page_of(check.__doc__ or "")
            return Rule(
                code=code,
                name=check.__name__.replace("_", "-"),
                severity=severity,
                subject=subject,
                check=check,
                title=title,
                why=why,
                remedy=remedy,
                sources=tuple(sources),
                examples=tuple(examples),
                reads=reads,
                profiles=None if profiles is None else frozenset(profiles),
                jurisdictions=None if jurisdictions is None else frozenset(jurisdictions),
                since=since,
                until=until,
                yields_to=frozenset(yields_to),
                statuses=tuple(statuses),
                remittance=tuple(remittance),
                acknowledgment=acknowledgment,
                confidence=confidence,
                selected=selected,
                once=once,
            )

        return wrap

    return for_subject


service_rule = _decorator(Subject.SERVICE)
line_rule = _decorator(Subject.LINE)
claim_rule = _decorator(Subject.CLAIM)
party_rule = _decorator(Subject.PARTY)
subscriber_rule = _decorator(Subject.SUBSCRIBER)


def page_of(docstring: str) -> tuple[str, str, str]:
    """Title, Why and Fix of a rule's docstring; empty where a part is missing."""
    parts = re.split(r"^## (\w+)\s*$", cleandoc(docstring), flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
    return parts[0].strip().rstrip("."), sections.get("Why", ""), sections.get("Fix", "")
