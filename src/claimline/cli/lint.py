"""`claimline lint`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimline.claim.profile import Profile
from claimline.cli import complain
from claimline.cli.configuration import configuration, configuration_options
from claimline.cli.files import STDIN, expand
from claimline.cli.output import output, painter
from claimline.cli.progress import Progress
from claimline.cli.tables import codes_option, tables_in_use
from claimline.findings import Severity
from claimline.lint.run import AUTO, FileReport, LintRun

if TYPE_CHECKING:
    from claimline.claim.document import Readable
    from claimline.claim.facts_file import Facts
    from claimline.lint.locate import Located
    from claimline.report.text import Paint


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
    default=AUTO,
    show_default=True,
    metavar="PROFILE",
    help=f"The payer profile to judge by: {', '.join(Profile)}, or one of the configuration; "
    "auto reads it from each claim.",
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
@click.option(
    "--facts",
    "side_file",
    metavar="PATH",
    help="A side file (CSV or JSON) of what claims do not carry: orders, delivery, fitting ...",
)
@codes_option
@configuration_options
@click.option("--show-phi", is_flag=True, help="Show names, ids, birth dates and addresses.")
@click.option("--pyx12", is_flag=True, help="Say on standard error where pyx12 disagrees.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Judge in N processes, each its share of the transaction sets.",
)
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
    side_file: str | None,
    codes: Path | None,
    config: str | None,
    no_config: bool,
    show_phi: bool,
    pyx12: bool,
    jobs: int,
    color: bool | None,
    target: str | None,
) -> None:
    """Say which lines would bounce, why, who says so, and what to change.

    FILE is an 837P file, a folder, a glob, or - for standard input. Exit 1 means findings, 2 that a
    file could not be read whole.
    """
    progress = Progress()
    facts = _read_facts(side_file)
    tables = tables_in_use(codes)
    try:
        run = LintRun(
            profile=payer,
            as_of=as_of.date() if as_of else None,
            select=select or None,
            ignore=ignore or None,
            tables=tables,
            configuration=configuration(config, no_config),
            facts=facts,
            show_phi=show_phi,
            tick=progress.tick,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    threshold = Severity(fail_on)
    failing = False
    sources: list[tuple[str, Readable]] = []

    def ended(report: FileReport) -> None:
        progress.clear()
        if report.failure:
            complain(f"{report.file}: {report.failure}")

    def found() -> Iterator[Located]:
        nonlocal failing
        for located in _read_all(run, files, jobs, sources, ended, keep=pyx12):
            failing |= located.finding.severity.at_least(threshold)
            yield located

    with output(target) as stream:
        for piece in _report(shape, found(), run, painter(color, target)):
            stream.write(piece.encode("utf-8", "backslashreplace"))
    for record in facts.unmatched() if facts else ():
        complain(f"{record} is in no file")
    if pyx12:
        _disagreements(sources)
    unreadable = [report for report in run.files if report.failure]
    raise click.exceptions.Exit(2 if unreadable else int(failing))


def _read_all(
    run: LintRun,
    files: tuple[str, ...],
    jobs: int,
    sources: list[tuple[str, Readable]],
    ended: Callable[[FileReport], None],
    *,
    keep: bool,
) -> Iterator[Located]:
    """The findings of all files; what was read is noted, standard input kept if it is asked for."""
    if jobs > 1 and STDIN not in files:
        from claimline.lint.jobs import WorkerError, can_share, lint_shared

        names = list(expand(files))
        if can_share(names):
            sources += [(name, name) for name in names]
            try:
                yield from lint_shared(run, names, jobs, ended)
            except WorkerError as error:
                raise click.ClickException(str(error)) from error
            return
    for name in expand(files):
        source: Readable = name
        if name == STDIN:
            # A standard input that was closed is an empty one.
            source = sys.stdin.buffer if sys.stdin else b""
            source = source.read() if keep and not isinstance(source, bytes) else source
        yield from run.read(source, "<stdin>" if name == STDIN else name)
        sources.append((run.files[-1].file, source))
        ended(run.files[-1])


def _read_facts(side_file: str | None) -> Facts | None:
    if side_file is None:
        return None
    from claimline.claim.facts_file import FactsError, read_facts

    try:
        return read_facts(Path(side_file))
    except FactsError as error:
        raise click.ClickException(str(error)) from error


def _disagreements(sources: list[tuple[str, Readable]]) -> None:
    """Say where pyx12 disagrees on the structure of each file."""
    from claimline.lint.second_opinion import disagreements

    for name, source in sources:
        try:
            data = source if isinstance(source, bytes) else Path(str(source)).read_bytes()
        except OSError:
            continue  # Linting has said so.
        for line in disagreements(data):
            complain(f"{name}: {line}")


def _report(shape: str, found: Iterator[Located], run: LintRun, paint: Paint) -> Iterator[str]:
    if shape == "text":
        from claimline.report.text import text_report

        return text_report(found, run, paint)
    from claimline.report.json import json_report, jsonl_report

    return json_report(found, run) if shape == "json" else jsonl_report(found, run)
