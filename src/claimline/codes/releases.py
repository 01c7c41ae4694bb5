"""Releases of the code tables: where each table comes from, and which release answers for a day.

A release is a folder of tables in CSV with a SOURCES.toml: the bundled one, and beside it those a
user imported, under one folder of his own.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import Generic, TypeVar

from claimline.findings import Source

SOURCES = "SOURCES.toml"
# Goes up with every change of a table's columns: a folder of another format is not read.
FORMAT = 1
_DATA = Path(__file__).parent / "data"
_AGAIN = "import the file again, or delete the folder it is in"
_ENVIRONMENT = "CLAIMLINE_CODES"
# What reading a SOURCES.toml raises where that is none.
_NO_RELEASE = (OSError, ValueError, TypeError, KeyError)
_ONE_DAY = timedelta(days=1)

Table = TypeVar("Table")
Read = TypeVar("Read")


class TablesError(Exception):
    """Code tables that cannot be used; the message says where they are and what to do."""


@dataclass(frozen=True, slots=True)
class Release:
    """Where a table comes from and which dates of service it covers, first and last included.

    `release` is the day, month or year it was published for, so that releases sort by it. `sha256`
    is that of the table's file; `recipe` says in a sentence how it was made.
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


class ReleaseFolder:
    """A folder of tables, and what its SOURCES.toml says of them.

    `releases` are by table, `citations`, the publications that rows cite, by key; `imported` is
    when a user imported it, None for the bundled one. Raises OSError, ValueError, TypeError or
    KeyError for a folder that is none.
    """

    def __init__(self, path: Path) -> None:
        import tomllib

        content = tomllib.loads((path / SOURCES).read_text(encoding="utf-8"))
        self.path = path
        self.imported: datetime | None = content.get("imported")
        self.format: int | None = content.get("format")
        self.releases = {table: Release(table, **each) for table, each in content["table"].items()}
        self.citations = {key: Source(**each) for key, each in content.get("citation", {}).items()}

    def read(self, table: str) -> str:
        """The text of a table; TablesError if an imported one is not as it was imported."""
        path = self.path / f"{table}.csv"
        try:
            content = path.read_bytes()
        except OSError as error:
            raise TablesError(f"{path} cannot be read: {_AGAIN}") from error
        if self.imported and _digest(content) != self.releases[table].sha256:
            raise TablesError(f"{path} is not as it was imported: {_AGAIN}")
        return content.decode("utf-8")


def _digest(content: bytes) -> str:
    from hashlib import sha256

    return sha256(content).hexdigest()


def bundled() -> ReleaseFolder:
    """The release that is part of claimline."""
    return ReleaseFolder(_DATA)


def codes_folder(named: Path | None = None, *, there: bool = True) -> Path:
    """The folder of imported releases: the one named, else CLAIMLINE_CODES, else the user's own.

    Raises TablesError for one that is named and is not there, or with `there` False is no folder.
    """
    if named is None:
        variable = os.environ.get(_ENVIRONMENT)
        named = Path(variable) if variable else None
    if named is None:
        from platformdirs import user_data_path

        return user_data_path("claimline", appauthor=False) / "codes"
    if not named.is_dir() and (there or named.exists()):
        raise TablesError(
            f"{named} is no folder of code tables; claimline codes import --codes makes one"
        )
    return named


def imported_releases(folder: Path) -> tuple[list[ReleaseFolder], list[str]]:
    """The releases imported into a folder, the last first, and what there cannot be used and why.

    What is hidden is no release: an import that is under way, or was killed.
    """
    releases: list[ReleaseFolder] = []
    unusable: list[str] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or not path.is_dir():
            continue
        try:
            releases.append(_imported_release(path))
        except _NO_RELEASE:
            unusable.append(f"{path} is no release that this claimline can use: {_AGAIN}")
    releases.sort(key=lambda release: (str(release.imported), release.path), reverse=True)
    return releases, unusable


def _imported_release(path: Path) -> ReleaseFolder:
    release = ReleaseFolder(path)
    if release.format != FORMAT or not release.imported or not release.releases:
        raise ValueError("not made by this version of claimline")
    return release


def is_whole(path: Path) -> bool:
    """Whether a folder is an imported release, and every table in it as it was imported."""
    try:
        return not any(damage(_imported_release(path)))
    except _NO_RELEASE:
        return False


def damage(release: ReleaseFolder) -> Iterator[str]:
    """What is wrong with the tables of a release, each that cannot be read or was changed."""
    for table in release.releases:
        try:
            release.read(table)
        except TablesError as error:
            yield str(error)


class Editions(Generic[Table]):
    """One table in each of its releases; the newest that covers a day, or ended before, answers.

    For a day before all of them it is the one that begins first. Of two of the same name the first
    given is the newer. Each is read when it is first asked.
    """

    def __init__(self, editions: Iterable[tuple[Release, Callable[[], Table]]]) -> None:
        self._editions = sorted(editions, key=lambda edition: edition[0].release, reverse=True)
        self._tables: dict[int, Table] = {}

    def each(self, read: Callable[[Table], Read]) -> Editions[Read]:
        """The same releases, with what is read of each one's table."""
        return Editions(
            (release, partial(_read_from, load, read)) for release, load in self._editions
        )

    def on(self, day: date) -> Table:
        """The table that answers for a date of service."""
        return self._table(self._at(day))

    def release_on(self, day: date) -> Release:
        """The release of that table."""
        return self._editions[self._at(day)][0]

    def releases(self) -> list[Release]:
        """Every release, the newest first."""
        return [release for release, _ in self._editions]

    def pairs(self) -> list[tuple[Release, Table]]:
        """Every release with its table, the newest first."""
        return [(release, self._table(at)) for at, release in enumerate(self.releases())]

    def tables(self) -> list[Table]:
        """The table in each release that answers for some day, the newest first."""
        return [self._table(at) for at in self._answering]

    def __bool__(self) -> bool:
        return bool(self._editions)

    def edges(self) -> set[date]:
        """The days from which another release may answer."""
        starts = {release.covers_from for release in self.releases()}
        return starts | {release.covers_to + _ONE_DAY for release in self.releases()}

    def _at(self, day: date) -> int:
        if len(self._editions) == 1:
            return 0
        first_days, positions = self._spans
        return positions[max(0, bisect_right(first_days, day) - 1)]

    def _table(self, at: int) -> Table:
        table = self._tables.get(at)
        if table is None:
            table = self._tables[at] = self._editions[at][1]()
        return table

    @cached_property
    def _answering(self) -> list[int]:
        return sorted(set(self._spans[1]))

    @cached_property
    def _spans(self) -> tuple[list[date], list[int]]:
        releases = self.releases()
        first_days = sorted({release.covers_from for release in releases})
        newest = [
            next(at for at, release in enumerate(releases) if release.covers_from <= day)
            for day in first_days
        ]
        return first_days, newest


def editions_of(table: str, folders: Iterable[ReleaseFolder]) -> Editions[ReleaseFolder]:
    """The folders that hold a table."""
    return Editions(
        (folder.releases[table], partial(_same, folder))
        for folder in folders
        if table in folder.releases
    )


def texts_of(table: str, folders: Iterable[ReleaseFolder]) -> Editions[str]:
    """The text of a table in each folder that holds it."""
    return editions_of(table, folders).each(lambda folder: folder.read(table))


def _same(folder: ReleaseFolder) -> ReleaseFolder:
    return folder


def _read_from(load: Callable[[], Table], read: Callable[[Table], Read]) -> Read:
    return read(load())
