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

from claimline.lint.second_opinion import Comparison, Objection, Place, compare, our_opinion
from claimline.sample import write_batch
from tests.guide.mutations import Base, mutations

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
    named (all, if none are). `beside` says that the other side objects to the same segment, `after`
    that we object to something before it in the transaction set or to the same segment.
    """

    name: str
    only: Side
    codes: frozenset[str]
    why: str
    right: str
    example: str
    places: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    beside: bool = False
    after: bool = False

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
            and (not self.after or difference.after)
        )


@dataclass(frozen=True)
class Difference:
    """An objection that only one side makes, in the file or mutation named."""

    file: str
    kind: str
    only: Side
    objection: Objection
    beside: bool
    after: bool

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

    def add(self, name: str, kind: str, data: bytes) -> None:
        """Compare one more file."""
        comparison = compare(data)
        self.agreements += comparison.agreements
        self.without_verdict += len(comparison.no_verdict)
        for difference in differences(name, kind, data, comparison):
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


def differences(name: str, kind: str, data: bytes, comparison: Comparison) -> Iterator[Difference]:
    ours = list(our_opinion(data))
    at_pyx12 = {_segment(one.place) for one in comparison.only_pyx12}
    for one in comparison.only_ours:
        beside = _segment(one.place) in at_pyx12
        yield Difference(name, kind, "claimline", one, beside, after=False)
    at_ours = {_segment(one.place) for one in ours}
    for one in comparison.only_pyx12:
        beside = _segment(one.place) in at_ours
        after = any(_is_before(other.place, one.place) for other in ours)
        yield Difference(name, kind, "pyx12", one, beside, after)


def _segment(place: Place) -> tuple[object, ...]:
    return place.interchange, place.transaction_set, place.position


def _is_before(cause: Place, place: Place) -> bool:
    return (
        cause.position is None
        or place.position is None
        or (cause.transaction_set == place.transaction_set and cause.position <= place.position)
    )


def _reasons() -> Iterator[Reason]:
    text = Path(__file__).with_name("differences.toml").read_text("utf-8")
    for name, row in tomllib.loads(text).items():
        sets: dict[str, Any] = {
            key: frozenset(row.pop(key, ())) for key in ("codes", "places", "kinds")
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
            table.add(path.name, "", path.read_bytes())
        for mutation in mutations(bases(seeds), count, seed):
            table.mutations += 1
            table.add(mutation.name, mutation.kind, mutation.data)
    return table


def test_sample_of_mutations_differs_for_known_reasons_only() -> None:
    table = run(120, seed=7, seeds=range(1, 4), paths=[])

    assert table.unexplained == []
    assert table.agreements > 50


@pytest.mark.slow
def test_all_files_and_mutations_differ_for_known_reasons_only() -> None:
    table = run(2_000, seed=1, seeds=range(1, 31), paths=files())

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
    one = Difference("made up", "", "pyx12", Objection(place, "7", "wrong"), False, False)

    assert not any(reason.explains(one) for reason in REASONS)


if __name__ == "__main__":
    print(*run(2_000, seed=1, seeds=range(1, 31), paths=files()).lines(), sep="\n")
