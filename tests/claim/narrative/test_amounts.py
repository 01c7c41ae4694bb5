"""The amounts read in NOC narratives."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.claim.narrative.amounts import (
    FILLERS,
    OTHER_NUMBERS,
    OWNERS,
    UNITS,
    WORDS,
    AmountWord,
    NarrativeAmount,
    money,
    read_amounts,
    with_price_list,
)

# As narratives are found in practice, each with the word and the dollars that are read.
NARRATIVES: list[tuple[str, list[tuple[str | None, str]]]] = [
    # The word in front.
    ("ELBOW ORTH ACME FLEXARM 200 PL $450", [("PL", "450.00")]),
    ("WRIST SHELL EXAMPLECO MODEL WPS-200 FOR WRIST DROP PL 495.00", [("PL", "495.00")]),
    ("ELBOW ORTH ACME PL$495", [("PL", "495.00")]),
    ("elbow orth acme pl 495", [("PL", "495.00")]),
    ("ELBOW ORTH ACME PL: $ 495.00.", [("PL", "495.00")]),
    ("ELBOW ORTH ACME P/L=495,FLEXARM", [("PL", "495.00")]),
    ("ELBOW ORTH ACME PL - 495", [("PL", "495.00")]),
    ("ELBOW ORTH ACME PL495", [("PL", "495.00")]),
    ("ELBOW ORTH (PL. $495)", [("PL", "495.00")]),
    ("T-STRAP PL .75 EA", [("PL", "0.75")]),
    ("SUPPLIER PL 1250", [("PL", "1250.00")]),
    ("SUPPLIER PRICE LIST 450", [("PL", "450.00")]),
    ("TITANIUM HOOK 3010865 FOR L6706 SUPPLIER PRICE LIST (PL) AMOUNT $95.50", [("PL", "95.50")]),
    ("PRICE LIST 495.00 LABOR 3HR", [("PL", "495.00")]),
    ("OUR LIST PRICE IS $12,480.00", [("PL", "12480.00")]),
    ("MSRP 495", [("MSRP", "495.00")]),
    ("MFR SUGGESTED RETAIL PRICE $495", [("MSRP", "495.00")]),
    ("L3960 OTS SRP 620", [("SRP", "620.00")]),
    ("RETAIL PRICE 620.5", [("RETAIL", "620.50")]),
    ("PRICE EACH $18", [("PRICE", "18.00")]),
    ("INVOICE AMT 380", [("INVOICE", "380.00")]),
    ("INV $1,380.00", [("INVOICE", "1380.00")]),
    ("INV. TOTAL 380", [("INVOICE", "380.00")]),
    # The word behind.
    ("L1930 OTS $450 SRP", [("SRP", "450.00")]),
    ("$495 PL ELBOW ORTH", [("PL", "495.00")]),
    ("ELBOW ORTH 495.00 PL", [("PL", "495.00")]),
    ("ELBOW ORTH $495 (PL)", [("PL", "495.00")]),
    ("BOLT 1,250 PER SUPPLIER INVOICE", [("INVOICE", "1250.00")]),
    # More than one amount.
    ("PL $450 MSRP $500", [("PL", "450.00"), ("MSRP", "500.00")]),
    ("$450 PL, $500 MSRP", [("PL", "450.00"), ("MSRP", "500.00")]),
    ("LABOR $90 PL $495", [(None, "90.00"), ("PL", "495.00")]),
    ("CUST FAB KO BILAT THRUST MATL 700 LAB 1100 PL $1800", [("PL", "1800.00")]),
    ("MSRP/PL $450", [("PL", "450.00")]),
    # No word.
    ("ELBOW ORTH ACME FLEXARM 200 $450", [(None, "450.00")]),
    ("ACTUAL COST $120", [(None, "120.00")]),
    # Numbers that are something else.
    ("ELBOW ORTH ACME MODEL 495", []),
    ("ELBOW ORTH ACME MOD 200 PL ATTACHED", []),
    ("ELBOW ORTH MOD 200 PL $450", [("PL", "450.00")]),
    ("ACME WX-1200 PL ON FILE", []),
    ("STRAP ITEM #200 PL", []),
    ("RPL STRAP ON L1960 PL", []),
    ("3HR LABOR PL ATTACHED", []),
    ("PL 3HR", []),
    ("PL 3 HRS", []),
    ("PLANTAR STRAP 200", []),
    ("QTY 2 PL 45.00", [("PL", "45.00")]),
    ("DELIVERED 01/15/2026 PL 01/15/26", []),
    ("PL 20260115", []),
    ("PL 12%", []),
    ("PL 450-500", []),
    ("PL 1.380,00", []),
    ("PRICE LIST 2026 495", [("PL", "495.00")]),
    ("PRICE LIST 01/15/26 $495", [("PL", "495.00")]),
    ("PL FLEXARM PL 200 $495", [("PL", "495.00")]),
    ("INVOICE NO 4471 $380", [("INVOICE", "380.00")]),
    ("INV #4471 AMT 380", [("INVOICE", "380.00")]),
    ("INVOICE INV-4471 ATTACHED", []),
    # Nothing at all.
    ("", []),
    ("REPAIR OF L1960 BROKEN ANKLE STRAP RIVETED ANEW", []),
    ("PRICE ON REQUEST", []),
    ("PL\xa0450", []),
]


@pytest.mark.parametrize(("text", "amounts"), NARRATIVES)
def test_amounts_of_narratives_found_in_practice(
    text: str, amounts: list[tuple[str | None, str]]
) -> None:
    found = [
        (amount.word, f"{amount.cents // 100}.{amount.cents % 100:02}")
        for amount in read_amounts(text)
    ]

    assert found == amounts


def test_offsets_hold_word_and_number() -> None:
    text = "MOD 200 SUPPLIER PL $1,450.00 FOR L1960, $90 SRP"

    found = [text[amount.start : amount.end] for amount in read_amounts(text)]

    assert found == ["SUPPLIER PL $1,450.00", "$90 SRP"]


def spelled(phrase: str) -> st.SearchStrategy[str]:
    """The phrase with one blank or more between its words, in either case."""
    blanks = st.sampled_from([" ", "  "])
    cases = st.sampled_from([str, str.lower, str.title])
    return st.builds(lambda blank, case: case(blank.join(phrase.split())), blanks, cases)


def any_of(phrases: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(phrases).flatmap(spelled)


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, int]:
    """A number in one of its ways, and the cents it stands for."""
    cents = draw(st.integers(0, 999_999_99))
    dollars = draw(st.sampled_from(["{:d}", "{:,d}"])).format(cents // 100)
    if cents % 100 == 0 and draw(st.booleans()):
        return dollars, cents
    return f"{dollars}.{cents % 100:02}", cents


@st.composite
def amounts(draw: st.DrawFn) -> tuple[str, NarrativeAmount]:
    """An amount in one of the documented ways, and what it reads as."""
    phrase = draw(st.sampled_from(sorted(WORDS)))
    owner = draw(st.sampled_from(["", *(f"{owner} " for owner in OWNERS)]))
    word = owner + draw(spelled(phrase))
    number, cents = draw(numbers())
    money = draw(st.sampled_from(["", "$", "$ "])) + number
    if draw(st.booleans()):
        filler = draw(st.sampled_from(["", *(f" {filler}" for filler in FILLERS)]))
        text = word + filler + draw(st.sampled_from([" ", ": ", ":", "=", " = ", " - "])) + money
    else:
        text = money + draw(st.sampled_from([" ", " PER "])) + word
    return text, NarrativeAmount(WORDS[phrase], cents, 0, len(text))


@given(amounts())
def test_word_and_amount_in_the_documented_ways_read_back(
    amount: tuple[str, NarrativeAmount],
) -> None:
    text, expected = amount

    found = read_amounts(text)

    assert found == (expected,)


@given(amounts(), st.sampled_from(["ELBOW ORTH ", "WX-1200 FOR L1960 ", "MOD 200, ", "3HR "]))
def test_words_around_an_amount_do_not_change_it(
    amount: tuple[str, NarrativeAmount], before: str
) -> None:
    text, expected = amount

    (found,) = read_amounts(f"{before}{text} FOR CONTRACTURE L3960 OTS")

    assert (found.word, found.cents) == (expected.word, expected.cents)


@given(st.sampled_from(OTHER_NUMBERS), st.integers(0, 999_999), any_of(tuple(WORDS)))
def test_number_named_as_something_else_is_no_amount(name: str, number: int, word: str) -> None:
    assert read_amounts(f"{name} {number} {word} ON FILE") == ()


@given(
    any_of(tuple(WORDS)), st.integers(0, 999), st.sampled_from(UNITS), st.sampled_from(["", " "])
)
def test_number_with_a_unit_is_no_amount(word: str, number: int, unit: str, blank: str) -> None:
    assert read_amounts(f"{word} {number}{blank}{unit}") == ()


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for amount in read_amounts(text):
        assert 0 <= amount.cents < 1_000_000_00
        assert re.search("[0-9]", text[amount.start : amount.end])


@pytest.mark.parametrize(
    "piece",
    [
        "PL ",
        " ",
        "PRICE ",
        "PRICE LIST",
        "MOD-",
        "$",
        "1 ",
        "PL 1",
        "9",
        "1,111",
        "# ",
        "SUPPLIER ",
    ],
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    text = "PL" + piece * (64_000 // len(piece))
    start = time.perf_counter()

    read_amounts(text)

    assert time.perf_counter() - start < 2


def test_every_kind_of_word_can_be_written() -> None:
    assert set(WORDS.values()) == set(AmountWord)


@given(st.integers(0, 999_999_99))
def test_money_is_written_as_it_is_read(cents: int) -> None:
    (amount,) = read_amounts(money(cents))

    assert (amount.word, amount.cents) == (None, cents)


@given(st.text("ABC $1.;", max_size=30), st.integers(0, 999_999_99))
def test_price_list_amount_is_read_where_it_was_put(text: str, cents: int) -> None:
    found = read_amounts(with_price_list(text, cents))

    assert (AmountWord.PL, cents) in [(amount.word, amount.cents) for amount in found]
