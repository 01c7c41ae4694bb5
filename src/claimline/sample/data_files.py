"""The data of this package: who pays, what is billed, and what names are made of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

MEDICARE = "MB"

_DATA = resources.files(__package__).joinpath("data")
_WITH_DESCRIPTION = 5  # the components of SV101 behind the code, to its description


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
class Charge:
    """The least and most cents that a unit of a code costs.

    `authorization` is the first day on which Medicare asks for prior authorization of it.
    """

    least: int
    most: int
    authorization: date | None


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A service line before its side, charge and note are drawn; its modifiers on each side."""

    code: str
    right: tuple[str, ...]
    left: tuple[str, ...]
    description: str | None
    units: int
    note: str | None
    charge: Charge

    @property
    def has_side(self) -> bool:
        """Whether the line is billed by side."""
        return self.right != self.left


Choice = tuple[tuple[PlannedLine, ...], ...]
"""Lines of which a claim takes one alternative; most have only one."""


@dataclass(frozen=True, slots=True)
class DiagnosisSet:
    """Diagnosis codes that go together: those of each side, and those without one."""

    right: tuple[str, ...]
    left: tuple[str, ...]
    general: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of claim.

    `payers` is "all", "medicare" or "others"; `patients` is "all", "adults", "women", "men",
    "children" or "infants".
    """

    family: str
    name: str
    weight: int
    both_sides: bool
    payers: str
    patients: str
    diagnoses: tuple[DiagnosisSet, ...]
    lines: tuple[Choice, ...]


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
        for row in _read(_DATA / "payers.toml")["payer"]
    )


def load_scenarios() -> tuple[Scenario, ...]:
    """The kinds of claim, by family and as they stand in its file.

    `L2387:RT/LT:KX*2` is a line as SV101 and SV104 have it, with the right and the left of what
    follows the side; a line without a side stands once. A line with a note, which takes {maker},
    {model} and {charge}, is a table. An array among the lines holds alternatives of which a claim
    bills one, each a line, or an array of lines that may be empty. In a set of diagnoses, of which
    each claim has one, a slash parts the right from the left as well.
    """
    charges = load_charges()
    files = sorted((_DATA / "scenarios").iterdir(), key=lambda file: file.name)
    return tuple(
        Scenario(
            family=file.name.removesuffix(".toml"),
            name=row["name"],
            weight=row["weight"],
            both_sides=row.get("both_sides", False),
            payers=row.get("payers", "all"),
            patients=row.get("patients", "all"),
            diagnoses=tuple(map(_diagnosis_set, row["diagnoses"])),
            lines=tuple(_choice(entry, charges) for entry in row["lines"]),
        )
        for file in files
        for row in _read(file)["scenario"]
    )


def load_charges() -> dict[str, Charge]:
    """What a unit of each code costs."""
    read = _read(_DATA / "charges.toml")
    return {
        code: Charge(least * 100, most * 100, read["authorization"].get(code))
        for code, (least, most) in read["charge"].items()
    }


def load_names() -> dict[str, Any]:
    """The syllables of names.toml, by what they are for."""
    return _read(_DATA / "names.toml")


def _diagnosis_set(text: str) -> DiagnosisSet:
    words = text.split()
    right, left = _of_each_side(word for word in words if "/" in word)
    return DiagnosisSet(right, left, tuple(word for word in words if "/" not in word))


def _of_each_side(words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the words say on the right and on the left, where a slash parts the two."""
    pairs = [(word.split("/")[0], word.split("/")[-1]) for word in words]
    return tuple(right for right, _ in pairs), tuple(left for _, left in pairs)


def _choice(entry: Any, charges: dict[str, Charge]) -> Choice:
    if not isinstance(entry, list):
        entry = [entry]
    alternatives = (one if isinstance(one, list) else [one] for one in entry)
    return tuple(tuple(_planned_line(line, charges) for line in one) for one in alternatives)


def _planned_line(entry: str | dict[str, str], charges: dict[str, Charge]) -> PlannedLine:
    text, note = (entry, None) if isinstance(entry, str) else (entry["line"], entry["note"])
    procedure, _, units = text.partition("*")
    code, *modifiers = procedure.split(":", 5)
    description = modifiers.pop() if len(modifiers) == _WITH_DESCRIPTION else None
    right, left = _of_each_side(filter(None, modifiers))
    return PlannedLine(
        code=code,
        right=right,
        left=left,
        description=description,
        units=int(units or 1),
        note=note,
        charge=charges[code],
    )


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
