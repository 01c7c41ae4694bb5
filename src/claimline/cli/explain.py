"""`claimline explain`."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

import click

from claimline.explain.element_page import element_page, known_names
from claimline.explain.rule_page import rule_page
from claimline.rules.registry import all_rules
from claimline.rules.rule import Rule


@click.command("explain")
@click.argument("what", metavar="WHAT")
def command(what: str) -> None:
    """Show the page of a rule, of an element or a segment, or of a loop.

    WHAT is a rule's code such as NOC001 or its name such as both-sides-on-one-line, a designator
    such as SV101-7, REF[6R]02 or SV1, or a loop such as 2420E.
    """
    rule = _rule(what)
    page = rule_page(rule) if rule else element_page(what)
    if page is None:
        near = next(_nearest(what), None)
        hint = f", did you mean {near}?" if near else "; see claimline rules"
        raise click.UsageError(f"no rule, element or loop {what!r}{hint}")
    click.echo(page, nl=False)


def _rule(what: str) -> Rule | None:
    rules = all_rules()
    return rules.get(what.upper()) or _by_name().get(what.lower())


def _by_name() -> dict[str, Rule]:
    return {rule.name: rule for rule in all_rules().values()}


def _nearest(what: str) -> Iterator[str]:
    yield from get_close_matches(what.upper(), [*all_rules(), *known_names()], n=1)
    yield from get_close_matches(what.lower(), _by_name(), n=1)
