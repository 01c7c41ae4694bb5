"""HCPCS Level II, the quarterly release: what both of its forms have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from claimline.codes.facts import Descriptor, ModifierFact, ProcedureFact
from claimline.codes.importers.layout import (
    LEVEL_TWO,
    Content,
    Period,
    compact_date,
    is_level_two,
    quarter,
)
from claimline.codes.importers.members import RefusedError

Row = TypeVar("Row")

KIND = "hcpcs"
PUBLISHER = "CMS"
# Ended codes stay in the release for four years at least, by the note of CMS in its record layout.
_YEARS_KEPT = 4
_MODIFIER = re.compile("[A-Z][A-Z0-9]")
_LEVEL_ONE_MODIFIER = re.compile("[0-9]{2}|[1238]P")
_PRICING = re.compile("[0-9]{2}")
_COVERAGE = re.compile("[A-Z]?")
_PUBLISHED_NAME = re.compile("HCPC(20[0-9]{2})_(JAN|APR|JUL|OCT)", re.IGNORECASE)
_ARCHIVE_NAME = re.compile("(january|april|july|october)-(20[0-9]{2})-alpha", re.IGNORECASE)
_MONTHS = MappingProxyType({"JAN": 1, "APR": 4, "JUL": 7, "OCT": 10})
# A release has the data as text and as a workbook, and beside it lists of changes and corrections.
DATA_MEMBER = r"(?!.*(?:transaction|corrections|recordlayout)).*ANWEB.*\."


@dataclass(frozen=True, slots=True)
class Record:
    """One code or modifier as the release has it; every field is its text without outer blanks.

    `where` is the line or row, for messages.
    """

    where: str
    code: str
    long_description: str
    short_description: str
    pricing: tuple[str, ...]
    multiple_pricing: str
    cross_references: tuple[str, ...]
    coverage: str
    betos: str
    types_of_service: tuple[str, ...]
    added: str
    action_effective: str
    ended: str
    action: str


def period(name: str) -> Period | None:
    """The quarter that the name of a file or archive says."""
    if found := _PUBLISHED_NAME.search(name):
        year, month = found.groups()
    elif found := _ARCHIVE_NAME.search(name):
        month, year = found.groups()
    else:
        return None
    return quarter(date(int(year), _MONTHS[month[:3].upper()], 1))


def content(records: Iterable[Record], period: Period) -> Content:
    """The tables of a release: codes, modifiers, and the descriptors of both."""
    dropped: Counter[str] = Counter()
    procedures: dict[str, ProcedureFact] = {}
    modifiers: dict[str, ModifierFact] = {}
    descriptors: dict[str, Descriptor] = {}
    for record in records:
        if len(record.code) == 2:
            if not _keeps_modifier(record, dropped):
                continue
            _put(modifiers, record, _modifier(record))
        else:
            if not is_level_two(record.code, dropped, record.where):
                continue
            _put(procedures, record, _procedure(record))
        descriptors[record.code] = Descriptor(
            record.code,
            " ".join(record.short_description.split()),
            " ".join(record.long_description.split()),
        )
    tables: dict[str, Sequence[Any]] = {
        "hcpcs": list(procedures.values()),
        "modifiers": list(modifiers.values()),
        "descriptors": list(descriptors.values()),
    }
    covers_from = period.first.replace(year=period.first.year - _YEARS_KEPT)
    return Content(tables, dropped, covers_from)


def _keeps_modifier(record: Record, dropped: Counter[str]) -> bool:
    if _LEVEL_ONE_MODIFIER.fullmatch(record.code):
        dropped["Level I (CPT) modifiers"] += 1
        return False
    if not _MODIFIER.fullmatch(record.code):
        raise RefusedError(f"{record.where}: {record.code!r} is no modifier")
    return True


def _put(rows: dict[str, Row], record: Record, row: Row) -> None:
    if record.code in rows:
        raise RefusedError(f"{record.where}: {record.code} stands there a second time")
    rows[record.code] = row


def _procedure(record: Record) -> ProcedureFact:
    added = _added(record)
    if not all(_PRICING.fullmatch(indicator) for indicator in record.pricing):
        raise RefusedError(f"{record.where}: {' '.join(record.pricing)!r} is no pricing indicator")
    if not _COVERAGE.fullmatch(record.coverage):
        raise RefusedError(f"{record.where}: {record.coverage!r} is no coverage code")
    return ProcedureFact(
        code=record.code,
        added=added,
        ended=compact_date(record.ended, record.where),
        coverage=record.coverage,
        pricing=record.pricing,
        multiple_pricing=record.multiple_pricing,
        betos=record.betos,
        type_of_service=record.types_of_service,
        action=record.action,
        # The workbook leaves it blank for old codes, whose text record repeats the added date.
        action_effective=compact_date(record.action_effective, record.where) or added,
        successors=tuple(code for code in record.cross_references if LEVEL_TWO.fullmatch(code)),
    )


def _modifier(record: Record) -> ModifierFact:
    return ModifierFact(
        modifier=record.code,
        added=_added(record),
        ended=compact_date(record.ended, record.where),
        label=None,
    )


def _added(record: Record) -> date:
    added = compact_date(record.added, record.where)
    if added is None:
        raise RefusedError(f"{record.where}: {record.code} has no added date")
    return added
