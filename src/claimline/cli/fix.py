"""`claimline fix`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from claimline.cli import complain
from claimline.cli.configuration import configuration, configuration_options
from claimline.cli.files import STDIN
from claimline.cli.output import output, painter
from claimline.cli.progress import Progress
from claimline.cli.tables import codes_option, tables_in_use
from claimline.lint.fixing import Fixing
from claimline.lint.run import AUTO, LintRun


@click.command("fix")
@click.argument("name", metavar="FILE")
@click.option(
    "-o", "--output", "target", metavar="OUT", help="The new file; - for standard output."
)
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--select", multiple=True, metavar="RULE", help="Only this rule or family; repeat.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not this rule or family; repeat.")
@click.option("--payer", default=AUTO, show_default=True, metavar="PROFILE", help="As for lint.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The present day (YYYY-MM-DD), instead of what BHT04 says.",
)
@codes_option
@configuration_options
@click.option("--show-phi", is_flag=True, help="Show names, ids, birth dates and addresses.")
@click.option("--color/--no-color", default=None, help="Colour, by default on a terminal only.")
def command(
    name: str,
    target: str | None,
    diff: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    payer: str,
    as_of: datetime | None,
    codes: Path | None,
    config: str | None,
    no_config: bool,
    show_phi: bool,
    color: bool | None,
) -> None:
    """Write a new file with the safe fixes of a file's findings.

    A safe fix never changes what is attested: capitals, a dot in a diagnosis code, zeros and
    separators at the end, counts of the envelope. Every other byte stays as it is. FILE is an 837P
    file, or - for standard input. Exit 1 means that --diff has something to show, 2 that the file
    could not be read whole.
    """
    if diff is (target is not None):
        raise click.UsageError("say where to write with -o OUT, or --diff to see what would change")
    if target is not None and _is_same(name, target):
        raise click.UsageError(f"{target} is the file to be fixed; write to another")
    settled = configuration(config, no_config)
    tables = tables_in_use(codes)
    progress = Progress()

    def lint(also: tuple[str, ...]) -> LintRun:
        return LintRun(
            profile=payer,
            as_of=as_of.date() if as_of else None,
            select=(*select, *also) if select else None,
            ignore=ignore or None,
            tables=tables,
            configuration=settled,
            show_phi=show_phi,
            tick=progress.tick,
        )

    try:
        lint(())
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    fixing = Fixing(lint)
    with _source(name) as source, tempfile.TemporaryDirectory(prefix="claimline-") as folder:
        fixed, spare = Path(folder) / "fixed", Path(folder) / "spare"
        shown = "<stdin>" if name == STDIN else name
        mended = fixing.apply(source, shown, fixed, spare)
        if diff:
            from claimline.report.diff import diff_report

            paint = painter(color, None)
            with output(None) as stream:
                for piece in diff_report(shown, mended, show_phi=show_phi, paint=paint):
                    stream.write(piece.encode("utf-8", "backslashreplace"))
        else:
            deque(mended, maxlen=0)
            if not fixing.failure:
                with output(target) as stream, fixed.open("rb") as written:
                    shutil.copyfileobj(written, stream)
    progress.clear()
    if fixing.failure:
        raise click.ClickException(f"{shown}: {fixing.failure}")
    complain(_summary(fixing, "would be mended" if diff else "mended"))
    raise click.exceptions.Exit(int(diff and fixing.segments > 0))


def _summary(fixing: Fixing, done: str) -> str:
    if not fixing.segments:
        return "nothing to mend"
    by_rule = ", ".join(f"{rule} {count:,}" for rule, count in sorted(fixing.mended.items()))
    return f"{fixing.segments:,} segment{'s'[: fixing.segments != 1]} {done}: {by_rule}"


def _is_same(name: str, target: str) -> bool:
    one, other = Path(name), Path(target)
    return name != STDIN and one.exists() and other.exists() and one.samefile(other)


@contextmanager
def _source(name: str) -> Iterator[Path]:
    """The file; standard input is held in one for a while."""
    if name != STDIN:
        path = Path(name)
        try:
            path.open("rb").close()
        except OSError as error:
            raise click.ClickException(
                f"{name}: {(error.strerror or str(error)).lower()}"
            ) from error
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="claimline-") as held:
        if sys.stdin:
            shutil.copyfileobj(sys.stdin.buffer, held)
        held.flush()
        yield Path(held.name)
