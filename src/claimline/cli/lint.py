"""`claimline lint`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import click

from claimline.claim.profile import Profile
from claimline.cli import complain
from claimline.cli.files import STDIN, expand
from claimline.cli.output import output
from claimline.cli.progress import Progress
from claimline.findings import Severity
from claimline.lint.run import AUTO, LintRun

if TYPE_CHECKING:
    from claimline.lint.locate import Located


@click.command("lint")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--select", multiple=True, metavar="RULE", help="Only this rule or family; repeat.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not this rule or family; repeat.")
@click.option(
    "--payer",
    type=click.Choice([AUTO, *(profile.value for profile in Profile)]),
    default=AUTO,
    show_default=True,
    help="The payer profile to judge by; auto reads it from each claim.",
)
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.WARNING.value,
    show_default=True,
    help="The least severity that gives exit 1.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The present day (YYYY-MM-DD), instead of what BHT04 says.",
)
@click.option("--show-phi", is_flag=True, help="Show names, ids, birth dates and addresses.")
@click.option("--color/--no-color", default=None, help="Colour, by default on a terminal only.")
@click.option("-o", "--output", "target", metavar="PATH", help="Write the report to a file.")
def command(
    files: tuple[str, ...],
    shape: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    payer: str,
    fail_on: str,
    as_of: datetime | None,
    show_phi: bool,
    color: bool | None,
    target: str | None,
) -> None:
    """Say which lines would bounce, why, who says so, and what to change.

    FILE is an 837P file, a folder, a glob, or - for standard input. Exit 1 means findings, 2 that a
    file could not be read whole.
    """
    progress = Progress()
    try:
        run = LintRun(
            profile=payer,
            as_of=as_of.date() if as_of else None,
            select=select or None,
            ignore=ignore,
            show_phi=show_phi,
            tick=progress.tick,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    threshold = Severity(fail_on)
    failing = False

    def found() -> Iterator[Located]:
        nonlocal failing
        for located in _read_all(run, files, progress):
            failing |= located.finding.severity.at_least(threshold)
            yield located

    with output(target) as stream:
        for piece in _report(shape, found(), run, _wants_colour(color, target)):
            stream.write(piece.encode("utf-8", "backslashreplace"))
    unreadable = [report for report in run.files if report.failure]
    raise click.exceptions.Exit(2 if unreadable else int(failing))


def _read_all(run: LintRun, names: tuple[str, ...], progress: Progress) -> Iterator[Located]:
    for name in expand(names):
        if name == STDIN:
            # A standard input that was closed is an empty one.
            yield from run.read(sys.stdin.buffer if sys.stdin else b"", "<stdin>")
        else:
            yield from run.read(name)
        progress.clear()
        report = run.files[-1]
        if report.failure:
            complain(f"{report.file}: {report.failure}")


def _report(shape: str, found: Iterator[Located], run: LintRun, colour: bool) -> Iterator[str]:
    if shape == "text":
        from claimline.report.text import text_report

        return text_report(
            found, run, lambda text, name: click.style(text, fg=name) if colour else text
        )
    from claimline.report.json import json_report, jsonl_report

    return json_report(found, run) if shape == "json" else jsonl_report(found, run)


def _wants_colour(wish: bool | None, target: str | None) -> bool:
    if wish is not None:
        return wish
    return target in (None, STDIN) and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
