"""The files of an imported release: CSV of a table's rows, and SOURCES.toml."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from io import StringIO
from typing import Any

from claimline.codes.importers.layout import citation
from claimline.codes.importers.reading import Reading
from claimline.codes.releases import FORMAT

_LICENCE = "CMS, public"


def table_texts(reading: Reading) -> dict[str, str]:
    """The text of each table, its rows sorted."""
    return {table: _csv(rows) for table, rows in sorted(reading.content.tables.items())}


def digest(text: str) -> str:
    """The SHA-256 of a text, as SOURCES.toml has it."""
    return sha256(text.encode()).hexdigest()


def sources_text(reading: Reading, texts: dict[str, str], imported: datetime) -> str:
    """The text of SOURCES.toml."""
    covers_from = reading.content.covers_from or reading.period.first
    lines = [f"format = {FORMAT}", f"imported = {imported.isoformat()}"]
    for table, text in texts.items():
        lines += [
            "",
            f"[table.{table}]",
            f"title = {_string(reading.layout.title)}",
            f"publisher = {_string(reading.layout.publisher)}",
            f"release = {_string(reading.period.release)}",
            f"covers_from = {covers_from}",
            f"covers_to = {reading.period.last}",
            f"licence = {_string(_LICENCE)}",
            f"sha256 = {_string(digest(text))}",
            f"recipe = {_string(f'claimline codes import {reading.name}')}",
        ]
    title = f"{reading.layout.title}, release {reading.period.release}, imported"
    lines += ["", f"[citation.{citation(reading.period)}]", f"title = {_string(title)}", ""]
    return "\n".join(lines)


def _csv(rows: Sequence[Any]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0]._fields)
    writer.writerows(sorted({tuple(map(_text, row)) for row in rows}))
    return out.getvalue()


def _text(value: object) -> str:
    """The text that a lookup reads the value from."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return " ".join(value)
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def _string(text: str) -> str:
    """A TOML string; what is not plain ASCII is shown as a question mark."""
    return json.dumps("".join(each if " " <= each <= "~" else "?" for each in text))
