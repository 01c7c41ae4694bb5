"""Dated code tables: HCPCS Level II codes, modifiers, places of service and policy lists."""

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
from claimline.codes.releases import Release
from claimline.codes.tables import Tables, load_tables

__all__ = [
    "Attributes",
    "Certainty",
    "CoverageFamily",
    "Fabrication",
    "MedicareGap",
    "ModifierFact",
    "NocStrength",
    "Place",
    "PlacePolicy",
    "ProcedureFact",
    "Release",
    "Role",
    "SideRequirement",
    "Sidedness",
    "Strength",
    "Tables",
    "UnitBasis",
    "Validity",
    "load_tables",
]
