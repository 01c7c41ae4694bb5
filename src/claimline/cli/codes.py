"""`claimline codes`."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from claimline.cli import complain
from claimline.cli.tables import codes_option, tables_in_use
from claimline.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimline.codes.importers import Changes, Imported
    from claimline.codes.status import TableStatus

_FORMAT = click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the answer is printed.",
)
_DAY = click.DateTime(["%Y-%m-%d"])
# Entries of a list that the text names; JSON names all.
_NAMED = 40


@click.group("codes")
def command() -> None:
    """Look codes up in the code tables in use, and renew the tables."""


@command.command("show")
@click.argument("code")
@click.option("--on", type=_DAY, help="The date of service (YYYY-MM-DD), by default today.")
@_FORMAT
@codes_option
def show(code: str, on: datetime | None, shape: str, codes: Path | None) -> None:
    """Show what the tables say of a HCPCS procedure code, and the rules that read it.

    Exit 1 if no table holds the code.
    """
    from claimline.codes.describe import describe
    from claimline.explain.code_page import code_page, code_record, rules_that_read

    tables = tables_in_use(codes)
    answer = describe(code, on.date() if on else date.today(), tables)
    rules = rules_that_read(answer.code, answer.on, tables) if answer.fact else []
    if shape == "json":
        click.echo(json.dumps(code_record(answer, rules), indent=2, ensure_ascii=False))
    else:
        width = get_terminal_size().columns if sys.stdout.isatty() else None
        for line in code_page(answer, rules, width):
            click.echo(visible(line))
    raise click.exceptions.Exit(0 if answer.fact else 1)


@command.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option(
    "--effective",
    type=_DAY,
    help="The first day (YYYY-MM-DD) of the release, by default what the file's name says.",
)
@_FORMAT
@codes_option
def import_(
    files: tuple[Path, ...], effective: datetime | None, shape: str, codes: Path | None
) -> None:
    """Take in code files as they are published, and say what they change.

    FILE is a zip archive or a file out of it: the HCPCS quarterly release (text or workbook), the
    NCCI unit edits (MUE) of DME suppliers, the DMEPOS fee schedule (CSV or workbook), NCCI
    procedure-to-procedure edits (give all parts at once), the ICD-10-CM order file, or required
    lists as CSV with the header list,code,effective,removed,states.

    All files are taken in or none. Releases are kept side by side, and the date of service says
    which one answers.
    """
    from claimline.cli.progress import Progress
    from claimline.codes.importers import RefusedError, import_files
    from claimline.codes.releases import codes_folder

    folder = codes_folder(codes, there=False)
    progress = Progress()
    try:
        imported = import_files(
            list(files),
            folder,
            effective=effective.date() if effective else None,
            tick=progress.tick_lines,
        )
    except RefusedError as error:
        raise click.ClickException(f"{error}; nothing was imported") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.ClickException(f"{folder} cannot be written: {reason}") from error
    finally:
        progress.clear()
    if shape == "json":
        answer = {"version": 1, "imported": [each.as_json() for each in imported]}
        click.echo(json.dumps(answer, indent=2))
    else:
        for each in imported:
            click.echo("\n".join(visible(line) for line in _import_lines(each)))


@command.command("status")
@click.option("--as-of", type=_DAY, help="The day to judge age by (YYYY-MM-DD), by default today.")
@_FORMAT
@codes_option
def status(as_of: datetime | None, shape: str, codes: Path | None) -> None:
    """Show the release of each table, the days it covers, and its age."""
    from claimline.codes import status as statuses
    from claimline.codes.releases import bundled, codes_folder, damage, imported_releases

    folder = codes_folder(codes)
    day = as_of.date() if as_of else date.today()
    imported, unusable = imported_releases(folder)
    found = list(statuses.status([*imported, bundled()], day))
    for reason in (*unusable, *chain.from_iterable(map(damage, imported))):
        complain(reason)
    if shape == "json":
        answer = {
            "version": 1,
            "as_of": day.isoformat(),
            "folder": str(folder),
            "tables": [each.as_json() for each in found],
        }
        click.echo(json.dumps(answer, indent=2))
    else:
        for line in _columns(_status_rows(found)):
            click.echo(visible(line))
        click.echo(visible(f"imported releases are kept in {folder}"))


def _import_lines(imported: Imported) -> Iterator[str]:
    yield f"{imported.title}, release {imported.release}"
    yield f"  file: {imported.file}"
    yield f"  dates of service: {imported.covers_from} to {imported.covers_to}"
    for what, count in sorted(imported.dropped.items()):
        yield f"  left out: {count:,} {what}"
    if not imported.new:
        yield "  imported before: nothing changes"
        return
    if not imported.answers:
        yield "  kept, but a newer release answers for its last day"
    for each in imported.changes:
        yield from _change_lines(each)


def _change_lines(changes: Changes) -> Iterator[str]:
    if changes.since is None:
        yield f"  {changes.table}: {changes.entries:,} entries, the first release"
        return
    yield (
        f"  {changes.table}: {changes.entries:,} entries; since {changes.since.release} "
        f"{len(changes.added):,} added, {len(changes.ended):,} ended, "
        f"{len(changes.changed):,} changed"
    )
    yield from _named("added", changes.added)
    yield from _named("ended", changes.ended)
    yield from _named(
        "changed",
        [
            f"{change.entry} ({', '.join(change.columns)})"
            if changes.table == "descriptors"
            else f"{change.entry} ("
            + ", ".join(
                f"{column} {old or 'none'} to {new or 'none'}"
                for column, (old, new) in change.columns.items()
            )
            + ")"
            for change in changes.changed
        ],
    )


def _named(what: str, entries: list[str]) -> Iterator[str]:
    if entries:
        more = len(entries) - _NAMED
        rest = f" and {more:,} more, see --format json" if more > 0 else ""
        yield f"    {what}: {', '.join(entries[:_NAMED])}{rest}"


def _status_rows(found: Iterable[TableStatus]) -> Iterator[tuple[str, ...]]:
    yield "table", "release", "publisher", "dates of service", "origin", "use", "age"
    for each in found:
        release = each.release
        yield (
            release.table,
            release.release,
            release.publisher,
            f"{release.covers_from} to {release.covers_to}",
            "imported" if each.folder.imported else "bundled",
            each.use.value,
            f"{each.days_past:,} days past" if each.days_past else "current",
        )


def _columns(rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
