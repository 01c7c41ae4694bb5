"""Tables: the dated code tables, asked in the trade's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path

from claimline.codes.facts import (
    Attributes,
    Certainty,
    CoverageFamily,
    Fabrication,
    MedicareGap,
    ModifierFact,
    NocStrength,
    Place,
    PlacePolicy,
    ProcedureFact,
    Role,
    Sidedness,
    SideRequirement,
    Strength,
    UnitBasis,
    Validity,
)
from claimline.codes.lookup import DatedLookup, Lookup, day, read_rows
from claimline.codes.releases import Release, read_sources
from claimline.findings import Source

_DATA = Path(__file__).parent / "data"
_LEVEL_TWO_CODE = re.compile("[A-CE-V][0-9]{4}")
_LEVEL_ONE_MODIFIER = re.compile("[0-9]{2}|P[1-6]|[1238]P")
_ORTHOTIC_OR_PROSTHETIC = re.compile("L[0-9]{4}")
# Levels of the fee schedule: D, the DME MACs; J, they and the local carriers; L, the latter alone.
_DME_MAC_JURISDICTIONS = {"D", "J"}
_EQUIPMENT_LETTERS = ("A", "E", "K", "L")


class Tables:
    """The code tables of one release; every answer holds for a date of service.

    Codes and modifiers are asked as they stand in the code set: upper case, without spaces. What a
    table does not hold is None, never an exception: only a rule decides what that means.
    """

    def __init__(self, read: Callable[[str], str]) -> None:
        """`read` gives the text of a table by its file name, such as `hcpcs.csv`."""
        self._read = read

    # Codes and modifiers

    def procedure(self, code: str) -> ProcedureFact | None:
        """What CMS publishes of a HCPCS Level II code."""
        return self._procedures.get(code)

    def validity(self, code: str, on: date) -> Validity:
        """Whether a HCPCS Level II code may be used on a day; ask only for codes `holds` is for."""
        fact = self.procedure(code)
        if fact is None:
            return self._absent("hcpcs", on)
        return _validity(fact.added, fact.ended, on)

    def holds(self, code: str) -> bool:
        """Whether the table would hold the code if there were one: Level II form, D codes apart.

        Level I codes (CPT) and D codes (CDT) are licensed and not in the table.
        """
        return _LEVEL_TWO_CODE.fullmatch(code) is not None

    def codes(self) -> Iterable[str]:
        """Every HCPCS Level II code of the table, in order."""
        return self._procedures.codes()

    def medicare_gap(self, code: str, on: date) -> MedicareGap | None:
        """The time around a day in which Medicare did not take a code that was in the set."""
        return self._gaps.get(code, on)

    def modifier(self, modifier: str) -> ModifierFact | None:
        """What is known of a Level II modifier."""
        return self._modifiers.get(modifier)

    def modifier_validity(self, modifier: str, on: date) -> Validity:
        """Whether a modifier may be used on a day; every Level I modifier form always may.

        Level I modifiers are two digits, P1 to P6, 1P, 2P, 3P and 8P; which of them exist is
        licensed and not judged.
        """
        if _LEVEL_ONE_MODIFIER.fullmatch(modifier):
            return Validity.VALID
        fact = self.modifier(modifier)
        if fact is None:
            return self._absent("modifiers", on)
        return _validity(fact.added, fact.ended, on)

    # What a code is

    def attributes(self, code: str) -> Attributes | None:
        """How we read an L code or a miscellaneous DMEPOS code."""
        return self._attributes.get(code)

    def side(self, code: str) -> Sidedness | None:
        """How the code's device lies to the sides of the body."""
        attributes = self.attributes(code)
        return attributes.side if attributes else None

    def unit_basis(self, code: str) -> UnitBasis | None:
        """What one unit of the code counts."""
        attributes = self.attributes(code)
        return attributes.unit_basis if attributes else None

    def is_noc(self, code: str) -> NocStrength | None:
        """Whether a code is not otherwise classified, and who says so; None for specific codes."""
        if strength := self._noc.get(code):
            return strength
        attributes = self.attributes(code)
        return NocStrength.PUBLISHED if attributes and attributes.noc else None

    def is_dmepos(self, code: str) -> bool:
        """Whether a code is the DME MACs' business.

        That is: any L code, a code with jurisdiction D or J in the fee schedule, or a NOC code
        beginning with A, E, K or L.
        """
        return (
            _ORTHOTIC_OR_PROSTHETIC.fullmatch(code) is not None
            or code in self._dme_mac_codes
            or (code.startswith(_EQUIPMENT_LETTERS) and self.is_noc(code) is not None)
        )

    def fee_categories(self, code: str) -> tuple[str, ...]:
        """The categories of a code's rows in the DMEPOS fee schedule, such as `PO` or `CR`."""
        return tuple(sorted({row["category"] for row in self._fee_rows.get(code, ())}))

    # Dated lists

    def side_requirement(self, code: str, on: date) -> SideRequirement | None:
        """The list that wants RT or LT on the code at the DME MACs on a day.

        The list `hand` is enforced by CGS (jurisdictions B and C) alone.
        """
        return self._sides.get(code, on)

    def coverage_family(self, code: str, on: date) -> CoverageFamily | None:
        """The policy family that wants one of KX, GA, GZ and GY on the code on a day."""
        return self._families.get(code, on)

    def place_of_service(self, code: str) -> Place | None:
        """A place of service code; compare its `since` with the date of service."""
        return self._places.get(code)

    # The tables themselves

    def boundaries(self) -> tuple[date, ...]:
        """Every day from which any answer may differ from that of the day before, in order."""
        return self._boundaries

    def releases(self) -> list[Release]:
        """Where each table comes from and what it covers."""
        return list(self._sources[0].values())

    def release(self, table: str) -> Release:
        """Where one table, such as `hcpcs`, comes from; KeyError where there is none."""
        return self._sources[0][table]

    def citation(self, key: str) -> Source:
        """The publication behind a row's `source`; KeyError where there is none."""
        return self._sources[1][key]

    def meaning(self, indicator: str, value: str) -> str | None:
        """Our words for an indicator's value: `meaning("pricing", "38")`."""
        return self._meanings.get((indicator, value))

    def _absent(self, table: str, on: date) -> Validity:
        release = self.release(table)
        covered = release.covers_from <= on <= release.covers_to
        return Validity.UNKNOWN if covered else Validity.PAST_TABLE

    @cached_property
    def _boundaries(self) -> tuple[date, ...]:
        first_days = self._procedures.days("added") | self._modifiers.days("added")
        last_days = self._procedures.days("ended") | self._modifiers.days("ended")
        for rows in (self._sides, self._families, self._gaps):
            first_days |= rows.days("effective") | rows.days("removed")
        first_days |= {place.since for place in self._places.values() if place.since}
        for release in self.releases():
            first_days.add(release.covers_from)
            last_days.add(release.covers_to)
        return tuple(sorted(first_days | {last + timedelta(days=1) for last in last_days}))

    @cached_property
    def _procedures(self) -> Lookup[ProcedureFact]:
        return Lookup(self._read("hcpcs.csv"), self._procedure_fact, width=5)

    def _procedure_fact(self, row: Mapping[str, str]) -> ProcedureFact:
        attributes = self.attributes(row["code"])
        return ProcedureFact(
            code=row["code"],
            added=date.fromisoformat(row["added"]),
            ended=day(row["ended"]),
            coverage=row["coverage"],
            pricing=tuple(row["pricing"].split()),
            multiple_pricing=row["multiple_pricing"],
            betos=row["betos"],
            type_of_service=tuple(row["type_of_service"].split()),
            action=row["action"],
            action_effective=day(row["action_effective"]),
            successors=tuple(row["successors"].split()),
            label=attributes.label if attributes else None,
        )

    @cached_property
    def _modifiers(self) -> Lookup[ModifierFact]:
        return Lookup(self._read("modifiers.csv"), _modifier_fact, width=2)

    @cached_property
    def _attributes(self) -> Lookup[Attributes]:
        return Lookup(self._read("attributes.csv"), _attributes, width=5)

    @cached_property
    def _sides(self) -> DatedLookup[SideRequirement]:
        return DatedLookup(self._read("sides.csv"), _side_requirement, width=5)

    @cached_property
    def _families(self) -> DatedLookup[CoverageFamily]:
        return DatedLookup(self._read("families.csv"), _coverage_family, width=5)

    @cached_property
    def _gaps(self) -> DatedLookup[MedicareGap]:
        return DatedLookup(self._read("gaps.csv"), _medicare_gap, width=5)

    @cached_property
    def _fee_rows(self) -> dict[str, list[dict[str, str]]]:
        groups: dict[str, list[dict[str, str]]] = {}
        for row in read_rows(self._read("categories.csv")):
            groups.setdefault(row["code"], []).append(row)
        return groups

    @cached_property
    def _dme_mac_codes(self) -> frozenset[str]:
        return frozenset(
            code
            for code, rows in self._fee_rows.items()
            if any(row["jurisdiction"] in _DME_MAC_JURISDICTIONS for row in rows)
        )

    @cached_property
    def _noc(self) -> dict[str, NocStrength]:
        rows = read_rows(self._read("noc.csv"))
        return {row["code"]: NocStrength(row["strength"]) for row in rows}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {row["place"]: _place(row) for row in read_rows(self._read("places.csv"))}

    @cached_property
    def _meanings(self) -> dict[tuple[str, str], str]:
        rows = read_rows(self._read("indicators.csv"))
        return {(row["indicator"], row["value"]): row["meaning"] for row in rows}

    @cached_property
    def _sources(self) -> tuple[dict[str, Release], dict[str, Source]]:
        return read_sources(self._read("SOURCES.toml"))


@cache
def load_tables() -> Tables:
    """The bundled tables, read once a process and only as far as they are asked."""
    return Tables(lambda name: (_DATA / name).read_text(encoding="utf-8"))


def _validity(added: date, ended: date | None, on: date) -> Validity:
    if on < added:
        return Validity.NOT_YET
    if ended is not None and on > ended:
        return Validity.ENDED
    return Validity.VALID


def _modifier_fact(row: Mapping[str, str]) -> ModifierFact:
    return ModifierFact(
        modifier=row["modifier"],
        added=date.fromisoformat(row["added"]),
        ended=day(row["ended"]),
        label=row["label"] or None,
    )


def _attributes(row: Mapping[str, str]) -> Attributes:
    attaches_fabrication = row["attaches_fabrication"]
    return Attributes(
        code=row["code"],
        label=row["label"],
        body_region=row["body_region"],
        role=Role(row["role"]),
        fabrication=Fabrication(row["fabrication"]),
        unit_basis=UnitBasis(row["unit_basis"]),
        side=Sidedness(row["side"]),
        noc=row["noc"] == "yes",
        attaches_to=tuple(row["attaches_to"].split()),
        attaches_fabrication=Fabrication(attaches_fabrication) if attaches_fabrication else None,
        component=row["component"] or None,
        excludes=tuple(row["excludes"].split()),
        k_level=row["k_level"] or None,
        twin=row["twin"] or None,
        checked=Certainty(row["checked"]),
        note=row["note"] or None,
    )


def _side_requirement(row: Mapping[str, str]) -> SideRequirement:
    return SideRequirement(
        code=row["code"],
        list_name=row["list"],
        strength=Strength(row["strength"]),
        effective=date.fromisoformat(row["effective"]),
        removed=day(row["removed"]),
        source=row["source"],
    )


def _coverage_family(row: Mapping[str, str]) -> CoverageFamily:
    return CoverageFamily(
        code=row["code"],
        name=row["family"],
        strength=Strength(row["strength"]),
        effective=date.fromisoformat(row["effective"]),
        removed=day(row["removed"]),
        source=row["source"],
    )


def _medicare_gap(row: Mapping[str, str]) -> MedicareGap:
    return MedicareGap(
        code=row["code"],
        effective=date.fromisoformat(row["effective"]),
        removed=day(row["removed"]),
        source=row["source"],
    )


def _place(row: Mapping[str, str]) -> Place:
    return Place(
        code=row["place"],
        name=row["name"],
        dmepos=PlacePolicy(row["dmepos"]),
        since=day(row["since"]),
    )
