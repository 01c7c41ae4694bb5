"""What a new release changes against the one in use: entries added, ended and changed."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from claimline.codes.importers.members import RefusedError
from claimline.codes.releases import Release

Columns = dict[str, str]

_KEYS = {
    "hcpcs": ("code",),
    "modifiers": ("modifier",),
    "descriptors": ("code",),
    "unit_limits": ("code",),
    "fees": ("code", "modifier", "second_modifier"),
    "edit_pairs": ("code", "denied", "effective"),
    "prior_authorizations": ("code", "states", "effective"),
    "face_to_face": ("code", "effective"),
}
# A code that ends keeps its row for years: of a whole file hardly an entry that was in force is
# missing. One that lacks more than this share of them, or all of the last, is cut off.
_MISSING_SHARE = 0.02
_LAST = 5
# Tables whose file holds all there is.
_WHOLE = {"hcpcs", "modifiers", "unit_limits", "fees", "diagnoses"}


@dataclass(frozen=True, slots=True)
class Change:
    """An entry whose columns differ; each with its old and its new text."""

    entry: str
    columns: dict[str, tuple[str, str]]


@dataclass(slots=True)
class Changes:
    """How a table of a new release differs from the release in use; `since` None if there was none.

    An entry `ended` that has a last day now, or that is there no more.
    """

    table: str
    entries: int
    since: Release | None
    added: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The changes as JSON values."""
        return {
            "table": self.table,
            "entries": self.entries,
            "since": self.since and self.since.release,
            "added": self.added,
            "ended": self.ended,
            "changed": [
                {
                    "entry": change.entry,
                    "columns": {
                        name: {"from": old, "to": new}
                        for name, (old, new) in change.columns.items()
                    },
                }
                for change in self.changed
            ],
        }


def changes(table: str, text: str, in_use: tuple[Release, str] | None) -> Changes:
    """What differs between the text of a table and that of the release in use."""
    new = entries(table, text)
    if in_use is None:
        return Changes(table, len(new), None)
    release, old_text = in_use
    old = entries(table, old_text)
    found = Changes(table, len(new), release, added=sorted(new.keys() - old.keys()))
    for entry, before in sorted(old.items()):
        after = new.get(entry)
        if after is None or (_last_day(after) and not _last_day(before)):
            if not _last_day(before):
                found.ended.append(entry)
        elif differing := _differing(before, after):
            found.changed.append(Change(entry, differing))
    return found


def refuse_cut_off(name: str, table: str, text: str, old_text: str, on: date) -> None:
    """Raise RefusedError for a table that lacks what a whole one would have.

    `on` is the first day of the new release.
    """
    if table not in _WHOLE:
        return
    new = entries(table, text)
    expected = sorted(
        entry for entry, columns in entries(table, old_text).items() if _in_force(columns, on)
    )
    missing = [entry for entry in expected if entry not in new]
    if len(missing) > len(expected) * _MISSING_SHARE or (
        len(expected) > _LAST and not any(entry in new for entry in expected[-_LAST:])
    ):
        raise RefusedError(
            f"{name}: expected the {len(expected):,} entries of the table {table} that are in "
            f"force on {on}; {len(missing):,} are missing, such as {', '.join(missing[-3:])}: "
            "the file is cut off or is not the whole release"
        )


def entries(table: str, text: str) -> dict[str, Columns]:
    """The columns of each entry of a table, by what tells it from the others."""
    rows = csv.DictReader(text.splitlines())
    if table == "diagnoses":
        return {
            row["category"] + word[:-1]: {"kind": word[-1]}
            for row in rows
            for word in row["codes"].split()
        }
    keys = _KEYS[table]
    return {" ".join(filter(None, (row[key] for key in keys))): row for row in rows}


def _differing(before: Columns, after: Columns) -> dict[str, tuple[str, str]]:
    # Labels and citations are ours.
    names = (before.keys() & after.keys()) - {"label", "source"}
    return {
        name: (before[name], after[name]) for name in sorted(names) if before[name] != after[name]
    }


def _last_day(columns: Columns) -> str:
    return columns.get("ended") or columns.get("removed") or ""


def _in_force(columns: Columns, on: date) -> bool:
    first, last = columns.get("added") or columns.get("effective") or "", _last_day(columns)
    return first <= on.isoformat() and (not last or last >= on.isoformat())
