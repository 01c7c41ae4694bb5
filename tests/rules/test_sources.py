"""The publications: each cited by a rule, in order."""

from __future__ import annotations

from claimline.findings import Source
from claimline.rules import sources
from claimline.rules.registry import all_rules

PUBLICATIONS = {name: value for name, value in vars(sources).items() if isinstance(value, Source)}


def test_each_publication_is_cited() -> None:
    cited = {source for rule in all_rules().values() for source in rule.sources}

    assert [name for name, source in PUBLICATIONS.items() if source not in cited] == []


def test_publications_are_in_order() -> None:
    assert list(PUBLICATIONS) == sorted(PUBLICATIONS)


def test_no_publication_stands_twice() -> None:
    assert len(set(PUBLICATIONS.values())) == len(PUBLICATIONS)
