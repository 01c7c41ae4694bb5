"""The parts that are read from narratives."""

from __future__ import annotations

import time
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.claim.narrative.amounts import AmountWord, read_amounts
from claimline.claim.narrative.parts import NocNarrative, Price
from claimline.claim.narrative.reading import read_narrative

FIXTURE = Path(__file__).parents[3] / "fixtures" / "narratives.toml"
NARRATIVES: list[dict[str, Any]] = tomllib.loads(FIXTURE.read_text("utf-8"))["narrative"]


def expected(reads: dict[str, Any]) -> NocNarrative:
    """The narrative that a fixture's `reads` stands for."""
    values = dict(reads)
    values["prices"] = tuple(map(price, reads.get("prices", ())))
    for part in ("materials", "labor_charge"):
        if part in values:
            values[part] = Decimal(values[part])
    return NocNarrative(**values)


def price(text: str) -> Price:
    word, _, amount = text.rpartition(" ")
    return Price(Decimal(amount), AmountWord(word) if word else None)


@pytest.mark.parametrize("case", NARRATIVES, ids=[case["note"] for case in NARRATIVES])
def test_narratives_as_found_in_practice(case: dict[str, Any]) -> None:
    read = read_narrative(case["note"], case.get("description"))

    assert read == expected(case["reads"])


def test_forty_narratives_and_every_part_are_shown() -> None:
    shown = {part for case in NARRATIVES for part in case["reads"]}

    assert len(NARRATIVES) >= 40
    assert shown == set(NocNarrative.__dataclass_fields__)


def test_price_that_counts_is_that_of_the_price_list() -> None:
    read = read_narrative("$90 MSRP $500 PL $450 PL $10")

    assert read.price == Price(Decimal(450))
    assert read_narrative("ELBOW ORTH").price is None


def test_codes_are_those_named_outside_maker_and_product() -> None:
    read = read_narrative("L1930 OTS L2820 PAD MFR ACME MDL K2200 FOR L1960 L1930 RPR L2036; L4205")

    assert read.codes == ("L1930", "L1960", "L2036", "L2820", "L4205")


@given(st.text(), st.text())
def test_any_text_can_be_read(note: str, description: str) -> None:
    read_narrative(note, description)


words = st.sampled_from(
    [
        *("MFR", "ACME", "MDL", "WX-1200", "MODEL", "495", "FOR", "L1960", "RPR", "OTS", "CUST"),
        *("FAB", "D/T", "LABOR", "3HR", "45", "MIN", "MATL", "$90", "PL", "MSRP", "INV", "380"),
        *("1,250.00", "SRP", "$", ";", ",", "(", ")", "PER", "SUPPLIER", "PRICE", "LIST", "AND"),
        *("STRAP", "QTY", "#"),
    ]
)


@given(st.lists(words).map(" ".join))
def test_amounts_with_a_word_are_those_that_rules_read(note: str) -> None:
    read = read_narrative(note)

    assert [(price.word, int(price.amount * 100)) for price in read.prices if price.word] == [
        (amount.word, amount.cents) for amount in read_amounts(note) if amount.word
    ]


@given(st.lists(words).map(" ".join))
def test_no_word_is_lost(note: str) -> None:
    read = read_narrative(note)

    texts = [read.item, read.manufacturer, read.product, read.reason, read.remark]
    assert note.count("STRAP") == " ".join(filter(None, texts)).count("STRAP")


@pytest.mark.parametrize(
    "piece",
    [
        "MFR ",
        "FOR L1960 ",
        "L1960 ",
        "L1960,",
        "LABOR ",
        "3HR ",
        "MATL ",
        "$1 ",
        "PL $1 ",
        " ",
        ";",
        "(",
    ],
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    def taken(length: int) -> float:
        text = "FOR L1960" + piece * (length // len(piece))
        start = time.process_time()
        read_narrative(text)
        return time.process_time() - start

    assert taken(32_000) < 1 + 8 * taken(8_000)
