"""`claimline sample`."""

from __future__ import annotations

from datetime import date, datetime

import click

from claimline.cli.output import output


@click.command("sample")
@click.option("--claims", type=click.IntRange(1), required=True, help="How many claims.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another batch.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default="2026-01-15",
    show_default=True,
    help="The day the batch is made; service dates lie before it.",
)
@click.option("-o", "--output", "target", metavar="PATH", help="Write the batch to a file.")
def command(claims: int, seed: int, as_of: datetime, target: str | None) -> None:
    """Write a synthetic 837P batch of valid DMEPOS claims; all people and firms are made up.

    The same options give the same bytes.
    """
    from claimline.sample import write_batch

    day: date = as_of.date()
    try:
        with output(target) as stream:
            write_batch(stream, claims=claims, seed=seed, as_of=day)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
