"""pyx12 and claimline on the same files: which segments and elements each calls wrong.

Every difference has a reason in `differences.toml`. `python -m tests.guide.test_differential` runs
the whole comparison and prints its table.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from unittest.mock import patch

import pytest

from claimline.lint.second_opinion import (
    Comparison,
    Objection,
    Place,
    compare,
    our_opinion,
    second_opinion,
)
from claimline.sample import write_batch
from tests.guide.mutations import Base, Mutation, mutations

MOST_REASONS = 25
FIXTURES = Path(__file__).parents[2] / "fixtures" / "claims"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
MUTATED = (
    "commercial",
    "dependent",
    "dme_mac",
    "medicaid",
    "noc_narrative",
    "secondary_2430",
    "twins_ots",
)

Side = Literal["claimline", "pyx12"]


@dataclass(frozen=True)
class Reason:
    """Why the two differ, and the differences it explains.

    Those are objections of one side with one of the codes, at one of the segments or elements
    named (all, if none are), in one of the kinds of mutation or one of the files. `beside` says
    that the other side objects to the same segment, `caused` that it is a consequence: the file is
    a valid one with one change, and the other side objects to the very place of that change.
    """

    name: str
    only: Side
    codes: frozenset[str]
    why: str
    right: str
    example: str
    places: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    beside: bool = False
    caused: bool = False

    def explains(self, difference: Difference) -> bool:
        one = difference.objection
        element = "" if one.place.element is None else f"{one.place.element:02}"
        return (
            difference.only == self.only
            and one.code in self.codes
            and (
                not self.places
                or bool(self.places & {one.place.segment, one.place.segment + element})
            )
            and (not self.kinds or difference.kind in self.kinds)
            and (not self.beside or difference.beside)
            and (not self.caused or difference.caused or difference.file in self.files)
        )


@dataclass(frozen=True)
class Difference:
    """An objection that only one side makes, in the file or mutation named.

    `beside`: the other objects to the same segment; `caused`: to the place of the one change.
    """

    file: str
    kind: str
    only: Side
    objection: Objection
    beside: bool
    caused: bool

    def __str__(self) -> str:
        one = self.objection
        return f"{self.file}: only {self.only}: {one.place}: {one.message} ({one.code})"


@dataclass
class Table:
    """What a comparison of many files came to."""

    files: int = 0
    mutations: int = 0
    agreements: int = 0
    without_verdict: int = 0
    by_reason: Counter[str] = field(default_factory=Counter)
    examples: dict[str, set[str]] = field(default_factory=dict)
    unexplained: list[Difference] = field(default_factory=list)

    def add(self, name: str, data: bytes, mutation: Mutation | None = None) -> None:
        """Compare one more file, or one that was changed."""
        comparison = compare(data)
        self.agreements += comparison.agreements
        self.without_verdict += len(comparison.no_verdict)
        for difference in differences(name, data, comparison, mutation):
            reason = next((one for one in REASONS if one.explains(difference)), None)
            if reason:
                self.by_reason[reason.name] += 1
                self.examples.setdefault(reason.name, set()).add(name)
            else:
                self.unexplained.append(difference)

    def lines(self) -> Iterator[str]:
        """The table as text."""
        yield f"files {self.files:,}, mutations {self.mutations:,}"
        yield f"agreements {self.agreements:,}, without a verdict {self.without_verdict:,}"
        for reason in REASONS:
            yield f"{self.by_reason[reason.name]:7,}  {reason.name} ({reason.right} is right)"
        yield f"{len(self.unexplained):7,}  unexplained"
        yield from map(str, self.unexplained)


def differences(
    name: str, data: bytes, comparison: Comparison, mutation: Mutation | None
) -> Iterator[Difference]:
    kind = mutation.kind if mutation else ""
    theirs = [one for opinion in second_opinion(data) for one in opinion.objections]
    sides: list[tuple[Side, list[Objection], list[Objection]]] = [
        ("claimline", comparison.only_ours, theirs),
        ("pyx12", comparison.only_pyx12, list(our_opinion(data))),
    ]
    for only, objections, others in sides:
        caused = mutation is not None and any(_is_at(one.place, mutation) for one in others)
        standing = {_segment(one.place) for one in others}
        for one in objections:
            yield Difference(name, kind, only, one, _segment(one.place) in standing, caused)


def _segment(place: Place) -> tuple[object, ...]:
    return place.interchange, place.transaction_set, place.position


def _is_at(place: Place, mutation: Mutation) -> bool:
    """Whether a place is that of the change: its segment, or a neighbour, as for what is absent."""
    control_number, position = mutation.place
    if place.position is None:
        return None in mutation.place or place.transaction_set in (control_number, None)
    return place.transaction_set == control_number and abs(place.position - position) <= 1


def _reasons() -> Iterator[Reason]:
    text = Path(__file__).with_name("differences.toml").read_text("utf-8")
    for name, row in tomllib.loads(text).items():
        sets: dict[str, Any] = {
            key: frozenset(row.pop(key, ())) for key in ("codes", "places", "kinds", "files")
        }
        yield Reason(name=name, **sets, **row)


REASONS = list(_reasons())


@contextmanager
def maps_loaded_once() -> Iterator[None]:
    """Let pyx12 keep the maps it loads: a fifth of a second each time."""
    import pyx12.map_if

    load, kept = pyx12.map_if.load_map_file, {}

    def keep(name: str, param: object, path: str | None = None) -> object:
        if name not in kept:
            kept[name] = load(name, param, path)
        return kept[name]

    with patch("pyx12.map_if.load_map_file", keep):
        yield


def bases(seeds: Iterable[int]) -> list[Base]:
    """Valid files to be mutated: sampled batches of two claims, and the fixtures."""
    found = [Base(f"{name}.837", (FIXTURES / f"{name}.837").read_bytes()) for name in MUTATED]
    for seed in seeds:
        stream = BytesIO()
        write_batch(stream, claims=2, seed=seed)
        found.append(Base(f"sample --claims 2 --seed {seed}", stream.getvalue()))
    return found


def files() -> list[Path]:
    """The fixtures, and the sample files where they lie beside the checkout."""
    collected = [
        path for path in CORPUS.rglob("*") if path.is_file() and b"*HC*" in path.read_bytes()
    ]
    return sorted(FIXTURES.glob("*.837")) + sorted(collected)


def run(count: int, seed: int, seeds: Iterable[int], paths: list[Path]) -> Table:
    """Compare files and that many mutations."""
    table = Table(files=len(paths))
    with maps_loaded_once():
        for path in paths:
            table.add(path.name, path.read_bytes())
        for mutation in mutations(bases(seeds), count, seed):
            table.mutations += 1
            table.add(mutation.name, mutation.data, mutation)
    return table


def test_sample_of_mutations_differs_for_known_reasons_only() -> None:
    table = run(120, seed=7, seeds=range(1, 4), paths=[])

    print(*table.lines(), sep="\n")
    assert table.unexplained == []
    assert table.agreements > 50


@pytest.mark.slow
def test_all_files_and_mutations_differ_for_known_reasons_only() -> None:
    table = run(4_000, seed=1, seeds=range(1, 31), paths=files())

    print(*table.lines(), sep="\n")
    assert table.unexplained == []
    if CORPUS.is_dir():
        wrong = [one.name for one in REASONS if one.example not in table.examples.get(one.name, ())]
        assert wrong == []


def test_reasons_are_few_and_told() -> None:
    told = [bool(one.why and one.example and one.right) for one in REASONS]

    assert all(told)
    assert len(REASONS) <= MOST_REASONS


def test_an_objection_without_a_reason_stays_unexplained() -> None:
    place = Place("1", "1", "0001", 5, "SV1", 3)
    one = Difference(
        "made up", "", "pyx12", Objection(place, "7", "wrong"), beside=False, caused=False
    )

    assert not any(reason.explains(one) for reason in REASONS)


if __name__ == "__main__":
    print(*run(4_000, seed=1, seeds=range(1, 31), paths=files()).lines(), sep="\n")
