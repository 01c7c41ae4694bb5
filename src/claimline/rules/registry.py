"""The registry: the structure numbers, and every rule of the family packages."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import claimline.rules as package
from claimline.rules.rule import Rule
from claimline.rules.structure import structure_rules


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its code, in that order. Raises ValueError for a code used twice."""
    found = dict(structure_rules())
    for family in pkgutil.iter_modules(package.__path__):
        if not family.ispkg:
            continue
        parent = importlib.import_module(f"{package.__name__}.{family.name}")
        for module in pkgutil.iter_modules(parent.__path__):
            for rule in _rules_of(f"{parent.__name__}.{module.name}"):
                if rule.code in found:
                    raise ValueError(f"{rule.code} is the code of two rules")
                found[rule.code] = rule
    return dict(sorted(found.items()))


def _rules_of(module: str) -> list[Rule]:
    return [
        value for value in vars(importlib.import_module(module)).values() if isinstance(value, Rule)
    ]
