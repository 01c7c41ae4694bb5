"""Claims as data: one JSON record a claim, or one CSV row a service line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any

from claimline.claim.loop import Loop, Segment
from claimline.claim.models.claim import Claim
from claimline.claim.models.errors import ClaimError, Fault
from claimline.claim.models.line import ServiceLine
from claimline.claim.models.plain import plain
from claimline.claim.phi import MASK, masked_elements
from claimline.claim.views import ClaimAsSent
from claimline.report.json import dump
from claimline.x12.display import as_written

FORMAT_VERSION = 1
COLUMNS = (
    *("file", "interchange", "transaction_set", "claim", "frequency", "claim_charge"),
    *("filing_indicator", "payer", "payer_identifier", "billing_npi", "member_identifier"),
    *("patient_last_name", "patient_first_name", "birth_date", "place_of_service", "diagnoses"),
    *("line", "code", "modifiers", "description", "charge", "basis", "units"),
    *("diagnosis_pointers", "first_service_date", "last_service_date", "ordering_npi"),
    *("authorization", "control_number", "note", "problems"),
)
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = re.compile(r"[=+@\t\r-]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Record:
    """A claim of a file as data: its model, or what is wrong with it and its segments.

    The segments are the claim's, after those of the levels above it that have a fault.
    """

    file: str
    interchange: str | None
    group: str | None
    transaction_set: str | None
    identifier: str | None
    claim: Claim | None
    faults: tuple[Fault, ...] = ()
    segments: tuple[str, ...] = ()

    def as_json(self, *, show_phi: bool) -> dict[str, Any]:
        """The record as plain JSON values, every key there."""
        return {
            "file": self.file,
            "interchange": self.interchange,
            "group": self.group,
            "transaction_set": self.transaction_set,
            "identifier": self.identifier,
            "claim": plain(self.claim, show_phi=show_phi) if self.claim else None,
            "problems": [
                {
                    "loop": fault.loop,
                    "designator": fault.designator,
                    "service_line": fault.service_line,
                    "reason": fault.reason,
                }
                for fault in self.faults
            ],
            "segments": list(self.segments),
        }


def record_of(file: str, view: ClaimAsSent, *, show_phi: bool) -> Record:
    """The record of a claim as sent."""
    transaction_set = view.transaction_set
    group, interchange = transaction_set.group, transaction_set.interchange
    record = Record(
        file,
        interchange.control_number if interchange else None,
        group.control_number if group else None,
        transaction_set.control_number,
        view.identifier,
        None,
    )
    try:
        return replace(record, claim=view.model())
    except ClaimError as error:
        segments = (one for loop in (*_faulty_levels(view), view) for one in loop.segments())
        texts = tuple(_text(segment, show_phi) for segment in segments)
        return replace(record, faults=error.faults, segments=texts)


def _faulty_levels(view: ClaimAsSent) -> Iterator[Loop]:
    """What stands above a claim and has a fault of its own."""
    above = (view.transaction_set.heading, view.billing, view.subscriber, view.patient)
    for level in above:
        if level and level.strict and level.strict[1]:
            yield level


def _text(segment: Segment, show_phi: bool) -> str:
    """A segment as it stands, elements that hold PHI masked."""
    masked = frozenset() if show_phi else masked_elements(segment)
    assert segment.chunk.header is not None
    separator = segment.chunk.header.delimiters.element
    shown = (MASK if at in masked and text else text for at, text in enumerate(segment.elements))
    return as_written(separator.join(shown))


def json_claims(records: Iterable[Record], *, show_phi: bool) -> Iterator[str]:
    """Pieces of one JSON object: version, claims."""
    yield f'{{"version": {FORMAT_VERSION}, "claims": ['
    separator = "\n"
    for record in records:
        yield separator + dump(record.as_json(show_phi=show_phi))
        separator = ",\n"
    yield "\n]}\n"


def jsonl_claims(records: Iterable[Record], *, show_phi: bool) -> Iterator[str]:
    """One claim a line."""
    for record in records:
        yield dump(record.as_json(show_phi=show_phi)) + "\n"


def csv_claims(records: Iterable[Record], *, show_phi: bool) -> Iterator[str]:
    """A head, then one service line a row; one row for a claim that could not be typed.

    What a spreadsheet would take for a formula has an apostrophe in front.
    """
    yield _row(COLUMNS)
    for record in records:
        for row in _rows(record, show_phi):
            yield _row(_harmless(row.get(name, "")) for name in COLUMNS)


def _row(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _harmless(text: str) -> str:
    is_formula = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def _rows(record: Record, show_phi: bool) -> Iterator[dict[str, str]]:
    row = {
        "file": record.file,
        "interchange": record.interchange or "",
        "transaction_set": record.transaction_set or "",
        "claim": record.identifier or "",
    }
    if record.claim is None:
        yield {**row, "problems": "; ".join(map(str, record.faults))}
        return
    row |= _claim_cells(record.claim, show_phi)
    for number, line in enumerate(record.claim.lines, 1):
        yield {**row, "line": str(number), **_line_cells(line)}


def _claim_cells(claim: Claim, show_phi: bool) -> dict[str, str]:
    patient = claim.patient or claim.subscriber
    phi = {
        "member_identifier": claim.subscriber.identifier,
        "patient_last_name": patient.last_name,
        "patient_first_name": patient.first_name,
        "birth_date": patient.birth_date and patient.birth_date.isoformat(),
    }
    return {
        "frequency": claim.frequency,
        "claim_charge": f"{claim.charge:f}",
        "filing_indicator": claim.subscriber.filing_indicator or "",
        "payer": claim.payer.name,
        "payer_identifier": claim.payer.identifier,
        "billing_npi": claim.billing_provider.npi or "",
        "place_of_service": claim.place_of_service,
        "diagnoses": " ".join(one.code for one in claim.diagnoses),
        **{name: (text if show_phi else MASK) if text else "" for name, text in phi.items()},
    }


def _line_cells(line: ServiceLine) -> dict[str, str]:
    ordering = line.ordering_provider
    return {
        "code": line.code,
        "modifiers": " ".join(line.modifiers),
        "description": line.description or "",
        "charge": f"{line.charge:f}",
        "basis": line.basis,
        "units": f"{line.units:f}",
        "diagnosis_pointers": " ".join(map(str, line.diagnosis_pointers)),
        "first_service_date": line.service_dates[0].isoformat(),
        "last_service_date": line.service_dates[-1].isoformat(),
        "ordering_npi": (ordering.npi if ordering else None) or "",
        "authorization": " ".join(one.number for one in line.authorizations),
        "control_number": line.control_number or "",
        "note": line.note or "",
        **({"place_of_service": line.place_of_service} if line.place_of_service else {}),
    }
