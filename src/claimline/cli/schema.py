"""`claimline schema`."""

from __future__ import annotations

import click

SCHEMAS = ("claim", "batch", "finding", "record", "config", "facts")


@click.command("schema")
@click.argument("name", type=click.Choice(SCHEMAS))
def command(name: str) -> None:
    """Print the JSON Schema of an input or an output, made from the models.

    claim is what `parse --show-phi` prints under `claim`, batch a spec of `generate`, finding one
    of `lint --format json`, record one of `rejects --format json`, config the configuration file,
    facts the side file of `lint --facts`.
    """
    from claimline.report.schemas import schema_text

    click.echo(schema_text(name), nl=False)
