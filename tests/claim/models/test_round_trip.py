"""Files and made-up batches: what is read is written again, and what is written is read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import claimline
from claimline.claim.generate import generate
from claimline.claim.models.batch import Batch
from claimline.claim.models.claim import Claim
from claimline.claim.models.errors import ClaimError
from claimline.claim.views import ClaimAsSent, TransactionSet
from claimline.lint.second_opinion import second_opinion
from claimline.sample import write_batch
from tests.claim.models.reached import Reached, modelled
from tests.claim.models.strategies import batches
from tests.guide.test_differential import maps_loaded_once

ROOT = Path(__file__).parents[3]
FIXTURES = sorted((ROOT / "fixtures" / "claims").glob("*.837"))
CORPUS = sorted(
    path
    for path in (ROOT.parent / "shared" / "corpus").rglob("*837*")
    if path.is_file() and b"*HC*" in path.read_bytes()[:300].replace(b"|", b"*")
)
# pyx12 takes every certificate of medical necessity for another paper: guide/data/corrections.toml.
KNOWN = {("PWK", 2, "7")}

made = settings(
    phases=[Phase.generate],
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def sampled(claims: int, seed: int = 7) -> bytes:
    stream = BytesIO()
    write_batch(stream, claims=claims, seed=seed)
    return stream.getvalue()


def typed(data: bytes) -> Iterator[tuple[ClaimAsSent, Claim]]:
    """The claims of a file that conform, and the models of them; the others are told."""
    for view in claimline.read(data).claims():
        with suppress(ClaimError):
            yield view, view.model()


def assert_same_segments(data: bytes) -> int:
    """Every conforming claim is written as it stood; from its JSON, as far as text has one form."""
    count = 0
    for view, model in typed(data):
        sent = [segment.elements for segment in view.segments()]
        separator = next(view.segments()).chunk.header
        assert separator is not None
        component = separator.delimiters.component
        again = Claim.model_validate_json(model.model_dump_json())

        assert [one.texts(component) for one in model.segments()] == sent
        assert again == model
        assert len([*again.segments()]) == len(sent)
        assert Claim.model_validate(again.model_dump()) == model
        count += 1
    return count


@pytest.mark.parametrize("path", [*FIXTURES, *CORPUS], ids=lambda path: path.name)
def test_claims_of_files_are_written_as_they_stood(path: Path) -> None:
    if path.name == "envelope_defects.837":
        pytest.skip("its line numbers are the defect")
    assert_same_segments(path.read_bytes())


def test_claims_of_a_sampled_batch_are_written_as_they_stood() -> None:
    assert assert_same_segments(sampled(100)) == 100


@pytest.mark.slow
def test_claims_of_a_large_sampled_batch_are_written_as_they_stood() -> None:
    assert assert_same_segments(sampled(5_000, seed=8)) == 5_000


def test_canonical_claims_are_the_same_from_json() -> None:
    for view, model in typed(sampled(40, seed=9)):
        again = Claim.model_validate_json(model.model_dump_json())

        assert [one.texts(":") for one in again.segments()] == [
            segment.elements for segment in view.segments()
        ]


def transaction_sets(data: bytes) -> Iterator[tuple[TransactionSet, list[Claim]]]:
    held: dict[int, tuple[TransactionSet, list[Claim]]] = {}
    for view, model in typed(data):
        held.setdefault(id(view.transaction_set), (view.transaction_set, []))[1].append(model)
    return iter(held.values())


def body(data: bytes) -> list[str]:
    """The segments from the submitter to before SE, of the first transaction set."""
    texts = [text for chunk in claimline.read(data).chunks() for text in chunk.texts]
    start = next(at for at, text in enumerate(texts) if text[3:6] == "*41")
    return texts[start : next(at for at, text in enumerate(texts) if text.startswith("SE*"))]


@pytest.mark.parametrize(
    "name",
    [
        *("kafo_bilateral", "afo_ordering_provider", "twins_ots", "noc_narrative", "dependent"),
        *("secondary_2430", "medicaid", "commercial", "night_batch"),
    ],
)
def test_transaction_set_is_generated_as_it_stood(name: str) -> None:
    data = (ROOT / "fixtures" / "claims" / f"{name}.837").read_bytes()
    (view, claims), *_ = transaction_sets(data)
    assert view.heading
    assert view.created

    made_again = generate(
        Batch(
            submitter=view.heading.submitter(),
            batch_number="1",
            created=view.created,
            claims=tuple(claim for claim in claims if claim.receiver == claims[0].receiver),
        )
    )

    assert body(made_again) == body(data)


def test_submitter_that_cannot_be_typed_is_refused() -> None:
    data = (ROOT / "fixtures" / "claims" / "kafo_bilateral.837").read_bytes()
    (view, _), *_ = transaction_sets(data.replace(b"NM1*41*2*", b"NM1*41*9*"))
    assert view.heading

    with pytest.raises(ClaimError, match="loop 1000A: NM102 is 9, one of 1, 2 is expected"):
        view.heading.submitter()


def reach_of(files: Iterable[bytes]) -> Reached:
    reached = Reached()
    for data in files:
        reached.add(data)
    return reached


def test_files_reach_what_they_are_known_to_reach() -> None:
    reached = reach_of(path.read_bytes() for path in (*FIXTURES, *CORPUS))
    print(f"\nReached by the fixtures and the corpus\n{reached.table()}")

    loops = {node.loop.id for node in reached.counts}
    assert {"2000C", "2010CA", "2320", "2330A", "2330B", "2420E", "2430"} <= loops
    assert not CORPUS or {"2010AB", "2310A", "2310E", "2330D", "2410", "2440"} <= loops


def objections(data: bytes) -> list[str]:
    found = []
    for opinion in second_opinion(data):
        assert opinion.no_verdict is None, opinion.no_verdict
        found += [
            f"{one.place}: {one.message}"
            for one in opinion.objections
            if (one.place.segment, one.place.element, one.code) not in KNOWN
        ]
    return found


def faults(data: bytes) -> list[str]:
    """What linting finds wrong with the structure."""
    return [
        f"{one.designator}: {one.message}"
        for one in claimline.lint(data, select=["X12", "IGC"], profile="other")
        if one.severity == "error" and (one.rule.startswith("X12") or one.rule < "IGC030")
    ]


def without_receiver(claims: Iterable[Claim]) -> list[Claim]:
    bare = (claim.replace(receiver=None) for claim in claims)
    return sorted(bare, key=lambda claim: (claim.identifier, claim.to_x12()))


def assert_written_and_read(batch: Batch, reached: Reached) -> None:
    data = generate(batch)

    assert objections(data) == []
    assert faults(data) == []
    back = without_receiver(view.model() for view in claimline.read(data).claims())
    assert back == without_receiver(batch.claims)
    assert generate(Batch.model_validate_json(batch.model_dump_json())) == data
    reached.add(data)


def test_made_batches_are_valid_and_read_back_equal() -> None:
    reached = Reached()

    @settings(made, max_examples=15)
    @given(batches())
    def check(batch: Batch) -> None:
        assert_written_and_read(batch, reached)

    with maps_loaded_once():
        check()


@pytest.mark.slow
def test_many_made_batches_are_valid_and_reach_every_field() -> None:
    reached = Reached()

    @settings(made, max_examples=300)
    @given(batches())
    def check(batch: Batch) -> None:
        assert_written_and_read(batch, reached)

    with maps_loaded_once():
        check()
    print(f"\nReached by 300 made batches\n{reached.table()}")

    assert reached.missed(modelled()) == []
