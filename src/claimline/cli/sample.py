"""`claimline sample`."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

import click

from claimline.cli.output import output

if TYPE_CHECKING:
    from claimline.sample.defects import Planted


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
@click.option(
    "--defects",
    type=click.FloatRange(0, 100),
    default=0,
    metavar="P",
    help="Plant a single defect in P percent of the claims.",
)
@click.option(
    "--planted",
    metavar="PATH",
    help="Where the planted defects are listed, as JSON Lines; by default OUTPUT.defects.jsonl.",
)
@click.option("-o", "--output", "target", metavar="PATH", help="Write the batch to a file.")
def command(
    claims: int,
    seed: int,
    as_of: datetime,
    defects: float,
    planted: str | None,
    target: str | None,
) -> None:
    """Write a synthetic 837P batch of valid DMEPOS claims; all people and firms are made up.

    The same options give the same bytes. A defect is listed with the rule it breaks: claim, service
    line (null above lines), rule and designator.
    """
    from claimline.sample import write_batch

    day: date = as_of.date()
    to_file = target if target != "-" else None
    if defects and not planted and not to_file:
        raise click.UsageError("say with --planted where the defects are listed")
    try:
        with ExitStack() as opened:
            stream = opened.enter_context(output(target))
            told = None
            if defects:
                listing = opened.enter_context(output(planted or f"{to_file}.defects.jsonl"))
                told = partial(_tell, listing)
            write_batch(stream, claims=claims, seed=seed, as_of=day, defects=defects, planted=told)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _tell(listing: BinaryIO, planted: Planted) -> None:
    listing.write(f"{json.dumps(asdict(planted))}\n".encode())
