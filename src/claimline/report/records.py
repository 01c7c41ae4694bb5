"""The reports of what came back for programs: one JSON object, JSON lines, or a table of CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from io import StringIO

from claimline.report.json import FORMAT_VERSION, dump
from claimline.responses.record import Record, codes_as_text
from claimline.responses.run import RejectsRun

_COLUMNS = (
    *("response_file", "kind", "level", "outcome", "claim", "service_line"),
    *("line_item_control_number", "sent_file", "offset", "join", "codes", "message", "action"),
    *("candidates", "values", "rules", "charge", "paid", "adjusted"),
)
# A spreadsheet takes a cell that begins so for a formula; a number with a sign is none.
_FORMULA = re.compile(r"\s*[=+\-@\t\r|%]")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def json_records(records: Iterable[Record], run: RejectsRun) -> Iterator[str]:
    """Pieces of one JSON object: version, records, files, summary."""
    yield f'{{"version": {FORMAT_VERSION}, "records": ['
    separator = "\n"
    for record in records:
        yield separator + dump(record.as_json())
        separator = ",\n"
    files = [
        {"file": report.file, "status": report.status, "claims": report.claims}
        for report in run.files
    ]
    summary = {**asdict(run.summary), "at_stake": run.at_stake}
    yield f'\n], "files": {dump(files)}, "summary": {dump(summary)}}}\n'


def jsonl_records(records: Iterable[Record]) -> Iterator[str]:
    """One record a line."""
    for record in records:
        yield dump(record.as_json()) + "\n"


def csv_records(records: Iterable[Record]) -> Iterator[str]:
    """A row a record under a row of names; several values of a cell stand on lines of it."""
    yield _row(_COLUMNS)
    for record in records:
        cells = record.as_json()
        cells["codes"] = list(codes_as_text(record.codes))
        cells["rules"] = [f"{one.rule} {_FIRES[one.fires]}".strip() for one in record.rules]
        yield _row([_cell(cells[name]) for name in _COLUMNS])


_FIRES = {True: "fires", False: "is silent", None: ""}


def _cell(value: object) -> str:
    if isinstance(value, list):
        text = "\n".join("" if one is None else str(one) for one in value)
    else:
        text = "" if value is None else str(value)
    return safe_cell(text)


def safe_cell(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula, control characters escaped."""
    shown = "".join(
        one if one.isprintable() or one == "\n" else one.encode("unicode_escape").decode()
        for one in text
    )
    if _FORMULA.match(shown) and not _NUMBER.fullmatch(shown):
        return f"'{shown}"
    return shown


def _row(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
