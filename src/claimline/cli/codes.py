"""`claimline codes`."""

from __future__ import annotations

import json
from datetime import date, datetime

import click

from claimline.codes import Validity, load_tables
from claimline.codes.describe import describe
from claimline.report.visible import visible


@click.group("codes")
def command() -> None:
    """Look codes up in the code tables in use."""


@command.command("show")
@click.argument("code")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date of service (YYYY-MM-DD), by default today.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the answer is printed.",
)
def show(code: str, on: datetime | None, shape: str) -> None:
    """Show what the tables say of a HCPCS procedure code. Exit 1 if it is in none."""
    answer = describe(code.strip().upper(), on.date() if on else date.today(), load_tables())
    if shape == "json":
        click.echo(json.dumps(answer.as_json(), indent=2, ensure_ascii=False))
    else:
        lines = answer.lines()
        width = max(len(label) for label, _ in lines)
        for label, value in lines:
            click.echo(f"{label:<{width}}  {visible(value)}")
    raise click.exceptions.Exit(
        0 if answer.validity in (Validity.VALID, Validity.NOT_YET, Validity.ENDED) else 1
    )
