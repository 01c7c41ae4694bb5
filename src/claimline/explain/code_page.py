"""A code's page: what the tables say of it on a day, and the rules that read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from claimline.codes import Tables
from claimline.codes.describe import CodeAnswer
from claimline.rules.questions import is_described
from claimline.rules.registry import all_rules
from claimline.rules.rule import Rule

_INDENT = 2
# Questions whose answer is the same for every code of suppliers: a rule that asks them picks none.
_GENERAL = (None, Tables.is_dmepos, Tables.knows, is_described)
# Narrower than this, values are no longer readable beside their labels.
_LEAST_WIDTH = 60


def rules_that_read(code: str, on: date, tables: Tables) -> list[Rule]:
    """The rules that pick lines by their code and pick this one; first letters are no pick."""
    return [rule for rule in all_rules().values() if _picks(rule, code, on, tables)]


def code_record(answer: CodeAnswer, rules: list[Rule]) -> dict[str, object]:
    """The page as JSON values; every key is always there."""
    return {**answer.as_json(), "rules": [rule.code for rule in rules]}


def _picks(rule: Rule, code: str, on: date, tables: Tables) -> bool:
    reads = rule.reads
    picks = (
        *(reads.codes, reads.noc, reads.lists, reads.listed),
        *(reads.is_a not in _GENERAL, reads.attributes not in _GENERAL),
    )
    return any(picks) and _asked_of(rule, on) and reads.match_code(code, tables, on)


def _asked_of(rule: Rule, on: date) -> bool:
    return (rule.since is None or rule.since <= on) and (rule.until is None or on <= rule.until)


def code_page(answer: CodeAnswer, rules: list[Rule], width: int | None = None) -> Iterator[str]:
    """The lines of the page; `width` wraps them, None leaves each answer on one line."""
    yield answer.title
    sections = [
        *(
            (title, [(entry.label, entry.words) for entry in entries if entry.words])
            for title, entries in answer.sections
        ),
        ("Rules that read it", [(rule.code, rule.title) for rule in rules]),
    ]
    longest = max(len(label) for _, entries in sections for label, _ in entries)
    for title, entries in sections:
        if not entries:
            continue
        yield ""
        if title:
            yield title
        for label, words in entries:
            yield from _entry(label, words, longest, width)


def _entry(label: str, words: str, longest: int, width: int | None) -> Iterator[str]:
    head = f"{'':{_INDENT}}{label:<{longest}}  "
    room = max(_LEAST_WIDTH, width or 0) - len(head)
    first, *others = wrap(words, room, break_long_words=False) if width else [words]
    yield head + first
    for line in others:
        yield " " * len(head) + line
