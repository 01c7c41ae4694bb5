"""What the tables say of one procedure code on a day, in human words and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from claimline.codes.facts import (
    Attributes,
    CoverageFamily,
    MedicareGap,
    NocStrength,
    ProcedureFact,
    SideRequirement,
    Strength,
    Validity,
)
from claimline.codes.releases import Release
from claimline.codes.tables import Tables
from claimline.findings import Source

# A well-formed code that is licensed, hence in no table: no hint could be better than it.
_LICENSED_CODE = re.compile("[0-9]{4}[0-9A-Z]|D[0-9]{4}")
_NOC_WORDS = {
    NocStrength.PUBLISHED: "yes, published by CMS",
    NocStrength.LIKELY: "likely, by its wording",
}
_INDICATOR_LABELS = {
    "pricing": "pricing",
    "coverage": "coverage",
    "betos": "BETOS",
    "type_of_service": "type of service",
    "action": "action",
}
_STRENGTH_WORDS = {Strength.REQUIRED: "required", Strength.LIKELY: "likely required"}


@dataclass(frozen=True, slots=True)
class Indicator:
    """A value of a HCPCS record and what it means in our words, None where we have none."""

    value: str
    meaning: str | None

    def __str__(self) -> str:
        return f"{self.value}, {self.meaning}" if self.meaning else self.value


@dataclass(frozen=True, slots=True)
class Demand:
    """What a dated list asks of lines with the code, and the publication that says so."""

    list_name: str
    strength: Strength
    since: date
    source: Source

    def __str__(self) -> str:
        return (
            f"{_STRENGTH_WORDS[self.strength]} since {self.since} "
            f"({self.list_name}; {self.source.title})"
        )

    def as_json(self) -> dict[str, object]:
        """The demand as JSON values."""
        return {
            "list": self.list_name,
            "strength": self.strength.value,
            "since": self.since.isoformat(),
            "source": {"title": self.source.title, "url": self.source.url},
        }


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """Everything the tables say of one procedure code on a day.

    `judged` is False for codes that no table could hold: Level I, D codes and malformed ones.
    `nearest` are codes valid on the day that look like one that is not in the table.
    """

    code: str
    on: date
    judged: bool
    validity: Validity
    fact: ProcedureFact | None
    label: str | None
    attributes: Attributes | None
    indicators: dict[str, tuple[Indicator, ...]]
    fee_categories: tuple[str, ...]
    dmepos: bool
    noc: NocStrength | None
    side: Demand | None
    coverage_modifier: Demand | None
    medicare_gap: MedicareGap | None
    nearest: tuple[str, ...]
    release: Release

    def lines(self) -> list[tuple[str, str]]:
        """Label and value, in the order to print them; what does not apply is left out."""
        return [
            ("code", self.code),
            *self._validity_lines(),
            *self._fact_lines(),
            *self._attribute_lines(),
            *self._demand_lines(),
            ("table", f"{self.release.title}, release {self.release.release}"),
        ]

    def as_json(self) -> dict[str, object]:
        """The answer as JSON values; every key is always there."""
        fact, gap = self.fact, self.medicare_gap
        return {
            "code": self.code,
            "on": self.on.isoformat(),
            "judged": self.judged,
            "validity": self.validity.value,
            "label": self.label,
            "added": fact.added.isoformat() if fact else None,
            "ended": _iso(fact.ended) if fact else None,
            "successors": list(fact.successors) if fact else [],
            "medicare_gap": (
                {"effective": gap.effective.isoformat(), "removed": _iso(gap.removed)}
                if gap
                else None
            ),
            "indicators": {
                name: [{"value": each.value, "meaning": each.meaning} for each in values]
                for name, values in self.indicators.items()
            },
            "fee_categories": list(self.fee_categories),
            "dmepos": self.dmepos,
            "noc": self.noc and self.noc.value,
            "attributes": _attributes_json(self.attributes) if self.attributes else None,
            "side": self.side and self.side.as_json(),
            "coverage_modifier": self.coverage_modifier and self.coverage_modifier.as_json(),
            "nearest": list(self.nearest),
            "release": self.release.release,
        }

    def _validity_lines(self) -> Iterator[tuple[str, str]]:
        yield "on", f"{self.on}: {self._validity_words()}"
        if self.medicare_gap:
            gap = self.medicare_gap
            until = f" until {gap.removed}" if gap.removed else ""
            yield "Medicare", f"did not take it from {gap.effective}{until}"
        if self.nearest:
            yield "nearest", " ".join(self.nearest)

    def _validity_words(self) -> str:
        fact = self.fact
        if not self.judged:
            return "not judged, the table holds Level II codes other than D codes"
        if self.validity is Validity.UNKNOWN:
            return "not in the table"
        if fact is None:
            covered = f"{self.release.covers_from} to {self.release.covers_to}"
            return f"not in the table, which covers {covered} only"
        if self.validity is Validity.NOT_YET:
            return f"not yet valid, added {fact.added}"
        if self.validity is Validity.ENDED:
            return f"ended, last day of use {fact.ended}"
        if self.validity is Validity.PAST_TABLE:
            covered = f"{self.release.covers_from} to {self.release.covers_to}"
            return f"past the table, which covers {covered}; in use at its end, added {fact.added}"
        ends = f", last day of use {fact.ended}" if fact.ended else ""
        return f"valid, added {fact.added}{ends}"

    def _fact_lines(self) -> Iterator[tuple[str, str]]:
        if self.fact is None:
            return
        if self.label:
            yield "name", self.label
        if self.fact.successors:
            yield "successors", " ".join(self.fact.successors)
        for name, values in self.indicators.items():
            yield _INDICATOR_LABELS[name], "; ".join(map(str, values))
        if self.fact.action_effective:
            yield "last changed", str(self.fact.action_effective)
        if self.fee_categories:
            yield "fee categories", " ".join(self.fee_categories)
        yield "DMEPOS", "yes" if self.dmepos else "no"
        if self.noc:
            yield "NOC", _NOC_WORDS[self.noc]

    def _attribute_lines(self) -> Iterator[tuple[str, str]]:
        attributes = self.attributes
        if attributes is None:
            return
        yield "body region", attributes.body_region
        yield "role", attributes.role.value
        if attributes.component:
            yield "component", attributes.component
        yield "fabrication", attributes.fabrication.value
        yield "one unit", attributes.unit_basis.value
        yield "side", attributes.side.value
        if attributes.attaches_to:
            yield "attaches to", " ".join(attributes.attaches_to)
        if attributes.excludes:
            yield "excludes", " ".join(attributes.excludes)
        if attributes.twin:
            yield "twin", attributes.twin
        yield "our reading", attributes.checked.value

    def _demand_lines(self) -> Iterator[tuple[str, str]]:
        if self.side:
            yield "RT or LT", str(self.side)
        if self.coverage_modifier:
            yield "KX, GA, GZ or GY", str(self.coverage_modifier)


def describe(code: str, on: date, tables: Tables) -> CodeAnswer:
    """What the tables say of a procedure code on a day; case and outer blanks do not matter."""
    code = code.strip().upper()
    fact = tables.procedure(code, on)
    return CodeAnswer(
        code=code,
        on=on,
        judged=tables.holds(code),
        validity=tables.validity(code, on),
        fact=fact,
        label=tables.label(code),
        attributes=tables.attributes(code),
        indicators=_indicators(fact, tables),
        fee_categories=tables.fee_categories(code, on),
        dmepos=tables.is_dmepos(code),
        noc=tables.is_noc(code),
        side=_side_demand(tables.side_required(code, on), tables),
        coverage_modifier=_coverage_demand(tables.coverage_family(code, on), tables),
        medicare_gap=tables.medicare_gap(code, on),
        nearest=() if fact or _LICENSED_CODE.fullmatch(code) else _nearest(code, on, tables),
        release=tables.release("hcpcs", on),
    )


def _indicators(fact: ProcedureFact | None, tables: Tables) -> dict[str, tuple[Indicator, ...]]:
    values = {
        "pricing": fact.pricing if fact else (),
        "coverage": (fact.coverage,) if fact else (),
        "betos": (fact.betos,) if fact else (),
        "type_of_service": fact.type_of_service if fact else (),
        "action": (fact.action,) if fact else (),
    }
    return {
        name: tuple(Indicator(value, tables.meaning(name, value)) for value in each)
        for name, each in values.items()
    }


def _side_demand(requirement: SideRequirement | None, tables: Tables) -> Demand | None:
    if requirement is None:
        return None
    return Demand(
        requirement.list_name,
        requirement.strength,
        requirement.effective,
        tables.citation(requirement.source),
    )


def _coverage_demand(family: CoverageFamily | None, tables: Tables) -> Demand | None:
    if family is None:
        return None
    return Demand(family.name, family.strength, family.effective, tables.citation(family.source))


def _nearest(code: str, on: date, tables: Tables) -> tuple[str, ...]:
    from difflib import get_close_matches

    valid = [each for each in tables.codes() if tables.validity(each, on) is Validity.VALID]
    # Four characters of five, or all five in a longer text: further than that is no slip.
    alike = get_close_matches(code, valid, n=20, cutoff=0.8)
    alike.sort(key=lambda each: (-_shared_start(code, each), each))
    return tuple(alike[:3])


def _shared_start(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _attributes_json(attributes: Attributes) -> dict[str, object]:
    return {
        "body_region": attributes.body_region,
        "role": attributes.role.value,
        "fabrication": attributes.fabrication.value,
        "unit_basis": attributes.unit_basis.value,
        "side": attributes.side.value,
        "attaches_to": list(attributes.attaches_to),
        "attaches_fabrication": attributes.attaches_fabrication
        and attributes.attaches_fabrication.value,
        "component": attributes.component,
        "excludes": list(attributes.excludes),
        "twin": attributes.twin,
        "checked": attributes.checked.value,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
