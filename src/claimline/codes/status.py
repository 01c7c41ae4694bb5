"""Status: which release of each table is in use, and how old it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claimline.codes.releases import Release, ReleaseFolder, editions_of


class Use(StrEnum):
    """For which days a release of a table answers."""

    NOW = "in use"
    OTHER_DAYS = "for other days"
    NEVER = "superseded"


@dataclass(frozen=True, slots=True)
class TableStatus:
    """One release of a table; `days_past` is how long ago its last day was, 0 up to that day."""

    release: Release
    folder: ReleaseFolder
    use: Use
    days_past: int

    def as_json(self) -> dict[str, object]:
        """The status as JSON values; every key is always there."""
        release, imported = self.release, self.folder.imported
        return {
            "table": release.table,
            "title": release.title,
            "publisher": release.publisher,
            "release": release.release,
            "covers_from": release.covers_from.isoformat(),
            "covers_to": release.covers_to.isoformat(),
            "use": self.use.value,
            "days_past": self.days_past,
            "imported": imported.isoformat() if imported else None,
            "folder": str(self.folder.path) if imported else None,
        }


def status(folders: Iterable[ReleaseFolder], as_of: date) -> Iterator[TableStatus]:
    """Every table in order of its name, every release of it from the newest on."""
    folders = list(folders)
    for table in sorted({table for folder in folders for table in folder.releases}):
        editions = editions_of(table, folders)
        now, answering = editions.on(as_of), editions.tables()
        for release, folder in editions.pairs():
            use = Use.NOW if folder is now else Use.NEVER
            if use is Use.NEVER and folder in answering:
                use = Use.OTHER_DAYS
            yield TableStatus(release, folder, use, max(0, (as_of - release.covers_to).days))
