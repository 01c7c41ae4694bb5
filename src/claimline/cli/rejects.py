"""`claimline rejects`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimline.cli import complain
from claimline.cli.configuration import configuration, configuration_options
from claimline.cli.files import STDIN, expand
from claimline.cli.output import output, painter
from claimline.cli.progress import Progress
from claimline.cli.tables import codes_option, tables_in_use
from claimline.lint.run import LintRun
from claimline.responses.run import Only, RejectsRun

if TYPE_CHECKING:
    from claimline.responses.record import Record


@click.command("rejects")
@click.argument("responses", nargs=-1, required=True, metavar="RESPONSE...")
@click.option("--sent", multiple=True, metavar="PATH", help="An 837P file, folder or glob; repeat.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "jsonl", "csv"]),
    default="text",
    show_default=True,
    help="How records are printed.",
)
@click.option(
    "--only",
    type=click.Choice([only.value for only in Only]),
    help="Which records; by default all, of which the table lists those that need somebody.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The present day for lint (YYYY-MM-DD), instead of what BHT04 of the claims says.",
)
@codes_option
@configuration_options
@click.option("--show-phi", is_flag=True, help="Show names, ids, birth dates and addresses.")
@click.option("--color/--no-color", default=None, help="Colour, by default on a terminal only.")
@click.option("-o", "--output", "target", metavar="PATH", help="Write the report to a file.")
def command(
    responses: tuple[str, ...],
    sent: tuple[str, ...],
    shape: str,
    only: str | None,
    as_of: datetime | None,
    codes: Path | None,
    config: str | None,
    no_config: bool,
    show_phi: bool,
    color: bool | None,
    target: str | None,
) -> None:
    """Say which claim, line and element came back, why, and what to do about it.

    RESPONSE is a file of TA1, 999, 277CA or 835, a folder, a glob, or - for standard input; --sent
    names what was sent. Exit 1 means something rejected, denied or not found in what was sent, 2
    that a file could not be read whole.
    """
    progress = Progress()
    with RejectsRun(
        expand(sent) if sent else None,
        only=Only(only or Only.ALL),
        show_phi=show_phi,
        lint=LintRun(
            as_of=as_of.date() if as_of else None,
            tables=tables_in_use(codes),
            configuration=configuration(config, no_config),
        ),
        tick=progress.tick,
    ) as run:
        progress.clear()
        for failure in (*run.others, *run.failures):
            complain(failure)
        if sent and not run.sent_claims:
            complain("what --sent names holds no claim of an 837P, so that nothing can be found")
        records = _read_all(run, responses, progress)
        with output(target) as stream:
            for piece in _report(
                shape, records, run, painter(color, target), everything=only is not None
            ):
                stream.write(piece.encode("utf-8", "backslashreplace"))
        unreadable = run.failures or any(report.failures for report in run.files)
        raise click.exceptions.Exit(2 if unreadable else int(run.failing))


def _read_all(run: RejectsRun, names: tuple[str, ...], progress: Progress) -> Iterator[Record]:
    """The records of all files, failures said as they come."""
    for name in expand(names):
        if name == STDIN:
            # A standard input that was closed is an empty one.
            yield from run.read(sys.stdin.buffer if sys.stdin else b"", "<stdin>")
        else:
            yield from run.read(name)
        progress.clear()
        report = run.files[-1]
        for failure in report.failures:
            complain(f"{report.file}: {failure}")


def _report(
    shape: str,
    records: Iterator[Record],
    run: RejectsRun,
    paint: Callable[[str, str], str],
    *,
    everything: bool,
) -> Iterator[str]:
    if shape == "text":
        from claimline.report.records_text import text_records

        return text_records(records, run, paint, everything=everything)
    from claimline.report.records import csv_records, json_records, jsonl_records

    if shape == "json":
        return json_records(records, run)
    return csv_records(records) if shape == "csv" else jsonl_records(records)
