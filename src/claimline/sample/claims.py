"""Drawing the claims of a batch, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, count, islice
from random import Random

from claimline.sample.data_files import (
    DiagnosisSet,
    Payer,
    PlannedLine,
    Scenario,
    load_scenarios,
)
from claimline.sample.identifiers import (
    medicare_beneficiary_identifier,
    member_number,
    tracking_number,
)
from claimline.sample.people import Cast, Person, Practitioner

FIRST_SERVICE_DATE = date(2025, 10, 1)
"""Diagnosis codes are of fiscal year 2026: no date of service lies before its first day."""

_SERVICE_DAYS = 120
_ADJUDICATION_DAYS = 21
_ORDERING_PROVIDERS = 500
_AGES = {"infants": (0, 2), "children": (3, 17)}  # in years
_SEXES = {"women": "F", "men": "M"}
_ADULT = 18
_INDEPENDENT = 26  # a patient with a parent's cover is younger
_MEDICARE_AGES = (65, 95)
_LAST_WORKING_AGE = 65
_MOST_LINES = 50
_FIRST_SERIALS = 900_000_000
_MOST_POINTERS = 4


@dataclass(frozen=True, slots=True)
class Payment:
    """What an earlier payer did with a charge, in cents; the three add up to it."""

    paid: int
    contractual: int
    patient: int


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A service line; `charge` in cents, `pointers` counted from 1."""

    code: str
    modifiers: tuple[str, ...]
    description: str | None
    note: str | None
    charge: int
    units: int
    pointers: tuple[int, ...]
    tracking_number: str | None


@dataclass(frozen=True, slots=True)
class SampleClaim:
    """A claim with the people in it.

    `relationship` is that of the patient to a subscriber who is someone else, named by
    `subscriber_name`; None where the patient is the subscriber.
    """

    number: str
    patient: Person
    subscriber_name: tuple[str, str]
    relationship: str | None
    member_identifier: str
    first_member_identifier: str | None
    place: str
    service_date: date
    adjudication_date: date
    diagnoses: tuple[str, ...]
    lines: tuple[SampleLine, ...]
    ordering: Practitioner

    @property
    def charge(self) -> int:
        """The sum of the line charges, in cents."""
        return sum(line.charge for line in self.lines)


def payment(charge: int) -> Payment:
    """What an earlier payer did with `charge` cents: allowed 70 %, of which it paid 80 %."""
    allowed = charge * 7 // 10
    paid = allowed * 8 // 10
    return Payment(paid=paid, contractual=charge - allowed, patient=allowed - paid)


class ClaimSource:
    """Draws claims from one random source; no two share an identifier."""

    def __init__(self, random: Random, cast: Cast, as_of: date) -> None:
        self._random = random
        self._cast = cast
        self._as_of = as_of
        self._first_day = max(FIRST_SERVICE_DATE, as_of - timedelta(days=_SERVICE_DAYS))
        scenarios = load_scenarios()
        self._scenarios = {
            is_medicare: _weighted(scenarios, "others" if is_medicare else "medicare")
            for is_medicare in (True, False)
        }
        self._ordering = cast.practitioners(_ORDERING_PROVIDERS)
        self._serial = random.randrange(_FIRST_SERIALS)

    def claim(self, payer: Payer, first_payer: Payer) -> SampleClaim:
        """The next claim to `payer`; a secondary claim is one that `first_payer` has paid on."""
        self._serial += 1
        scenario = self._scenario(payer)
        is_child = scenario.patients in _AGES
        is_dependent = bool(payer.dependents) if is_child else self._happens(payer.dependents)
        is_secondary = not (is_child or is_dependent) and self._happens(payer.secondary)
        over_65 = payer.is_medicare or (is_secondary and first_payer.is_medicare)
        patient = self._patient(scenario, payer, _ages(scenario, over_65, is_dependent))
        service_date = self._service_date()
        sides = self._sides(scenario)
        diagnosis_set = self._random.choice(scenario.diagnoses)
        diagnoses = _diagnoses(diagnosis_set, sides)
        return SampleClaim(
            number=f"S{self._serial:09d}",
            patient=patient,
            subscriber_name=self._subscriber_name(patient, is_dependent),
            relationship=self._relationship(patient) if is_dependent else None,
            member_identifier=self._member_identifier(payer),
            first_member_identifier=self._member_identifier(first_payer) if is_secondary else None,
            place=self._random.choice(payer.places),
            service_date=service_date,
            adjudication_date=min(service_date + timedelta(days=_ADJUDICATION_DAYS), self._as_of),
            diagnoses=diagnoses,
            lines=tuple(self._lines(scenario, sides, diagnosis_set, diagnoses, service_date)),
            ordering=self._random.choice(self._ordering),
        )

    def _scenario(self, payer: Payer) -> Scenario:
        scenarios, weights = self._scenarios[payer.is_medicare]
        return self._random.choices(scenarios, cum_weights=weights)[0]

    def _happens(self, percent: int) -> bool:
        return self._random.randrange(100) < percent

    def _service_date(self) -> date:
        days = (self._as_of - self._first_day).days
        return self._first_day + timedelta(days=self._random.randrange(days + 1))

    def _patient(self, scenario: Scenario, payer: Payer, ages: tuple[int, int]) -> Person:
        sex = _SEXES.get(scenario.patients) or self._random.choice("FM")
        state = self._random.choice(payer.states)
        return self._cast.person(state=state, sex=sex, ages=ages, on=self._first_day)

    def _subscriber_name(self, patient: Person, is_dependent: bool) -> tuple[str, str]:
        given_name = self._cast.given_name() if is_dependent else patient.given_name
        return patient.family_name, given_name

    def _relationship(self, patient: Person) -> str:
        """The code of a child or a spouse (individual relationship code, element 1069)."""
        is_child = (self._first_day - patient.birth_date).days < 365 * _INDEPENDENT
        return "19" if is_child else "01"

    def _member_identifier(self, payer: Payer) -> str:
        if payer.is_medicare:
            return medicare_beneficiary_identifier(self._serial)
        return member_number(self._serial)

    def _sides(self, scenario: Scenario) -> tuple[str, ...]:
        return ("RT", "LT") if scenario.both_sides else (self._random.choice(("RT", "LT")),)

    def _lines(
        self,
        scenario: Scenario,
        sides: tuple[str, ...],
        diagnosis_set: DiagnosisSet,
        diagnoses: tuple[str, ...],
        service_date: date,
    ) -> Iterator[SampleLine]:
        numbers = count(1)
        for plan in self._planned_lines(scenario):
            unit = self._random.randint(plan.charge.least, plan.charge.most)
            charge = unit * plan.units  # of one side as of the other
            for side in sides if plan.has_side else (None,):
                supports = _diagnoses(diagnosis_set, sides if side is None else (side,))
                yield SampleLine(
                    code=plan.code,
                    modifiers=plan.left if side == "LT" else plan.right,
                    description=plan.description,
                    note=self._note(plan, charge),
                    charge=charge,
                    units=plan.units,
                    pointers=_pointers(diagnoses, supports),
                    tracking_number=self._tracking_number(plan, next(numbers), service_date),
                )

    def _planned_lines(self, scenario: Scenario) -> Iterator[PlannedLine]:
        for choice in scenario.lines:
            yield from self._random.choice(choice) if len(choice) > 1 else choice[0]

    def _note(self, plan: PlannedLine, charge: int) -> str | None:
        if plan.note is None:
            return None
        maker, model = self._cast.product()
        dollars, cents = divmod(charge, 100)
        return plan.note.format(maker=maker, model=model, charge=f"{dollars}.{cents:02d}")

    def _tracking_number(self, plan: PlannedLine, line: int, service_date: date) -> str | None:
        first_day = plan.charge.authorization
        if first_day is None or service_date < first_day:
            return None
        return tracking_number(self._serial * _MOST_LINES + line)


def _weighted(
    scenarios: tuple[Scenario, ...], not_for: str
) -> tuple[tuple[Scenario, ...], tuple[int, ...]]:
    """The scenarios that are not for those payers alone, and their cumulative weights."""
    chosen = tuple(scenario for scenario in scenarios if scenario.payers != not_for)
    return chosen, tuple(accumulate(scenario.weight for scenario in chosen))


def _ages(scenario: Scenario, over_65: bool, is_dependent: bool) -> tuple[int, int]:
    """The youngest and oldest patient, in years."""
    if scenario.patients in _AGES:
        return _AGES[scenario.patients]
    if over_65:
        return _MEDICARE_AGES
    may_be_child = is_dependent and scenario.patients == "all"
    return (3 if may_be_child else _ADULT), _LAST_WORKING_AGE


def _diagnoses(diagnosis_set: DiagnosisSet, sides: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of those sides, then those without one."""
    right = diagnosis_set.right if "RT" in sides else ()
    left = diagnosis_set.left if "LT" in sides else ()
    return right + left + diagnosis_set.general


def _pointers(diagnoses: tuple[str, ...], supports: tuple[str, ...]) -> tuple[int, ...]:
    """The positions of `supports` among the claim's diagnoses."""
    positions = (number for number, code in enumerate(diagnoses, 1) if code in supports)
    return tuple(islice(positions, _MOST_POINTERS))
