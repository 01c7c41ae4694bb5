"""Members: the files to import, by themselves or in a zip archive, opened within bounds."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

# Bytes of one file, unpacked. The largest that is published, a quarter of the practitioner pairs,
# has a seventh of that.
LARGEST = 512 << 20
# Members of an archive; published ones have fewer than twenty.
_MOST = 1000
_SUFFIX = re.compile(r"\.(txt|csv|xlsx)", re.IGNORECASE)


class RefusedError(ValueError):
    """A file that is not imported; the message says where, what was expected and what was found."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file to import; `archive` is the name of the zip archive it is in, if it is in one.

    `tick` is called with the number of each line or row that is read.
    """

    name: str
    archive: str | None
    open: Callable[[], IO[bytes]]
    tick: Callable[[int], None]

    @property
    def path(self) -> str:
        """What messages call it."""
        return f"{self.archive}:{self.name}" if self.archive else self.name

    @property
    def is_workbook(self) -> bool:
        """Whether it is an Excel workbook."""
        return self.name.lower().endswith(".xlsx")


@contextmanager
def members(path: Path, tick: Callable[[str, int], None]) -> Iterator[list[Member]]:
    """The text, CSV and workbook files of an archive; or the one file that is none.

    `tick` is called with a file's name and the number of each line or row that is read.

    Raises RefusedError for what cannot be opened, is damaged or is larger than anything published.
    """
    try:
        if path.is_dir():
            raise RefusedError(f"{path}: it is a folder; name the files in it")
        if not path.is_file():
            raise RefusedError(f"{path}: there is no such file")
        if path.suffix.lower() == ".zip" or (
            zipfile.is_zipfile(path) and path.suffix.lower() != ".xlsx"
        ):
            with zipfile.ZipFile(path) as archive:
                yield list(_unpacked(path, archive, tick))
        else:
            _bounded(str(path), path.stat().st_size)
            yield [Member(path.name, None, lambda: path.open("rb"), partial(tick, path.name))]
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise RefusedError(f"{path}: the archive is damaged: {error}; download it again") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RefusedError(f"{path}: it cannot be read: {reason}") from error


def _unpacked(
    path: Path, archive: zipfile.ZipFile, tick: Callable[[str, int], None]
) -> Iterator[Member]:
    entries = archive.infolist()
    if len(entries) > _MOST:
        raise RefusedError(f"{path}: {len(entries):,} members, no published archive has so many")
    for entry in entries:
        if not _SUFFIX.fullmatch(Path(entry.filename).suffix):
            continue
        if entry.flag_bits & 1:
            raise RefusedError(f"{path}:{entry.filename}: it is encrypted; unpack it first")
        _bounded(f"{path}:{entry.filename}", entry.file_size)
        name = Path(entry.filename).name
        # Reading ends at the size that the archive declares, whatever the bytes unpack to.
        yield Member(name, path.name, partial(archive.open, entry), partial(tick, name))


def _bounded(name: str, size: int) -> None:
    if size > LARGEST:
        raise RefusedError(
            f"{name}: {size >> 20:,} MB unpacked, no published file has more than "
            f"{LARGEST >> 20:,} MB"
        )
