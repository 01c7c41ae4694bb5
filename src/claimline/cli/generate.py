"""`claimline generate`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from claimline.claim.generate import Notice, generate
from claimline.claim.specs import SpecError, read_spec
from claimline.cli import complain
from claimline.cli.configuration import configuration, configuration_options
from claimline.cli.files import STDIN
from claimline.cli.output import output
from claimline.findings import Severity
from claimline.lint.configuration import Configuration
from claimline.lint.run import LintRun
from claimline.report.text import text_report


@click.command("generate")
@click.argument("spec", metavar="SPEC")
@click.option("-o", "--output", "target", metavar="OUT", help="The file to write.")
@click.option(
    "--control-number",
    type=click.IntRange(1, 999_999_999),
    help="ISA13 and GS06 of the first interchange, instead of the spec's.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the batch (YYYY-MM-DD), instead of the spec's; without either it is today.",
)
@configuration_options
def command(
    spec: str,
    target: str | None,
    control_number: int | None,
    as_of: datetime | None,
    config: str | None,
    no_config: bool,
) -> None:
    """Write 837P interchanges from a spec of claims, one for each receiver.

    SPEC is a JSON or YAML file, or - for YAML on standard input; `claimline schema batch` says what
    it may hold. What it leaves out comes from the table `generate` of the configuration. The same
    spec, day and control number give the same bytes. What was written is linted: with an error
    nothing is written, and the exit code is 1; warnings are counted on standard error.
    """
    settled = configuration(config, no_config)
    given: dict[str, Any] = {}
    if control_number is not None:
        given["control_number"] = control_number
    if as_of is not None:
        given["created"] = as_of.date()
    notices: list[Notice] = []
    try:
        batch = read_spec(
            _text(spec),
            "<stdin>" if spec == STDIN else spec,
            settled.generate if settled else {},
            datetime.now(),
            **given,
        )
        data = generate(batch, notices)
    except SpecError as error:
        for line in str(error).splitlines():
            complain(line)
        raise click.exceptions.Exit(2) from None
    except ValueError as error:
        raise click.ClickException(f"{spec}: {error}") from error
    for notice in notices:
        complain(f"{spec}: {notice}")
    if _has_errors(data, target or spec, settled):
        complain("nothing is written")
        raise click.exceptions.Exit(1)
    with output(target) as stream:
        stream.write(data)


def _text(spec: str) -> str:
    try:
        data = sys.stdin.buffer.read() if spec == STDIN else Path(spec).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise click.ClickException(f"{spec}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{spec}: byte {error.start} is no UTF-8") from error


def _has_errors(data: bytes, name: str, settled: Configuration | None) -> bool:
    """Whether linting what was written finds an error.

    Its errors go to standard error, and where there are none the number of its warnings.
    """
    run = LintRun(configuration=settled)
    errors = [one for one in run.read(data, name) if one.finding.severity is Severity.ERROR]
    if errors:
        for piece in text_report(iter(errors), run, lambda text, _: text):
            click.echo(piece, nl=False, err=True)
    elif count := run.summary.warnings:
        complain(f"{name}: {count:,} warning{'s' * (count > 1)}, shown by claimline lint")
    return bool(errors)
