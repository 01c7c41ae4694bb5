"""The page on NOC narratives: its grammar, the abbreviations, and what is read from examples."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimline.claim import narrative
from claimline.claim.narrative.abbreviations import Vocabulary, abbreviations

_HOW = "<!-- Made by `python -m claimline.dev narrative fixtures/narratives.toml`. -->"
_ABBREVIATIONS = """\
## Abbreviations

A narrative too long for its 80 characters is shortened by this list, the greatest saving first, and
no further than it must be. Names of products and models are never shortened. CGS marks what its
list of abbreviations for narratives has too.
"""
_FOUND = """\
## Narratives as found

What is read from narratives as suppliers write them; makers and products are invented.
"""


def narrative_page(found: Path) -> str:
    """The page in Markdown; `found` is a file of narratives and what is read from each."""
    return "\n".join(
        (
            _HOW,
            "",
            "# The NOC narrative",
            "",
            inspect.cleandoc(narrative.__doc__ or "").partition("\n\n")[2],
            "",
            _ABBREVIATIONS,
            *_abbreviation_table(),
            "",
            _FOUND,
            *_found_table(tomllib.loads(found.read_text("utf-8"))["narrative"]),
            "",
        )
    )


def _abbreviation_table() -> Iterator[str]:
    yield "| phrase | short | used in | also in |"
    yield "|---|---|---|---|"
    for one in abbreviations():
        used = "names of makers" if one.vocabulary is Vocabulary.FIRM else "all other words"
        yield f"| {one.phrase} | {one.short} | {used} | {one.published or ''} |"


def _found_table(cases: list[dict[str, Any]]) -> Iterator[str]:
    yield "| description | note | what is read |"
    yield "|---|---|---|"
    for case in cases:
        read = "; ".join(f"{part} {_shown(value)}" for part, value in case["reads"].items())
        yield f"| {_code(case.get('description', ''))} | {_code(case['note'])} | {read} |"


def _shown(value: Any) -> str:
    if value is True:
        return "yes"
    return ", ".join(map(_code, value)) if isinstance(value, list) else _code(str(value))


def _code(text: str) -> str:
    return f"`{text}`" if text else ""
