"""`claimline ack`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj

import click

from claimline.cli import complain
from claimline.cli.files import STDIN
from claimline.cli.output import output
from claimline.x12.errors import X12Error
from claimline.x12.writer import X12WriteError


@click.command("ack")
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", "target", metavar="PATH", help="Write the answer to a file.")
@click.option(
    "--control-number",
    type=click.IntRange(1, 999_999_999),
    metavar="N",
    help="The control number of the answer, by default that of what it answers.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the answer (YYYY-MM-DD), by default the day of the interchange.",
)
def command(
    file: str, target: str | None, control_number: int | None, as_of: datetime | None
) -> None:
    """Write the 999 that a receiver would send for an 837P file, by what lint finds in it.

    FILE is a path, or - for standard input. Where an interchange itself is in error the answer is a
    TA1. Exit 1 means that something is rejected, 2 that the file could not be read whole.
    """
    from claimline.responses.acknowledging import acknowledge

    name = "<stdin>" if file == STDIN else file
    with _held(file) as path:
        try:
            with output(target) as stream:
                done = acknowledge(
                    path,
                    stream,
                    control_number=control_number,
                    as_of=as_of.date() if as_of else None,
                )
        except (X12Error, X12WriteError) as error:
            raise click.ClickException(f"{name}: {error}; no answer can be written") from error
    if done.failure:
        complain(f"{name}: {done.failure.message}")
        raise click.exceptions.Exit(2)
    raise click.exceptions.Exit(int(done.rejected > 0))


@contextmanager
def _held(file: str) -> Iterator[Path]:
    """A file that can be read twice: standard input is kept until the answer is written."""
    if file != STDIN:
        yield Path(file)
        return
    with tempfile.NamedTemporaryFile() as held:
        if sys.stdin:
            copyfileobj(sys.stdin.buffer, held)
        held.flush()
        yield Path(held.name)
