"""Reading members: lines of text, and rows of text cells, of bounded size."""

from __future__ import annotations

import csv
import warnings
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

from claimline.codes.importers.members import LARGEST, Member, RefusedError

Row = list[str]

# Bytes of one line; the longest published is a notice of a few thousand.
_LONGEST_LINE = 1 << 16
# Bytes of the texts of a workbook, which are held in memory; the largest published has 5 MB.
_MOST_SHARED_TEXT = 64 << 20


def lines(member: Member) -> Generator[str, None, None]:
    """The lines of a text file with their line ends, each in UTF-8 or else Windows-1252."""
    with member.open() as stream:
        for number in range(1, LARGEST):
            line = stream.readline(_LONGEST_LINE)
            if not line:
                return
            if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
                raise RefusedError(f"{member.path}: line {number:,} is endless: this is no text")
            member.tick(number)
            yield _decoded(line)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def rows(member: Member) -> Generator[Row, None, None]:
    """The rows of a workbook's first sheet, or of text separated by tabs or commas.

    Cells are text without outer blanks; trailing empty ones are left out. Raises RefusedError for
    what is no such file.
    """
    yield from _sheet(member) if member.is_workbook else _separated(member)


def _separated(member: Member) -> Iterator[Row]:
    separator = _separator(member)
    try:
        for cells in csv.reader(lines(member), delimiter=separator, strict=True):
            yield _trimmed(cells)
    except csv.Error as error:
        raise RefusedError(f"{member.path}: it is no CSV: {error}") from error


def _separator(member: Member) -> str:
    """The one of tab and comma that the file's first lines hold more of."""
    sample = "".join(islice(lines(member), 40))
    return "\t" if sample.count("\t") > sample.count(",") else ","


def _trimmed(cells: list[str]) -> Row:
    row = [cell.strip() for cell in cells]
    while row and not row[-1]:
        row.pop()
    return row


def _sheet(member: Member) -> Iterator[Row]:
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError as error:
        raise RefusedError(
            f"{member.path}: to read workbooks install claimline[xlsx]; or import the text or CSV "
            "file published with it"
        ) from error
    with TemporaryFile() as copy:
        _copy(member, copy)
        # Whatever a broken workbook makes openpyxl raise, the file is refused.
        try:
            _check_size(member, copy)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = load_workbook(copy, read_only=True, data_only=True)
                with closing(book):
                    sheet = book.worksheets[0]
                    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                        member.tick(number)
                        yield _trimmed([_text(cell) for cell in cells])
        except (RefusedError, GeneratorExit, MemoryError):
            raise
        except Exception as error:
            raise RefusedError(
                f"{member.path}: it is no readable workbook: {' '.join(str(error).split())}; "
                "download it again"
            ) from error


def _copy(member: Member, target: IO[bytes]) -> None:
    with member.open() as stream:
        while block := stream.read(1 << 20):
            target.write(block)
    target.seek(0)


def _check_size(member: Member, copy: IO[bytes]) -> None:
    with zipfile.ZipFile(copy) as parts:
        for part in parts.infolist():
            held = not part.filename.startswith("xl/worksheets/")
            if part.file_size > (_MOST_SHARED_TEXT if held else LARGEST):
                raise RefusedError(
                    f"{member.path}: {part.filename} has {part.file_size >> 20:,} MB unpacked, "
                    "which no published workbook has"
                )
    copy.seek(0)


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case float():
            return f"{Decimal(repr(cell)):f}".removesuffix(".0")
        case datetime() | date():
            return f"{cell:%Y%m%d}"
        case _:
            return str(cell)
