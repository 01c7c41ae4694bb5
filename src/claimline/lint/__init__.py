"""Linting: rules asked about the views of a file, their problems placed as findings."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from claimline.claim.document import Readable
from claimline.claim.facts import FactsSource
from claimline.codes import Tables
from claimline.findings import Finding
from claimline.lint.run import LintRun

FactsGiven = str | Path | Iterable[Mapping[str, Any]]


def lint(
    source: Readable,
    *,
    profile: str = "auto",
    as_of: date | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    codes: Tables | None = None,
    facts: FactsGiven | None = None,
    show_phi: bool = False,
) -> Iterator[Finding]:
    """The findings of one file (a path, bytes or a binary stream), in the order of the file.

    `profile` is a payer profile's name, or `auto` to read it from each claim; `as_of` replaces the
    present day that BHT04 says; `select` and `ignore` name rule codes or families. `codes`
    are the tables to judge by, by default those of `load_tables`: the bundled ones and what the
    user imported. `facts` is a side file's path, or its records. Values that hold PHI read `***`
    unless `show_phi`. Never raises for what the file holds: bytes that are no X12 are a finding
    too. Raises ValueError for an unknown profile, rule or family, FactsError, which is one, for
    facts that are wrong, and TablesError for imported tables that are not as they were imported.
    """
    run = LintRun(
        profile=profile,
        as_of=as_of,
        select=select,
        ignore=ignore,
        tables=codes,
        facts=None if facts is None else _facts(facts),
        show_phi=show_phi,
    )
    return (located.finding for located in run.read(source))


def _facts(given: FactsGiven) -> FactsSource:
    from claimline.claim.facts_file import facts_of, read_facts

    return read_facts(Path(given)) if isinstance(given, (str, Path)) else facts_of(given)


class _Callable(ModuleType):
    """`claimline.lint` is a package and the public function of that name: it can be called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Iterator[Finding]:
        return lint(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable
