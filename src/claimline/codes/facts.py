"""What the code tables answer with: typed rows, and the small vocabularies in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Validity(StrEnum):
    """What the tables know of a code or modifier on a day.

    PAST_TABLE: it is not in the table, and the table does not cover the day, so that nothing
    follows from its absence.
    """

    VALID = "valid"
    NOT_YET = "not yet valid"
    ENDED = "ended"
    UNKNOWN = "unknown"
    PAST_TABLE = "past the table"


class Strength(StrEnum):
    """How far a listed demand carries: REQUIRED is published, LIKELY follows by analogy."""

    REQUIRED = "required"
    LIKELY = "likely"


class NocStrength(StrEnum):
    """Why a code counts as NOC: PUBLISHED by CMS as such, or LIKELY by its wording alone."""

    PUBLISHED = "published"
    LIKELY = "likely"


class Sidedness(StrEnum):
    """How a device lies to the sides of the body.

    REQUIRED: a payer or the wording wants RT or LT. SIDED: made for one side, without a published
    demand. MIDLINE: no side. BILATERAL: one unit serves both sides.
    """

    REQUIRED = "required"
    SIDED = "sided"
    MIDLINE = "midline"
    BILATERAL = "bilateral"


class UnitBasis(StrEnum):
    """What one unit of a code counts; DEVICE is one for a side, or for the body."""

    DEVICE = "device"
    JOINT = "joint"
    EACH = "each"
    PAIR = "pair"
    BAR = "bar"
    SEGMENT = "segment"
    SET = "set"
    QUARTER_HOUR = "15-minutes"
    MONTH = "month"
    OTHER = "other"


class Role(StrEnum):
    """What a code stands for on a claim; an ADDITION is payable only beside a base."""

    BASE = "base"
    ADDITION = "addition"
    REPLACEMENT = "replacement"
    REPAIR = "repair"
    SUPPLY = "supply"
    PROCEDURE = "procedure"


class Fabrication(StrEnum):
    """How a device comes to fit; PREFABRICATED leaves the fitting class open."""

    CUSTOM_FABRICATED = "custom-fabricated"
    CUSTOM_FITTED = "custom-fitted"
    OFF_THE_SHELF = "off-the-shelf"
    PREFABRICATED = "prefabricated"
    NOT_APPLICABLE = "not-applicable"


class Certainty(StrEnum):
    """How sure our reading of a code is; nothing UNSURE may carry an error."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class PlacePolicy(StrEnum):
    """Whether the DME MACs pay for DMEPOS used at a place of service.

    OWN_RULE: payable within limits that a rule of its own judges.
    """

    ACCEPTED = "accepted"
    OWN_RULE = "own-rule"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ProcedureFact:
    """A HCPCS Level II code as CMS publishes it; indicators are its codes, not its words.

    `ended` is the last day of use. `successors` are the Level II codes of its cross reference.
    `label` is our own short name, for the codes that have one.
    """

    code: str
    added: date
    ended: date | None
    coverage: str
    pricing: tuple[str, ...]
    multiple_pricing: str
    betos: str
    type_of_service: tuple[str, ...]
    action: str
    action_effective: date | None
    successors: tuple[str, ...]
    label: str | None


@dataclass(frozen=True, slots=True)
class ModifierFact:
    """A Level II modifier; `ended` is the last day of use, `label` our own words or None."""

    modifier: str
    added: date
    ended: date | None
    label: str | None


@dataclass(frozen=True, slots=True)
class Attributes:
    """How we read an orthotic, prosthetic or miscellaneous code: our judgement, not CMS data.

    `attaches_to` names the regions or codes that may carry an addition (`any` where not limited),
    `excludes` the codes that cannot stand beside it on the same side, `twin` the other code of a
    custom-fitted and off-the-shelf pair, `k_level` the lowest functional level.
    """

    code: str
    label: str
    body_region: str
    role: Role
    fabrication: Fabrication
    unit_basis: UnitBasis
    side: Sidedness
    noc: bool
    attaches_to: tuple[str, ...]
    attaches_fabrication: Fabrication | None
    component: str | None
    excludes: tuple[str, ...]
    k_level: str | None
    twin: str | None
    checked: Certainty
    note: str | None


@dataclass(frozen=True, slots=True)
class SideRequirement:
    """A code's place on a list of codes that must carry RT or LT at the DME MACs.

    `effective` is its first day there, `removed` the first day it is off again. `source` is a key
    for `Tables.citation`.
    """

    code: str
    list_name: str
    strength: Strength
    effective: date
    removed: date | None
    source: str


@dataclass(frozen=True, slots=True)
class CoverageFamily:
    """A code's place in a policy family whose lines carry one of KX, GA, GZ and GY.

    `effective` is its first day there, `removed` the first day it is off again. `source` is a key
    for `Tables.citation`.
    """

    code: str
    name: str
    strength: Strength
    effective: date
    removed: date | None
    source: str


@dataclass(frozen=True, slots=True)
class MedicareGap:
    """A time in which Medicare did not take a code that was in the code set.

    `effective` is its first day, `removed` the first day Medicare took the code again. `source` is
    a key for `Tables.citation`.
    """

    code: str
    effective: date
    removed: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place of service code under our own short name.

    `since` is the first day the DME MACs take it, None where that is before the tables begin.
    """

    code: str
    name: str
    dmepos: PlacePolicy
    since: date | None
