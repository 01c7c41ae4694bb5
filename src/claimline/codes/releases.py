"""Releases of the code tables, and the publications their rows cite, read from SOURCES.toml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimline.findings import Source


@dataclass(frozen=True, slots=True)
class Release:
    """Where a table comes from and which dates of service it covers, first and last included.

    `sha256` is that of the table's file as bundled; `recipe` says in a sentence how it was made.
    """

    table: str
    title: str
    publisher: str
    release: str
    covers_from: date
    covers_to: date
    licence: str
    sha256: str
    recipe: str

    def covers(self, on: date) -> bool:
        """Whether the table speaks for a day."""
        return self.covers_from <= on <= self.covers_to


def read_sources(text: str) -> tuple[dict[str, Release], dict[str, Source]]:
    """The releases by table and the cited publications by key, of the text of a SOURCES.toml."""
    import tomllib

    content = tomllib.loads(text)
    releases = {table: Release(table, **entry) for table, entry in content["table"].items()}
    citations = {key: Source(**entry) for key, entry in content["citation"].items()}
    return releases, citations
