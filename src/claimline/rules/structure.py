"""The rules that are numbers of a table: what reading and the envelopes find."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from claimline.findings import Problem, Severity, Source
from claimline.rules import sources
from claimline.rules.rule import Bad, Example, Good, Problems, Rule, Subject

_STANDARD = Source("X12.5 and X12.6: interchange control structures and application control", None)
_GUIDE = Source(
    "005010X222A1, sections 1.3 (limitations) and 2.3, appendix C (control segments)", None
)


@cache
def structure_rules() -> dict[str, Rule]:
    """The structure rules by code, in order. They are found by reading, not by a check."""
    text = files("claimline.rules").joinpath("structure.toml").read_text("utf-8")
    return {code: _rule(code, row) for code, row in tomllib.loads(text).items()}


def _rule(code: str, row: dict[str, Any]) -> Rule:
    examples: list[Example] = []
    if "at" in row:
        examples = [Bad(row["bad"], row["at"]), Good(row["good"])]
    return Rule(
        code=code,
        name=row["name"],
        severity=Severity(row["severity"]),
        subject=Subject.STRUCTURE,
        check=_found_by_reading,
        title=row["title"],
        why=row["why"],
        remedy=row["fix"],
        sources=(
            *(getattr(sources, key) for key in row.get("sources", ())),
            *((_GUIDE, _STANDARD) if code.startswith("IGC") else (_STANDARD, _GUIDE)),
        ),
        examples=tuple(examples),
        acknowledgment=row.get("acknowledgment"),
    )


def _found_by_reading(subject: object, context: object) -> Problems:
    return iter(tuple[Problem, ...]())
