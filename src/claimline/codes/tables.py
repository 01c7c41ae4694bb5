"""Tables: the dated code tables, asked in the trade's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from claimline.codes.facts import (
    AdditionRow,
    AdditionVerdict,
    Attributes,
    CodeList,
    CoverageFamily,
    CoveredDiagnoses,
    Descriptor,
    DiagnosisFact,
    EditPair,
    FaceToFace,
    FeeRow,
    FunctionalLevel,
    GroupedDiagnosis,
    IndicatorMeaning,
    Listing,
    MedicareGap,
    ModifierFact,
    NocFact,
    NocStrength,
    Place,
    PolicyLimit,
    PriorAuthorization,
    ProcedureFact,
    RenamedCode,
    Role,
    Sidedness,
    SideRequirement,
    UnitBasis,
    UnitLimit,
    UsefulLifetime,
    Validity,
)
from claimline.codes.icd10 import Diagnoses
from claimline.codes.lookup import DatedLookup, DatedRow, Lookup, holds_on
from claimline.codes.releases import (
    Editions,
    Release,
    ReleaseFolder,
    bundled,
    codes_folder,
    imported_releases,
    texts_of,
)
from claimline.findings import Source

_LEVEL_TWO_CODE = re.compile("[A-CE-V][0-9]{4}")
_LEVEL_ONE_MODIFIER = re.compile("[0-9]{2}|P[1-6]|[1238]P")
_ORTHOTIC_OR_PROSTHETIC = re.compile("L[0-9]{4}")
_EQUIPMENT_MODIFIERS = frozenset({"NU", "RR", "UE"})
_EQUIPMENT_CATEGORIES = frozenset({"IN", "CR", "FS", "OX", "TE"})
# Levels of the fee schedule: D, the DME MACs; J, they and the local carriers; L, the latter alone.
_DME_MAC_JURISDICTIONS = {"D", "J"}
_EQUIPMENT_LETTERS = ("A", "E", "K", "L")
# How many answers are remembered of codes, and of modifiers, on days.
_REMEMBERED = 1 << 10

Row = TypeVar("Row")


class Tables:
    """The code tables in use; every answer holds for a date of service.

    Codes and modifiers are asked as they stand in the code set: upper case, without spaces or
    dots. What a table does not hold is None or nothing, never an exception: only a rule decides
    what that means. What a code *is* by its wording (`attributes`, `is_noc`) takes no date.
    """

    def __init__(self, own: ReleaseFolder, imported: Iterable[ReleaseFolder] = ()) -> None:
        """`own` holds every table; of `imported` releases of one the last imported is first.

        For each day the newest release that covers it answers.
        """
        self._own = own
        self._folders = (*imported, own)

    # Codes and modifiers

    def procedure(self, code: str, on: date) -> ProcedureFact | None:
        """What CMS publishes of a HCPCS Level II code in the release for a day.

        A code that has ended or not begun on the day has its facts too; `validity` tells.
        """
        return self._procedures.on(on).get(code)

    def validity(self, code: str, on: date) -> Validity:
        """Whether a HCPCS Level II code may be used on a day; ask only for codes `holds` is for."""
        return self._validities(code, on)

    def holds(self, code: str) -> bool:
        """Whether the table would hold the code if there were one: Level II form, D codes apart.

        Level I codes (CPT) and D codes (CDT) are licensed and not in the table.
        """
        return _LEVEL_TWO_CODE.fullmatch(code) is not None

    def knows(self, code: str) -> bool:
        """Whether a HCPCS Level II code is in the table on whichever day."""
        return any(code in table for table in self._procedures.tables())

    def codes(self) -> Iterable[str]:
        """Every HCPCS Level II code of the newest release, in order."""
        return iter(self._procedures.tables()[0])

    def label(self, code: str) -> str | None:
        """Our own short name of a code, where we have one."""
        attributes = self.attributes(code)
        return attributes.label if attributes else None

    def descriptor(self, code: str, on: date) -> Descriptor | None:
        """The official descriptors of a code or modifier; only an imported release has them."""
        return self._descriptors.on(on).get(code) if self._descriptors else None

    def medicare_gap(self, code: str, on: date) -> MedicareGap | None:
        """The time around a day in which Medicare did not take a code that was in the set."""
        return self._gaps.first(code, on)

    def renamed(self, code: str, on: date) -> RenamedCode | None:
        """The code that took the place of a temporary one by a day."""
        return self._renamed.first(code, on)

    def modifier(self, modifier: str, on: date) -> ModifierFact | None:
        """What is known of a Level II modifier in the release for a day."""
        fact = self._modifiers.on(on).get(modifier)
        if fact and not fact.label and (ours := self._own_modifiers.get(modifier)):
            return fact._replace(label=ours.label)
        return fact

    def modifier_validity(self, modifier: str, on: date) -> Validity:
        """Whether a modifier may be used on a day; every Level I modifier form always may.

        Level I modifiers are two digits, P1 to P6, 1P, 2P, 3P and 8P; which of them exist is
        licensed and not judged.
        """
        return self._modifier_validities(modifier, on)

    # What a code is

    def attributes(self, code: str) -> Attributes | None:
        """How we read an L code or a miscellaneous DMEPOS code."""
        return self._attributes.get(code)

    def attributed_codes(self) -> Iterator[str]:
        """The codes that have attributes, in order."""
        return iter(self._attributes)

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
        if fact := self._noc.get(code):
            return fact.strength
        attributes = self.attributes(code)
        return NocStrength.PUBLISHED if attributes and attributes.noc else None

    def is_dmepos(self, code: str) -> bool:
        """Whether a code is the DME MACs' business.

        That is: any L code, a code with jurisdiction D or J in the fee schedule, or a NOC code
        beginning with A, E, K or L.
        """
        return (
            _ORTHOTIC_OR_PROSTHETIC.fullmatch(code) is not None
            or any(
                row.jurisdiction in _DME_MAC_JURISDICTIONS
                for fees in self._fees.tables()
                for row in fees.all(code)
            )
            or (code.startswith(_EQUIPMENT_LETTERS) and self.is_noc(code) is not None)
        )

    def fitting_twin(self, code: str, on: date) -> str | None:
        """The other code of a custom-fitted and off-the-shelf pair, if it was in use on the day."""
        attributes = self.attributes(code)
        twin = attributes.twin if attributes else None
        return twin if twin and self._in_use(twin, on) else None

    # Bases and additions

    def may_carry(self, base: str, addition: str, on: date) -> bool | None:
        """Whether an addition, or a part, goes on a base by the wording of both.

        None where our tables do not say: a code they do not know or that was not in use on the
        day, an addition that goes on anything, a base whose region only its narrative tells.
        Whether it is paid is the policy's to say: see `knee_addition` and `denied_addition`.
        """
        carrier, part = self.attributes(base), self.attributes(addition)
        if carrier is None or part is None or carrier.noc or not part.attaches_to:
            return None
        if "any" in part.attaches_to or not (self._in_use(base, on) and self._in_use(addition, on)):
            return None
        stands = carrier.role is Role.BASE or self.listed(CodeList.REPLACEMENT_SOCKET, base, on)
        if base not in part.attaches_to and not (stands and _in_region(carrier, part.attaches_to)):
            return False
        wanted = part.attaches_fabrication
        return wanted is None or carrier.fabrication is wanted

    def knee_addition(self, base: str, addition: str, on: date) -> AdditionVerdict | None:
        """What the knee orthosis policy says of an addition to a base; None where it is silent.

        It speaks of the bases it has a row for, and of the codes of the list `knee-addition`.
        """
        bases = self._knee_additions.on(base, on)
        verdicts = {row.addition: row.verdict for row in bases}
        if not verdicts or not self.listed(CodeList.KNEE_ADDITION, addition, on):
            return None
        return verdicts.get(addition, AdditionVerdict.NOT_LISTED)

    def denied_addition(self, base: str, addition: str, on: date) -> AdditionRow | None:
        """The policy's denial of an addition to an initial or preparatory prosthesis."""
        for row in self._prosthesis_additions.on(base, on):
            if row.addition == addition:
                return row
        return None

    def functional_level(self, code: str, on: date) -> FunctionalLevel | None:
        """The lowest functional level at which a prosthetic component is covered."""
        return self._functional_levels.first(code, on)

    # What policies and payers ask

    def side_required(self, code: str, on: date) -> SideRequirement | None:
        """The list that wants RT or LT on the code at the DME MACs on a day.

        The list `hand` is enforced by CGS (jurisdictions B and C) alone.
        """
        return self._sides.first(code, on)

    def coverage_family(self, code: str, on: date) -> CoverageFamily | None:
        """The policy family that wants one of KX, GA, GZ and GY on the code on a day."""
        return self._families.first(code, on)

    def functional_level_required(self, code: str, on: date) -> Listing | None:
        """The demand that a line of the code carries one of K0 to K4."""
        return self.listed(CodeList.FUNCTIONAL_LEVEL, code, on)

    def prior_authorization(
        self, code: str, on: date, state: str | None = None
    ) -> PriorAuthorization | None:
        """The demand for a prior authorization in a state, or in all states where none is named."""
        for row in self.prior_authorizations(code, on):
            if not row.states or state in row.states:
                return row
        return None

    def prior_authorizations(self, code: str, on: date) -> list[PriorAuthorization]:
        """The demands for a prior authorization on a day, in whichever states."""
        return self._prior_authorizations.on(on).on(code, on)

    def ended_prior_authorization(self, code: str, on: date) -> PriorAuthorization | None:
        """The last demand for a prior authorization that had ended by a day, where none holds."""
        rows = self._prior_authorizations.on(on).all(code)
        if any(holds_on(row, on) for row in rows):
            return None
        ended = [row for row in rows if row.removed and row.removed <= on]
        return max(ended, key=lambda row: row.removed or on, default=None)

    def face_to_face(self, code: str, on: date) -> FaceToFace | None:
        """The demand for a face-to-face encounter and a written order before delivery."""
        return self._face_to_face.on(on).first(code, on)

    def listed(self, name: CodeList, code: str, on: date) -> Listing | None:
        """A code's place on a list on a day."""
        for row in self._listings.all(code):
            if row.name is name and holds_on(row, on):
                return row
        return None

    def listings(self, code: str, on: date) -> tuple[Listing, ...]:
        """Every list a code stands on, on a day."""
        return tuple(self._listings.on(code, on))

    def members(self, name: CodeList, on: date) -> tuple[str, ...]:
        """The codes of a list on a day, in order."""
        return tuple(code for code in self._listings if self.listed(name, code, on))

    def non_brace(self, code: str, on: date) -> Listing | None:
        """The code's place among garments that are no braces, hence no benefit."""
        return self.listed(CodeList.NON_BRACE, code, on)

    def unit_limit(self, code: str, on: date) -> UnitLimit | None:
        """The medically unlikely edit of a code in the quarter's table nearest to the day.

        Not every edit is published. `release("unit_limits", on).covers(on)` tells whether the
        table is that of the day's quarter.
        """
        return self._unit_limits.on(on).get(code)

    def policy_limit(self, code: str, on: date) -> PolicyLimit | None:
        """The most units of a code a policy pays over a period without further reasons."""
        return self._policy_limits.first(code, on)

    def denied_beside(self, code: str, on: date) -> tuple[EditPair, ...]:
        """The pairs by which a code is paid and another denied; only an import has any."""
        return tuple(self._edit_pairs.on(on).on(code, on)) if self._edit_pairs else ()

    def denying(self, code: str, on: date) -> tuple[EditPair, ...]:
        """The pairs by which a code is denied beside another that is paid."""
        return tuple(self._edit_pairs_denied.on(on).on(code, on)) if self._edit_pairs else ()

    def useful_lifetime(self, code: str, on: date) -> int | None:
        """How many months a device is taken to last, by its policy or by its body region.

        None for what is no device, for limbs and implants, which are replaced as need be, and
        where no source was read.
        """
        attributes = self.attributes(code)
        if attributes is None or attributes.role is not Role.BASE or attributes.noc:
            return None
        if (limit := self.policy_limit(code, on)) and limit.months:
            return limit.months
        lifetime = self._useful_lifetimes.first(attributes.body_region, on)
        return lifetime.months if lifetime else None

    # Fees and equipment

    def fee_rows(self, code: str, on: date) -> tuple[FeeRow, ...]:
        """The rows of a code in the DMEPOS fee schedule nearest to the day."""
        return self._fees.on(on).all(code)

    def fee_categories(self, code: str, on: date) -> tuple[str, ...]:
        """The categories of a code's rows in the DMEPOS fee schedule, such as `PO` or `CR`."""
        return tuple(sorted({row.category for row in self.fee_rows(code, on)}))

    def equipment_modifiers(self, code: str, on: date) -> frozenset[str]:
        """Those of NU, RR and UE of which equipment wants one; none where it wants none.

        It wants one where the fee schedule prices it under equipment and no row stands without.
        """
        rows = self.fee_rows(code, on)
        found = {modifier for row in rows for modifier in (row.modifier, row.second_modifier)}
        if any(
            row.category not in _EQUIPMENT_CATEGORIES
            or _EQUIPMENT_MODIFIERS.isdisjoint((row.modifier, row.second_modifier))
            for row in rows
        ):
            return frozenset()
        return _EQUIPMENT_MODIFIERS & found

    # Diagnoses

    def diagnosis(self, code: str, on: date) -> DiagnosisFact | None:
        """An ICD-10-CM code without its dot, billable or header, in the release for a day."""
        return self._diagnoses.on(on).get(code)

    def diagnosis_validity(self, code: str, on: date) -> Validity:
        """Whether an ICD-10-CM code was in the code set on a day; a header is, unbillable as it is.

        The table holds one release, and by hand some codes that ended before it.
        """
        fact = self.diagnosis(code, on)
        if fact and fact.ended:
            return Validity.ENDED if on > fact.ended else Validity.VALID
        if not self.release("diagnoses", on).covers(on):
            return Validity.PAST_TABLE
        return Validity.VALID if fact else Validity.UNKNOWN

    def diagnosis_group(self, group: str, code: str, on: date) -> bool:
        """Whether a diagnosis belongs to a group of a policy on a day."""
        patterns = (
            pattern
            for head, tail, pattern in self._diagnosis_patterns
            if code.startswith(head) and code.endswith(tail)
        )
        return any(
            row.group == group
            for diagnosis in (code, *patterns)
            for row in self._diagnosis_groups.on(diagnosis, on)
        )

    def covered_diagnoses(self, code: str, on: date) -> CoveredDiagnoses | None:
        """The groups of which a policy wants a diagnosis on a line of a procedure code."""
        return self._covered_diagnoses.first(code, on)

    def place_of_service(self, code: str) -> Place | None:
        """A place of service code; compare its `since` with the date of service."""
        return self._places.get(code)

    # The tables themselves

    def boundaries(self) -> tuple[date, ...]:
        """Every day from which any answer may differ from that of the day before, in order."""
        return self._boundaries

    def releases(self) -> list[Release]:
        """Where each table comes from and what it covers, every release of it, the newest first."""
        return [release for texts in self._texts.values() for release in texts.releases()]

    def release(self, table: str, on: date) -> Release:
        """Where the answers of a table, such as `hcpcs`, for a day come from; KeyError if none."""
        return self._texts[table].release_on(on)

    def citation(self, key: str) -> Source:
        """The publication behind a row's `source`; KeyError where there is none."""
        return self._citations[key]

    def meaning(self, indicator: str, value: str) -> str | None:
        """Our words for an indicator's value: `meaning("pricing", "38")`."""
        for row in self._indicators.all(value):
            if row.indicator == indicator:
                return row.meaning
        return None

    @cached_property
    def _validities(self) -> Callable[[str, date], Validity]:
        """`validity`, remembered: rules ask it again and again of few codes and days."""

        @lru_cache(maxsize=_REMEMBERED)
        def validity(code: str, on: date) -> Validity:
            return self._validity("hcpcs", self.procedure(code, on), on)

        return validity

    @cached_property
    def _modifier_validities(self) -> Callable[[str, date], Validity]:
        """`modifier_validity`, likewise."""

        @lru_cache(maxsize=_REMEMBERED)
        def validity(modifier: str, on: date) -> Validity:
            if _LEVEL_ONE_MODIFIER.fullmatch(modifier):
                return Validity.VALID
            return self._validity("modifiers", self.modifier(modifier, on), on)

        return validity

    def _validity(
        self, table: str, fact: ProcedureFact | ModifierFact | None, on: date
    ) -> Validity:
        if fact and on < fact.added:
            return Validity.NOT_YET
        if fact and fact.ended and on > fact.ended:
            return Validity.ENDED
        release = self.release(table, on)
        if on > release.covers_to or (fact is None and on < release.covers_from):
            return Validity.PAST_TABLE
        return Validity.VALID if fact else Validity.UNKNOWN

    def _in_use(self, code: str, on: date) -> bool:
        return self.validity(code, on) in (Validity.VALID, Validity.PAST_TABLE)

    def _undated(self, table: str, row_type: type[Row], key: str = "code") -> Lookup[Row]:
        return Lookup(self._own.read(table), row_type, key)

    def _dated(
        self, table: str, row_type: type[DatedRow], key: str = "code"
    ) -> DatedLookup[DatedRow]:
        return DatedLookup(self._own.read(table), row_type, key)

    @cached_property
    def _texts(self) -> dict[str, Editions[str]]:
        """The text of each table in the releases that hold it."""
        tables = {table: None for folder in self._folders for table in folder.releases}
        return {table: texts_of(table, self._folders) for table in tables}

    @cached_property
    def _citations(self) -> dict[str, Source]:
        return {key: each for folder in self._folders for key, each in folder.citations.items()}

    @cached_property
    def _boundaries(self) -> tuple[date, ...]:
        codes: tuple[Lookup[Any], ...] = (
            *self._procedures.tables(),
            *self._modifiers.tables(),
        )
        lists: tuple[DatedLookup[Any], ...] = (
            *self._edit_pairs.tables(),
            *self._face_to_face.tables(),
            *self._prior_authorizations.tables(),
            self._covered_diagnoses,
            self._diagnosis_groups,
            self._families,
            self._functional_levels,
            self._gaps,
            self._knee_additions,
            self._listings,
            self._policy_limits,
            self._prosthesis_additions,
            self._renamed,
            self._sides,
            self._useful_lifetimes,
        )
        first_days = {day for table in codes for day in table.days("added")}
        first_days.update(day for table in lists for day in table.edges())
        first_days.update(self._places.days("since"))
        last_days = {day for table in codes for day in table.days("ended")}
        last_days.update(self._diagnoses.tables()[0].last_days())
        first_days.update(day for texts in self._texts.values() for day in texts.edges())
        return tuple(sorted(first_days | {last + timedelta(days=1) for last in last_days}))

    @cached_property
    def _attributes(self) -> Lookup[Attributes]:
        return self._undated("attributes", Attributes)

    @cached_property
    def _covered_diagnoses(self) -> DatedLookup[CoveredDiagnoses]:
        return self._dated("covered_diagnoses", CoveredDiagnoses)

    @cached_property
    def _descriptors(self) -> Editions[Lookup[Descriptor]]:
        texts = texts_of("descriptors", self._folders)
        return texts.each(lambda text: Lookup(text, Descriptor))

    @cached_property
    def _diagnoses(self) -> Editions[Diagnoses]:
        ended = self._own.read("ended_diagnoses")
        return self._texts["diagnoses"].each(lambda text: Diagnoses(text, ended))

    @cached_property
    def _diagnosis_groups(self) -> DatedLookup[GroupedDiagnosis]:
        return self._dated("diagnosis_groups", GroupedDiagnosis, "diagnosis")

    @cached_property
    def _diagnosis_patterns(self) -> list[tuple[str, str, str]]:
        """Start and end of the diagnoses that a group names by pattern, and the pattern."""
        parts = (diagnosis.partition("*") for diagnosis in self._diagnosis_groups)
        return [(head, tail, f"{head}*{tail}") for head, star, tail in parts if star]

    @cached_property
    def _edit_pairs(self) -> Editions[DatedLookup[EditPair]]:
        texts = texts_of("edit_pairs", self._folders)
        return texts.each(lambda text: DatedLookup(text, EditPair))

    @cached_property
    def _edit_pairs_denied(self) -> Editions[DatedLookup[EditPair]]:
        texts = texts_of("edit_pairs", self._folders)
        return texts.each(lambda text: DatedLookup(text, EditPair, "denied"))

    @cached_property
    def _face_to_face(self) -> Editions[DatedLookup[FaceToFace]]:
        return self._texts["face_to_face"].each(lambda text: DatedLookup(text, FaceToFace))

    @cached_property
    def _families(self) -> DatedLookup[CoverageFamily]:
        return self._dated("families", CoverageFamily)

    @cached_property
    def _fees(self) -> Editions[Lookup[FeeRow]]:
        return self._texts["fees"].each(lambda text: Lookup(text, FeeRow))

    @cached_property
    def _functional_levels(self) -> DatedLookup[FunctionalLevel]:
        return self._dated("functional_levels", FunctionalLevel)

    @cached_property
    def _renamed(self) -> DatedLookup[RenamedCode]:
        return self._dated("renamed", RenamedCode)

    @cached_property
    def _gaps(self) -> DatedLookup[MedicareGap]:
        return self._dated("gaps", MedicareGap)

    @cached_property
    def _indicators(self) -> Lookup[IndicatorMeaning]:
        return self._undated("indicators", IndicatorMeaning, "value")

    @cached_property
    def _knee_additions(self) -> DatedLookup[AdditionRow]:
        return self._dated("knee_additions", AdditionRow, "base")

    @cached_property
    def _listings(self) -> DatedLookup[Listing]:
        return self._dated("lists", Listing)

    @cached_property
    def _modifiers(self) -> Editions[Lookup[ModifierFact]]:
        return self._texts["modifiers"].each(lambda text: Lookup(text, ModifierFact, "modifier"))

    @cached_property
    def _noc(self) -> Lookup[NocFact]:
        return self._undated("noc", NocFact)

    @cached_property
    def _own_modifiers(self) -> Lookup[ModifierFact]:
        """The modifiers with our labels, which no imported release has."""
        return self._undated("modifiers", ModifierFact, "modifier")

    @cached_property
    def _places(self) -> Lookup[Place]:
        return self._undated("places", Place)

    @cached_property
    def _policy_limits(self) -> DatedLookup[PolicyLimit]:
        return self._dated("policy_limits", PolicyLimit)

    @cached_property
    def _prior_authorizations(self) -> Editions[DatedLookup[PriorAuthorization]]:
        texts = self._texts["prior_authorizations"]
        return texts.each(lambda text: DatedLookup(text, PriorAuthorization))

    @cached_property
    def _procedures(self) -> Editions[Lookup[ProcedureFact]]:
        return self._texts["hcpcs"].each(lambda text: Lookup(text, ProcedureFact))

    @cached_property
    def _prosthesis_additions(self) -> DatedLookup[AdditionRow]:
        return self._dated("prosthesis_additions", AdditionRow, "base")

    @cached_property
    def _sides(self) -> DatedLookup[SideRequirement]:
        return self._dated("sides", SideRequirement)

    @cached_property
    def _unit_limits(self) -> Editions[Lookup[UnitLimit]]:
        return self._texts["unit_limits"].each(lambda text: Lookup(text, UnitLimit))

    @cached_property
    def _useful_lifetimes(self) -> DatedLookup[UsefulLifetime]:
        return self._dated("useful_lifetimes", UsefulLifetime, "region")


def load_tables(folder: Path | None = None) -> Tables:
    """The tables in use: the bundled ones and, over them, the releases imported into a folder.

    The folder is by default that of CLAIMLINE_CODES, else the user's own. The tables are read once
    a process and only as far as they are asked. Raises TablesError for a named folder that is not
    there.
    """
    paths = tuple(release.path for release in imported_releases(codes_folder(folder))[0])
    return _tables(paths)


@cache
def _tables(imported: tuple[Path, ...]) -> Tables:
    return Tables(bundled(), map(ReleaseFolder, imported))


def _in_region(base: Attributes, regions: tuple[str, ...]) -> bool:
    """Whether a base lies in one of the regions; a region without a level stands for each level."""
    return base.body_region in regions or base.body_region.partition(":")[0] in regions
