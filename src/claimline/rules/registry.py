"""The registry: the structure numbers, every rule of the family packages, and installed ones."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from functools import cache
from glob import iglob
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import claimline.rules as package
from claimline.rules.errors import RegistryError
from claimline.rules.rule import Rule
from claimline.rules.structure import structure_rules

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "claimline.rules"
"""The entry-point group by which packages add rules: each names a package, a module or a Rule."""

_CODE = re.compile("[A-Z][A-Z0-9]{2}[0-9]{3}")


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its code, in that order.

    Raises ValueError for a code used twice, RegistryError for an installed package's rules that
    cannot be imported or whose codes are not theirs to use.
    """
    found = dict(structure_rules())
    for family in pkgutil.iter_modules(package.__path__):
        if family.ispkg:
            parent = importlib.import_module(f"{package.__name__}.{family.name}")
            for rule in _rules_below(parent):
                if rule.code in found:
                    raise ValueError(f"{rule.code} is the code of two rules")
                found[rule.code] = rule
    families = {rule.family for rule in found.values()}
    for point in _entry_points():
        for rule in _installed(point):
            _check(rule, point, families, found)
            found[rule.code] = rule
    return dict(sorted(found.items()))


def _rules_of(module: ModuleType) -> list[Rule]:
    return [value for value in vars(module).values() if isinstance(value, Rule)]


def _rules_below(module: ModuleType) -> Iterator[Rule]:
    """The rules of a module; where it is a package, those of its modules."""
    yield from _rules_of(module)
    for inner in pkgutil.iter_modules(getattr(module, "__path__", ())):
        yield from _rules_below(importlib.import_module(f"{module.__name__}.{inner.name}"))


def _entry_points() -> list[EntryPoint]:
    if not _any_entry_point():
        return []
    from importlib.metadata import entry_points

    return sorted(entry_points(group=GROUP), key=lambda point: point.name)


def _any_entry_point() -> bool:
    """Whether an installed package may have one of ours.

    Reading these files takes a few milliseconds; importing importlib.metadata takes forty.
    """
    return any(
        f"[{GROUP}]" in Path(folder, path).read_text("utf-8", "replace")
        for folder in sys.path
        for path in iglob("*.*-info/entry_points.txt", root_dir=folder or None)
    )


def _installed(point: EntryPoint) -> list[Rule]:
    try:
        loaded = point.load()
        found = list(_rules_below(loaded)) if isinstance(loaded, ModuleType) else [loaded]
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise RegistryError(f"{_named(point)} cannot be imported: {reason}") from error
    if not all(isinstance(rule, Rule) for rule in found):
        raise RegistryError(f"{_named(point)} is no package, module or Rule")
    return list({id(rule): rule for rule in found}.values())


def _check(rule: Rule, point: EntryPoint, ours: set[str], found: dict[str, Rule]) -> None:
    if not _CODE.fullmatch(rule.code):
        raise RegistryError(f"{_named(point)}: {rule.code} is no code like ACM001")
    if rule.family in ours:
        raise RegistryError(
            f"{_named(point)}: {rule.code}: the family {rule.family} is claimline's"
        )
    if rule.code in found:
        raise RegistryError(f"{_named(point)}: {rule.code} is the code of another rule")


def _named(point: EntryPoint) -> str:
    of = f" of {point.dist.name}" if point.dist else ""
    return f"entry point {point.name} = {point.value}{of}"
