"""`claimline rules`."""

from __future__ import annotations

import json

import click

from claimline.explain.catalogue import rule_lines, rule_record, rule_table
from claimline.rules.registry import all_rules


@click.command("rules")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How the list is printed.",
)
def command(shape: str) -> None:
    """List the rules, in the order of their codes."""
    rules = all_rules().values()
    if shape == "json":
        click.echo(json.dumps([rule_record(rule) for rule in rules], indent=2, ensure_ascii=False))
        return
    for line in rule_table(rules) if shape == "markdown" else rule_lines(rules):
        click.echo(line)
