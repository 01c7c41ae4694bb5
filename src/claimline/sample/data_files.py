"""The data of this package: who pays, what is billed, and what names are made of."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

MEDICARE = "MB"
SIDE = "SIDE"  # in a planned line's modifiers: where RT or LT goes


@dataclass(frozen=True, slots=True)
class Payer:
    """A payer and the claims that go to it; `dependents` and `secondary` are percentages.

    `pays_first` is the identifier of the payer that has paid on its secondary claims.
    """

    name: str
    identifier: str
    filing_indicator: str
    weight: int
    group_name: str | None
    states: tuple[str, ...]
    places: tuple[str, ...]
    dependents: int
    secondary: int
    pays_first: str

    @property
    def is_medicare(self) -> bool:
        """Whether this is a DME MAC."""
        return self.filing_indicator == MEDICARE


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A service line before its side, charge and note are drawn; `charge` is a range of cents."""

    code: str
    modifiers: tuple[str, ...]
    units: int
    charge: tuple[int, int]
    authorization: bool
    description: str | None
    note: str | None

    @property
    def has_side(self) -> bool:
        """Whether the line is billed by side."""
        return SIDE in self.modifiers


@dataclass(frozen=True, slots=True)
class DiagnosisSet:
    """Diagnosis codes that go together: those of each side, and those without one."""

    right: tuple[str, ...]
    left: tuple[str, ...]
    general: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of claim.

    `sides` is "one", "both" or "none"; `patients` is "all", "adults" or "women".
    """

    name: str
    weight: int
    sides: str
    patients: str
    diagnoses: tuple[DiagnosisSet, ...]
    lines: tuple[PlannedLine, ...]


def load_payers() -> tuple[Payer, ...]:
    """The payers, in the order their claims stand in a batch."""
    return tuple(
        Payer(
            name=row["name"],
            identifier=row["identifier"],
            filing_indicator=row["filing_indicator"],
            weight=row["weight"],
            group_name=row.get("group_name"),
            states=tuple(row["states"]),
            places=tuple(row["places"]),
            dependents=row.get("dependents", 0),
            secondary=row["secondary"],
            pays_first=row["pays_first"],
        )
        for row in _read("payers.toml")["payer"]
    )


def load_scenarios() -> tuple[Scenario, ...]:
    """The kinds of claim."""
    return tuple(
        Scenario(
            name=row["name"],
            weight=row["weight"],
            sides=row["sides"],
            patients=row.get("patients", "all"),
            diagnoses=tuple(_diagnosis_set(entry) for entry in row["diagnoses"]),
            lines=tuple(_planned_line(entry) for entry in row["lines"]),
        )
        for row in _read("scenarios.toml")["scenario"]
    )


def load_names() -> dict[str, Any]:
    """The syllables of names.toml, by what they are for."""
    return _read("names.toml")


def _diagnosis_set(entry: dict[str, list[str]]) -> DiagnosisSet:
    return DiagnosisSet(*(tuple(entry.get(key, ())) for key in ("right", "left", "general")))


def _planned_line(entry: dict[str, Any]) -> PlannedLine:
    least, most = entry["charge"]
    return PlannedLine(
        code=entry["code"],
        modifiers=tuple(entry["modifiers"]),
        units=entry["units"],
        charge=(least * 100, most * 100),
        authorization=entry.get("authorization", False),
        description=entry.get("description"),
        note=entry.get("note"),
    )


def _read(name: str) -> dict[str, Any]:
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)
