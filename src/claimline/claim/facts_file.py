"""The side file: records of facts as CSV or JSON, read strictly and given to claims.

A record names a claim by CLM01 and a line by its line item control number (REF 6R); one without a
line is about the claim. JSON holds a list of records; CSV has a column a key, and an empty cell
says nothing. Lists in a cell are separated by blanks, and an item of the history reads
`L1960:RT:2023-01-05` or `L8420:2023-01-05*6`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
)

from claimline.claim.facts import (
    ClaimFacts,
    DeliveryMethod,
    Dispensed,
    Fitting,
    LineFacts,
    OrderElement,
    Outcome,
    Paper,
)
from claimline.claim.refusal import refusal
from claimline.claim.views import ClaimAsSent, Side
from claimline.x12.display import as_written

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)
_ITEM = re.compile(
    r"(?P<code>[A-Z]\d{4})(?::(?P<side>RT|LT))?:(?P<on>[\d-]+)(?:\*(?P<units>[\d.]+))?", re.ASCII
)


class FactsError(ValueError):
    """A side file that cannot be used: where, and why."""


def _day(value: object) -> object:
    """A date written as YYYY-MM-DD or YYYYMMDD; pydantic would take the latter for seconds."""
    if isinstance(value, date):
        return value
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("is no date like 2026-01-08 or 20260108")
    try:
        return date(*map(int, match.groups()))
    except ValueError as error:
        raise ValueError(f"is no date: {error}") from None


def _words(value: object) -> object:
    return value.split() if isinstance(value, str) else value


def _item(value: object) -> object:
    """An item of the history, written as an object or as text."""
    if not isinstance(value, str):
        return value
    match = _ITEM.fullmatch(value)
    if match is None:
        raise ValueError("is no item like L1960:RT:2023-01-05")
    return match.groupdict()


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-?[0-9]{2}-?[0-9]{2}$"}),
]
Money = Annotated[Decimal, Field(ge=0, decimal_places=2, max_digits=10), PlainSerializer(str)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class DispensedRecord(_Strict):
    """A device or part that the patient got earlier."""

    code: Annotated[str, Field(pattern="^[A-Z][0-9]{4}$")]
    on: Day
    side: Side | None = None
    units: Annotated[Decimal, Field(gt=0)] | None = None


Item = Annotated[DispensedRecord, BeforeValidator(_item)]


class FactsRecord(_Strict):
    """What is known of one line, or without `line` of one claim, beyond what the claim carries."""

    claim: Annotated[str, Field(min_length=1, description="CLM01 of the claim")]
    line: Annotated[str | None, Field(description="line item control number, REF 6R")] = None
    order_date: Day | None = None
    order_received_date: Day | None = None
    order_lacks: Annotated[frozenset[OrderElement], BeforeValidator(_words)] | None = None
    face_to_face_date: Day | None = None
    decision_date: Annotated[Day | None, Field(description="of the prior authorisation")] = None
    abn_signed_date: Day | None = None
    delivery_method: DeliveryMethod | None = None
    delivery_date: Day | None = None
    ship_date: Day | None = None
    discharge_date: Day | None = None
    outcome: Outcome | None = None
    outcome_date: Day | None = None
    fitting: Fitting | None = None
    custom_reason: str | None = None
    pdac_verified: bool | None = None
    price_list_amount: Annotated[Money | None, Field(description="for one unit")] = None
    acquisition_cost: Annotated[Money | None, Field(description="of one unit")] = None
    labour_minutes: Annotated[int, Field(ge=0)] | None = None
    papers: Annotated[frozenset[Paper], BeforeValidator(_words)] | None = None
    history: Annotated[tuple[Item, ...], BeforeValidator(_words)] | None = None

    def of_line(self) -> LineFacts:
        """The line's part of it, money in cents."""
        values = {
            one.name: getattr(self, one.name)
            for one in fields(LineFacts)
            if hasattr(self, one.name)
        }
        for name in ("price_list_amount", "acquisition_cost"):
            if values[name] is not None:
                values[name] = int(values[name] * 100)
        return LineFacts(**values)

    def of_claim(self) -> tuple[Dispensed, ...] | None:
        """The history, which is the patient's whichever line it was given with."""
        if self.history is None:
            return None
        return tuple(Dispensed(one.code, one.on, one.side, one.units) for one in self.history)


class Facts:
    """The facts of a side file, by claim and line."""

    def __init__(self, records: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Each record with the words for its place; raises FactsError for the first wrong one."""
        self._lines: dict[tuple[str, str], LineFacts] = {}
        self._claims: dict[str, ClaimFacts] = {}
        self._unmatched: dict[tuple[str, str | None], str] = {}
        for place, values in records:
            self._add(place, _validated(place, values))

    def _add(self, place: str, record: FactsRecord) -> None:
        key = record.claim, record.line
        if key in self._unmatched:
            raise FactsError(f"{place}: {_named(key)} was given before ({self._unmatched[key]})")
        self._unmatched[key] = place
        of_line, history = record.of_line(), record.of_claim()
        if record.line is not None:
            self._lines[record.claim, record.line] = of_line
        elif of_line:
            raise FactsError(f"{place}: line: is missing; only a history is about the whole claim")
        if history is not None:
            known = self._claims.get(record.claim, ClaimFacts()).history or ()
            self._claims[record.claim] = ClaimFacts((*known, *history))

    def add_to(self, claim: ClaimAsSent) -> None:
        """Give the claim and its lines what is known of them."""
        if claim.identifier is None:
            return
        identifier = as_written(claim.identifier)
        self._unmatched.pop((identifier, None), None)
        claim.facts = self._claims.get(identifier, claim.facts)
        for line in claim.lines:
            if line.control_number is not None:
                key = identifier, as_written(line.control_number)
                self._unmatched.pop(key, None)
                line.facts = self._lines.get(key, line.facts)

    def unmatched(self) -> list[str]:
        """The records whose claim or line was in no file so far, each with its place."""
        return [f"{place}: {_named(key)}" for key, place in self._unmatched.items()]

    def match_but(self, records: Collection[str]) -> None:
        """Of what is unmatched, others have found all but these in the files."""
        for record, key in zip(self.unmatched(), list(self._unmatched), strict=True):
            if record not in records:
                del self._unmatched[key]


def read_facts(path: Path) -> Facts:
    """The facts of a CSV or JSON file; FactsError for one that cannot be read or used."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FactsError(f"{path}: is not UTF-8 (byte {error.start})") from None
    except OSError as error:
        raise FactsError(f"{path}: {error.strerror or error}") from None
    rows = _json_rows(path, text) if _is_json(path, text) else _csv_rows(path, text)
    return Facts(rows)


def facts_of(records: Iterable[Mapping[str, Any]]) -> Facts:
    """The facts of records in memory; FactsError for one that is wrong."""
    return Facts((f"record {number}", record) for number, record in enumerate(records, 1))


def _is_json(path: Path, text: str) -> bool:
    return path.suffix.lower() == ".json" or text.lstrip().startswith(("[", "{"))


def _json_rows(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        records = json.loads(text)
    except json.JSONDecodeError as error:
        raise FactsError(f"{path}:{error.lineno}: is no JSON: {error.msg}") from None
    except RecursionError:
        raise FactsError(f"{path}: is nested too deep") from None
    if not isinstance(records, list):
        raise FactsError(f"{path}: is no list of records")
    for number, record in enumerate(records, 1):
        place = f"{path}, record {number}"
        if not isinstance(record, dict):
            raise FactsError(f"{place}: is no object")
        yield place, record


def _csv_rows(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            place = f"{path}, row {reader.line_num}"
            if None in row or None in row.values():
                raise FactsError(f"{place}: has not as many cells as the header")
            yield place, {key: cell for key, cell in row.items() if cell.strip()}
    except csv.Error as error:
        raise FactsError(f"{path}, row {reader.line_num + 1}: is no CSV: {error}") from None


def _validated(place: str, values: Mapping[str, Any]) -> FactsRecord:
    try:
        return FactsRecord.model_validate(dict(values))
    except ValidationError as error:
        reason = refusal(error, FactsRecord.model_fields)
        raise FactsError(f"{place}: {reason}") from None


def _named(key: tuple[str, str | None]) -> str:
    claim, line = key
    return f"claim {claim}" if line is None else f"claim {claim}, line {line}"
