"""`claimline explain`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from claimline.cli.tables import codes_option, tables_in_use
from claimline.explain.element_page import element_page, known_names
from claimline.explain.modifier_page import modifier_page
from claimline.explain.rule_page import rule_page
from claimline.explain.status_page import status_page
from claimline.rules.registry import all_rules
from claimline.rules.rule import Rule


@click.command("explain")
@click.argument("words", nargs=-1, required=True, metavar="WHAT")
@codes_option
def command(words: tuple[str, ...], codes: Path | None) -> None:
    """Show the page of a rule, a modifier, a code that came back, an element, or a loop.

    WHAT is a rule's code such as NOC001 or its name such as both-sides-on-one-line, a modifier such
    as KX, a designator such as SV101-7, REF[6R]02 or SV1, or a loop such as 2420E; or a claim
    status such as A8:306, an adjustment with its remarks such as CO-16 N350, or a code of a 999 or
    TA1 such as IK403:7. What is two of these, such as ST, has both pages.
    """
    what = " ".join(words)
    rule = _rule(what)
    pages = [rule_page(rule)] if rule else [page for page in _pages(what, codes) if page]
    if not pages:
        near = next(_nearest(what), None)
        hint = f", did you mean {near}?" if near else "; see claimline rules"
        raise click.UsageError(f"no rule, modifier, status, element or loop {what!r}{hint}")
    click.echo("\n".join(pages), nl=False)


def _pages(what: str, codes: Path | None) -> Iterator[str | None]:
    yield element_page(what)
    yield status_page(what)
    yield modifier_page(what.upper(), tables_in_use(codes), date.today())


def _rule(what: str) -> Rule | None:
    rules = all_rules()
    return rules.get(what.upper()) or _by_name().get(what.lower())


def _by_name() -> dict[str, Rule]:
    return {rule.name: rule for rule in all_rules().values()}


def _nearest(what: str) -> Iterator[str]:
    yield from get_close_matches(what.upper(), [*all_rules(), *known_names()], n=1)
    yield from get_close_matches(what.lower(), _by_name(), n=1)
