"""Importers of the code files that are published, one module a layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from claimline.codes.importers.changes import Changes, changes, refuse_cut_off
from claimline.codes.importers.files import sources_text, table_texts
from claimline.codes.importers.members import RefusedError
from claimline.codes.importers.reading import Reading, read_files
from claimline.codes.importers.staging import install, staged, write
from claimline.codes.releases import (
    SOURCES,
    Release,
    bundled,
    imported_releases,
    is_whole,
    texts_of,
)

__all__ = ["Changes", "Imported", "RefusedError", "import_files"]

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one release: where it is, and what it changed.

    `new` is False where the same rows had been imported before, so that nothing changed. `answers`
    says whether it, and no newer release, answers for the last day it is made for.
    """

    file: str
    title: str
    release: str
    covers_from: date
    covers_to: date
    folder: Path
    new: bool
    answers: bool
    dropped: dict[str, int]
    changes: tuple[Changes, ...]

    def as_json(self) -> dict[str, Any]:
        """The report as JSON values; every key is always there."""
        return {
            "file": self.file,
            "title": self.title,
            "release": self.release,
            "covers_from": self.covers_from.isoformat(),
            "covers_to": self.covers_to.isoformat(),
            "folder": str(self.folder),
            "new": self.new,
            "answers": self.answers,
            "dropped": self.dropped,
            "changes": [each.as_json() for each in self.changes],
        }


def import_files(
    paths: list[Path],
    folder: Path,
    *,
    effective: date | None = None,
    tick: Callable[[str, int], None] = lambda name, number: None,
) -> list[Imported]:
    """Import published files into a folder of releases, all of them or none.

    `effective` is the first day of the releases, by default what the names of the files say; `tick`
    is called with a file's name and the lines or rows read so far. Raises RefusedError, with
    `folder` untouched, for a file that is not one of those published, is damaged, cut off or larger
    than any; OSError where the folder cannot be written.
    """
    readings = read_files(paths, effective, tick)
    in_use = _InUse(folder)
    prepared = [_prepare(reading, folder, in_use) for reading in readings]
    with staged(folder) as stage:
        written = []
        for one in prepared:
            if one.target not in in_use.paths:
                sources = sources_text(one.reading, one.texts, datetime.now(UTC))
                files = {f"{table}.csv": text for table, text in one.texts.items()}
                write(stage / one.target.name, {**files, SOURCES: sources})
                written.append(one)
        new = {one.target for one in written if install(stage / one.target.name, one.target)}
    after = _InUse(folder)
    return [_report(one, new=one.target in new, after=after) for one in prepared]


class _InUse:
    """The text of a table in the release that answers for a day."""

    def __init__(self, folder: Path) -> None:
        imported = [each for each in imported_releases(folder)[0] if is_whole(each.path)]
        self.paths = {each.path for each in imported}
        self._folders = [*imported, bundled()]

    def on(self, table: str, day: date) -> tuple[Release, str] | None:
        editions = texts_of(table, self._folders)
        return (editions.release_on(day), editions.on(day)) if editions else None


@dataclass(frozen=True, slots=True)
class _Prepared:
    reading: Reading
    texts: dict[str, str]
    target: Path
    changes: tuple[Changes, ...]


def _prepare(reading: Reading, folder: Path, in_use: _InUse) -> _Prepared:
    texts = table_texts(reading)
    first = reading.period.first
    found = []
    for table, text in texts.items():
        now = in_use.on(table, first)
        if now:
            refuse_cut_off(reading.name, table, text, now[1], first)
        found.append(changes(table, text, now))
    held = sha256("".join(f"{table}\n{text}" for table, text in texts.items()).encode())
    name = f"{reading.layout.kind}-{reading.period.release}-{held.hexdigest()[:_DIGITS]}"
    return _Prepared(reading, texts, folder / name, tuple(found))


def _report(one: _Prepared, *, new: bool, after: _InUse) -> Imported:
    period, content = one.reading.period, one.reading.content
    answering = [after.on(table, period.last) for table in one.texts]
    return Imported(
        file=one.reading.name,
        title=one.reading.layout.title,
        release=period.release,
        covers_from=content.covers_from or period.first,
        covers_to=period.last,
        folder=one.target,
        new=new,
        answers=all(now and now[1] == one.texts[now[0].table] for now in answering),
        dropped=dict(content.dropped),
        changes=one.changes,
    )
