"""`claimline explain`."""

from __future__ import annotations

from difflib import get_close_matches

import click

from claimline.explain.rule_page import rule_page
from claimline.rules.registry import all_rules


@click.command("explain")
@click.argument("what", metavar="RULE")
def command(what: str) -> None:
    """Show the page of a rule: what it finds, why, what to do, examples and sources.

    RULE is a code such as NOC001, or a name such as both-sides-on-one-line.
    """
    rules = all_rules()
    by_name = {rule.name: rule for rule in rules.values()}
    rule = rules.get(what.upper()) or by_name.get(what.lower())
    if rule is None:
        near = get_close_matches(what.upper(), rules, n=1) or get_close_matches(
            what.lower(), by_name
        )
        hint = f", did you mean {near[0]}?" if near else "; see claimline rules"
        raise click.UsageError(f"no rule {what!r}{hint}")
    click.echo(rule_page(rule), nl=False)
