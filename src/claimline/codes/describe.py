"""What the tables say of one procedure code on a day, in human words and as JSON.

An `Entry` is one answer: its JSON key and value, and where it applies the label and words to print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from typing import NamedTuple, Protocol

from claimline.codes.facts import (
    AdditionVerdict,
    Attributes,
    CodeList,
    DiagnosisFact,
    EditPair,
    Fabrication,
    FeeRow,
    LimitPeriod,
    NocStrength,
    PolicyLimit,
    ProcedureFact,
    Role,
    Sidedness,
    Strength,
    UnitBasis,
    UnitLimit,
    Validity,
)
from claimline.codes.tables import Tables

# A well-formed code that is licensed, hence in no table: no hint could be better than it.
_LICENSED_CODE = re.compile("[0-9]{4}[0-9A-Z]|D[0-9]{4}")
_NOC_WORDS = {
    NocStrength.PUBLISHED: "yes, published by CMS: wants a description, a note and a price",
    NocStrength.LIKELY: "likely, by its wording",
}
_STRENGTH_WORDS = {Strength.REQUIRED: "required", Strength.LIKELY: "likely required"}
_ROLE_WORDS = {
    Role.BASE: "a device of its own",
    Role.ADDITION: "an addition, payable beside a base",
    Role.REPLACEMENT: "a replacement, of a part or a whole",
    Role.REPAIR: "repair",
    Role.SUPPLY: "a supply",
    Role.PROCEDURE: "a step of making or fitting",
}
_FABRICATION_WORDS = {
    Fabrication.CUSTOM_FABRICATED: "custom fabricated",
    Fabrication.CUSTOM_FITTED: "prefabricated, custom fitted",
    Fabrication.OFF_THE_SHELF: "prefabricated, off the shelf",
    Fabrication.PREFABRICATED: "prefabricated, the wording does not say how fitted",
    Fabrication.NOT_APPLICABLE: None,
}
_UNIT_WORDS = {
    UnitBasis.DEVICE: "one device",
    UnitBasis.JOINT: "one joint; count the joints of a side",
    UnitBasis.EACH: "one piece",
    UnitBasis.PAIR: "one pair, two pieces",
    UnitBasis.BAR: "one bar",
    UnitBasis.SEGMENT: "one segment",
    UnitBasis.SET: "one set",
    UnitBasis.QUARTER_HOUR: "15 minutes",
    UnitBasis.MONTH: "one month",
    UnitBasis.OTHER: "a quantity that the code names",
}
_SIDE_WORDS = {
    Sidedness.REQUIRED: "one side",
    Sidedness.SIDED: "one side, by our reading",
    Sidedness.MIDLINE: "none",
    Sidedness.BILATERAL: "one unit serves both sides",
}
_PERIOD_WORDS = {
    LimitPeriod.PROSTHESIS: "for one prosthesis",
    LimitPeriod.CALENDAR_YEAR: "a side in a calendar year",
}


# Lists whose codes want a modifier, and why.
_MODIFIERS = (
    (CodeList.FACIAL_PROSTHESIS, ("KM", "KN"), "one of them on a replacement"),
    (CodeList.FACIAL_SUPPLY, ("AV",), "beside a facial prosthesis"),
    (CodeList.HAND_GARMENT, ("CG",), "for one with a rigid part"),
    (CodeList.NEVER_NECESSARY, ("GA", "GZ"), "never reasonable and necessary"),
    (CodeList.NONCOVERED, ("GY",), "not covered"),
    (CodeList.SPINAL_GARMENT, ("CG",), "for one that is not elastic or has a rigid panel"),
)
_IN_USE = (Validity.VALID, Validity.PAST_TABLE)


class Entry(NamedTuple):
    """One answer; `words` None is not printed, `value` is of JSON types."""

    key: str
    label: str
    value: object
    words: str | None


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """Everything the tables say of one procedure code on a day.

    `fact` is None for a code the tables do not hold. `sections` are titles with entries in the
    order to print them.
    """

    code: str
    on: date
    fact: ProcedureFact | None
    title: str
    sections: tuple[tuple[str, tuple[Entry, ...]], ...]

    def as_json(self) -> dict[str, object]:
        """The answer as JSON values; every key is always there."""
        entries = (entry for _, section in self.sections for entry in section)
        return {
            "code": self.code,
            "on": self.on.isoformat(),
            **{entry.key: entry.value for entry in entries},
        }


class _Demand(Protocol):
    """A row of a dated list."""

    @property
    def effective(self) -> date: ...
    @property
    def removed(self) -> date | None: ...
    @property
    def source(self) -> str: ...


def describe(code: str, on: date, tables: Tables) -> CodeAnswer:
    """What the tables say of a procedure code on a day; case and outer blanks do not matter."""
    code = code.strip().upper()
    label = tables.label(code)
    return CodeAnswer(
        code=code,
        on=on,
        fact=tables.procedure(code, on),
        title=f"{code}  {label}" if label else code,
        sections=tuple(
            (title, tuple(entries))
            for title, entries in (
                ("", _dates(code, on, tables)),
                ("What it is", _nature(code, on, tables)),
                ("What it goes with", _company(code, on, tables)),
                (
                    "What Medicare asks",
                    chain(_modifiers(code, on, tables), _conditions(code, on, tables)),
                ),
                ("How many", (*_limits(code, on, tables), _lifetime(code, on, tables))),
                ("Price and indicators", _price(code, on, tables)),
            )
        ),
    )


def _dates(code: str, on: date, tables: Tables) -> Iterator[Entry]:
    fact, gap, release = (
        tables.procedure(code, on),
        tables.medicare_gap(code, on),
        tables.release("hcpcs", on),
    )
    validity = tables.validity(code, on)
    is_other = _LICENSED_CODE.fullmatch(code) or _diagnosis(code, on, tables)
    nearest = () if fact or is_other else _nearest(code, on, tables)
    yield Entry("validity", str(on), validity.value, _validity_words(code, on, tables))
    yield Entry("judged", "", tables.holds(code), None)
    yield Entry("label", "", tables.label(code), None)
    yield Entry("added", "", _iso(fact and fact.added), None)
    yield Entry("ended", "", _iso(fact and fact.ended), None)
    yield Entry("last_changed", "", _iso(fact and fact.action_effective), None)
    yield _listed("successors", "successors", fact.successors if fact else ())
    yield _listed("nearest", "did you mean", nearest)
    yield Entry(
        "medicare_gap",
        "Medicare",
        gap and {"effective": _iso(gap.effective), "removed": _iso(gap.removed)},
        gap and f"did not take it {_span(gap)}",
    )
    yield Entry(
        "release",
        "table",
        {
            "title": release.title,
            "release": release.release,
            "covers_from": _iso(release.covers_from),
            "covers_to": _iso(release.covers_to),
        },
        f"{release.title}, for dates of service {release.covers_from} to {release.covers_to}",
    )


def _validity_words(code: str, on: date, tables: Tables) -> str:
    fact, release = tables.procedure(code, on), tables.release("hcpcs", on)
    covered = f"{release.covers_from} to {release.covers_to}"
    match tables.validity(code, on):
        case _ if not tables.holds(code):
            return _unjudged_words(code, on, tables)
        case Validity.PAST_TABLE if fact:
            return f"past the table, which covers {covered}; in use at its end"
        case Validity.PAST_TABLE:
            return f"not in the table, which covers {covered} only"
        case Validity.NOT_YET if fact:
            return f"not yet valid, added {fact.added}"
        case Validity.ENDED if fact:
            return f"ended, last day of use {fact.ended}"
        case Validity.VALID if fact:
            ends = f", last day of use {fact.ended}" if fact.ended else ""
            return f"valid, added {fact.added}{ends}"
        case _:
            return "not in the table"


def _unjudged_words(code: str, on: date, tables: Tables) -> str:
    """What a code is that the table of Level II codes would not hold."""
    if _LICENSED_CODE.fullmatch(code):
        return "not judged: CPT and D codes are licensed, no table holds them"
    if tables.modifier(code, on):
        return f"no procedure code: a modifier, see claimline explain {code}"
    diagnosis = _diagnosis(code, on, tables)
    if diagnosis is None:
        return "no procedure code: those have five characters, such as L1960"
    if diagnosis.ended:
        return f"no procedure code: a diagnosis code, last day of use {diagnosis.ended}"
    billable = "billable" if diagnosis.billable else "header, not billable"
    return f"no procedure code: a diagnosis code ({billable})"


def _diagnosis(code: str, on: date, tables: Tables) -> DiagnosisFact | None:
    return tables.diagnosis(code.replace(".", ""), on)


def _nature(code: str, on: date, tables: Tables) -> Iterator[Entry]:
    read = tables.attributes(code)
    noc = tables.is_noc(code)
    official = tables.descriptor(code, on)
    dmepos = tables.is_dmepos(code) if tables.knows(code) else None
    yield Entry(
        "descriptor",
        "official wording",
        official and {"short": official.short, "long": official.long},
        official and official.long,
    )
    yield Entry("role", "role", read and read.role.value, read and _ROLE_WORDS[read.role])
    yield Entry("body_region", "body region", read and read.body_region, read and read.body_region)
    component = read.component if read else None
    yield Entry("component", "component", component, component and component.replace("-", " "))
    yield Entry(
        "fabrication",
        "fabrication",
        read and read.fabrication.value,
        read and _FABRICATION_WORDS[read.fabrication],
    )
    twin = tables.fitting_twin(code, on)
    yield Entry("twin", "fitting twin", twin, twin and _named(twin, tables))
    yield Entry(
        "unit_basis",
        "one unit",
        read and read.unit_basis.value,
        read and _UNIT_WORDS[read.unit_basis],
    )
    yield Entry("side", "side", read and read.side.value, read and _SIDE_WORDS[read.side])
    yield Entry("noc", "NOC", noc and noc.value, noc and _NOC_WORDS[noc])
    yield Entry("dmepos", "DMEPOS", dmepos, None if dmepos is None else _yes(dmepos))
    yield Entry("certainty", "our reading", read and read.checked.value, _certainty(read))


def _company(code: str, on: date, tables: Tables) -> Iterator[Entry]:
    read = tables.attributes(code)
    known = tuple(tables.attributed_codes()) if read else ()
    excludes = read.excludes if read else ()
    carried = [each for each in known if tables.may_carry(code, each, on)]
    yield _listed(
        "bases", "stands on", [each for each in known if tables.may_carry(each, code, on)]
    )
    yield _listed("additions", "carries", [each for each in carried if each not in excludes])
    yield _listed("excludes", "never beside", excludes)
    for verdict, label in (
        (AdditionVerdict.ELIGIBLE, "knee policy pays"),
        (AdditionVerdict.DENIED, "knee policy denies"),
    ):
        yield _listed(
            f"knee_additions_{verdict.value}",
            label,
            [each for each in known if tables.knee_addition(code, each, on) is verdict],
        )
    yield _listed(
        "denied_additions",
        "policy denies",
        [each for each in known if tables.denied_addition(code, each, on)],
    )
    denied, denying = tables.denied_beside(code, on), tables.denying(code, on)
    yield _pairs("denied_beside", "NCCI denies", [(pair.denied, pair) for pair in denied])
    yield _pairs("denied_by", "NCCI denies it by", [(pair.code, pair) for pair in denying])


def _modifiers(code: str, on: date, tables: Tables) -> Iterator[Entry]:
    side = tables.side_required(code, on)
    yield _demand("side_required", "RT or LT", side, side and side.list_name, tables)
    family = tables.coverage_family(code, on)
    yield _demand("coverage_modifier", "KX, GA, GZ or GY", family, family and family.name, tables)
    level = tables.functional_level_required(code, on)
    yield _demand("functional_level_required", "K0 to K4", level, None, tables)
    equipment = sorted(tables.equipment_modifiers(code, on))
    yield Entry(
        "equipment_modifiers",
        "equipment",
        equipment,
        " or ".join(equipment) + " required" if equipment else None,
    )
    for name, modifiers, why in _MODIFIERS:
        row = tables.listed(name, code, on)
        yield Entry(
            name.value.replace("-", "_"),
            " or ".join(modifiers),
            row and {"modifiers": list(modifiers), "source": _source(row, tables)},
            row and f"{why} ({tables.citation(row.source).title})",
        )


def _conditions(code: str, on: date, tables: Tables) -> Iterator[Entry]:
    lowest = tables.functional_level(code, on)
    yield Entry(
        "functional_level",
        "lowest level",
        lowest and {"level": lowest.level, "on_criteria": lowest.on_criteria},
        lowest
        and lowest.level
        + (f", {lowest.on_criteria} on further criteria" if lowest.on_criteria else "")
        + f" ({tables.citation(lowest.source).title})",
    )
    in_use = tables.knows(code) and tables.validity(code, on) in _IN_USE
    otherwise = "not required" if in_use else None
    authorization = next(iter(tables.prior_authorizations(code, on)), None)
    states = ", ".join(authorization.states) if authorization else ""
    yield _demand(
        "prior_authorization",
        "prior authorization",
        authorization,
        states or None,
        tables,
        otherwise,
    )
    encounter = tables.face_to_face(code, on)
    yield _demand("face_to_face", "F2F and WOPD", encounter, None, tables, otherwise)
    wanted = tables.covered_diagnoses(code, on)
    yield Entry(
        "diagnosis_groups",
        "diagnosis of",
        list(wanted.groups) if wanted else [],
        wanted and " or ".join(wanted.groups) + f" ({tables.citation(wanted.source).title})",
    )
    listings = tables.listings(code, on)
    yield Entry(
        "lists",
        "lists",
        [
            {
                "name": each.name.value,
                "strength": each.strength.value,
                "since": each.effective.isoformat(),
                "source": _source(each, tables),
            }
            for each in listings
        ],
        ", ".join(each.name.value.replace("-", " ") for each in listings) or None,
    )


def _limits(code: str, on: date, tables: Tables) -> Iterator[Entry]:
    limit = tables.unit_limit(code, on)
    release = tables.release("unit_limits", on)
    yield Entry(
        "unit_limit",
        "MUE",
        limit
        and {
            "units": limit.units,
            "indicator": limit.edit.value,
            "rationale": limit.rationale,
            "release": release.release,
            "covers_date": release.covers(on),
        },
        limit and _unit_limit_words(limit, release.release, release.covers(on), tables),
    )
    policy = tables.policy_limit(code, on)
    yield Entry(
        "policy_limit",
        "policy",
        policy
        and {
            "units": policy.units,
            "period": policy.period.value,
            "months": policy.months,
            "shared": policy.shared,
            "source": _source(policy, tables),
        },
        policy and _policy_limit_words(policy) + f" ({tables.citation(policy.source).title})",
    )


def _lifetime(code: str, on: date, tables: Tables) -> Entry:
    months = tables.useful_lifetime(code, on)
    words = None
    if months:
        words = f"{months} months" if months % 12 else f"{months // 12} years"
    return Entry("useful_lifetime_months", "useful lifetime", months, words)


def _price(code: str, on: date, tables: Tables) -> Iterator[Entry]:
    fact, rows = tables.procedure(code, on), tables.fee_rows(code, on)
    values = {
        "pricing": fact.pricing if fact else (),
        "multiple_pricing": (fact.multiple_pricing,) if fact else (),
        "coverage": (fact.coverage,) if fact else (),
        "betos": (fact.betos,) if fact else (),
        "type_of_service": fact.type_of_service if fact else (),
        "action": (fact.action,) if fact else (),
    }
    for name, each in values.items():
        meanings = [(value, tables.meaning(name, value)) for value in each]
        yield Entry(
            name,
            _INDICATOR_LABELS.get(name, name.replace("_", " ")),
            [{"value": value, "meaning": meaning} for value, meaning in meanings],
            "; ".join(f"{value}, {meaning}" if meaning else value for value, meaning in meanings)
            or None,
        )
    release = tables.release("fees", on)
    yield Entry(
        "fees",
        "fee schedule",
        [_fee_json(row, release.release) for row in rows],
        "; ".join(_fee_words(row, tables) for row in rows) + f" ({release.title})"
        if rows
        else None,
    )


_INDICATOR_LABELS = {"betos": "BETOS"}


def _listed(key: str, label: str, codes: Iterable[str]) -> Entry:
    found = list(codes)
    return Entry(key, label, found, " ".join(found) or None)


def _pairs(key: str, label: str, pairs: list[tuple[str, EditPair]]) -> Entry:
    value = [
        {
            "code": other,
            "modifier_allowed": pair.modifier_allowed,
            "effective": _iso(pair.effective),
        }
        for other, pair in pairs
    ]
    words = [
        f"{other} (unless a modifier tells them apart)" if pair.modifier_allowed else other
        for other, pair in pairs
    ]
    return Entry(key, label, value, ", ".join(words) or None)


def _demand(
    key: str,
    label: str,
    row: _Demand | None,
    of: str | None,
    tables: Tables,
    none: str | None = None,
) -> Entry:
    """A demand of a dated list: `of` is what narrows it, `none` what to print if it is not made."""
    if row is None:
        return Entry(key, label, None, none)
    strength = getattr(row, "strength", Strength.REQUIRED)
    source = tables.citation(row.source)
    narrowed = f"{of}; " if of else ""
    return Entry(
        key,
        label,
        {
            "of": of,
            "strength": strength.value,
            "since": row.effective.isoformat(),
            "until": _iso(row.removed),
            "source": {"title": source.title, "url": source.url},
        },
        f"{_STRENGTH_WORDS[strength]} {_span(row)} ({narrowed}{source.title})",
    )


def _source(row: _Demand, tables: Tables) -> dict[str, str | None]:
    source = tables.citation(row.source)
    return {"title": source.title, "url": source.url}


def _span(row: _Demand) -> str:
    last = f" to {row.removed - timedelta(days=1)}" if row.removed else ""
    return f"{'from' if last else 'since'} {row.effective}{last}"


def _certainty(read: Attributes | None) -> str | None:
    if read is None:
        return None
    return read.checked.value + (f": {read.note}" if read.note else "")


def _named(code: str, tables: Tables) -> str:
    label = tables.label(code)
    return f"{code}, {label}" if label else code


def _unit_limit_words(limit: UnitLimit, release: str, covers: bool, tables: Tables) -> str:
    edit = tables.meaning("mue", limit.edit.value)
    other = "" if covers else ", not the table of the date"
    return f"{limit.units} {edit} (table of {release}{other})"


def _policy_limit_words(limit: PolicyLimit) -> str:
    period = _PERIOD_WORDS.get(limit.period, f"a side in {limit.months} months")
    shared = f", with other codes of {limit.shared.replace('-', ' ')}" if limit.shared else ""
    return f"{limit.units} {period}{shared}"


def _fee_json(row: FeeRow, release: str) -> dict[str, object]:
    modifiers = [each for each in (row.modifier, row.second_modifier) if each]
    return {
        "modifiers": modifiers,
        "category": row.category,
        "jurisdiction": row.jurisdiction,
        "ceiling": _amount(row.ceiling),
        "floor": _amount(row.floor),
        "lowest": _amount(row.lowest),
        "highest": _amount(row.highest),
        "release": release,
    }


def _fee_words(row: FeeRow, tables: Tables) -> str:
    modifiers = "-".join(each for each in (row.modifier, row.second_modifier) if each)
    category = tables.meaning("category", row.category)
    words = [f"{modifiers} {row.category}".strip() + (f", {category}" if category else "")]
    if row.lowest is not None:
        words.append(f"${row.lowest} to ${row.highest} in the contiguous states")
    if row.ceiling is not None:
        words.append(f"floor ${row.floor}, ceiling ${row.ceiling}")
    return ", ".join(words)


def _nearest(code: str, on: date, tables: Tables) -> tuple[str, ...]:
    from difflib import get_close_matches

    valid = [each for each in tables.codes() if tables.validity(each, on) in _IN_USE]
    # Four characters of five, or all five in a longer text: further than that is no slip.
    alike = get_close_matches(code, valid, n=20, cutoff=0.8)
    alike.sort(key=lambda each: (-_shared_start(code, each), each))
    return tuple(alike[:3])


def _shared_start(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
