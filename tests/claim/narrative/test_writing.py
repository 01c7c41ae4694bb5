"""Writing narratives: within 80 characters, read back equal, nothing dropped in silence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimline.claim.narrative.abbreviations import Abbreviation, Vocabulary, abbreviations
from claimline.claim.narrative.amounts import AmountWord
from claimline.claim.narrative.parts import NarrativeError, NocNarrative, Price
from claimline.claim.narrative.reading import read_narrative
from claimline.claim.narrative.writing import (
    LONGEST,
    ChangeKind,
    WrittenNarrative,
    write_narrative,
)

TEXTS = ("item", "reason", "manufacturer", "product", "remark")
ALLOWED = re.compile(r"[A-Za-z0-9 !\"&'()+,\-./;=%@\[\]_{}\\#$?]*")

trade_words = st.sampled_from([*(one.phrase for one in abbreviations()), "STRAP", "CARBON", "FOR"])
tokens = st.from_regex(r"[A-Z]{2,9}X|WX-[0-9]{2,5}|[0-9]{1,7}", fullmatch=True)
texts = st.lists(trade_words | tokens, min_size=1, max_size=9).map(" ".join)
WORD = r"[^\W_]+"
codes = st.from_regex(r"[A-CE-V][0-9]{4}", fullmatch=True)
money = st.integers(0, 999_999_99).map(lambda cents: Decimal(cents) / 100)
prices = st.builds(Price, money, st.none() | st.sampled_from(AmountWord))


def narratives(words: st.SearchStrategy[str]) -> st.SearchStrategy[NocNarrative]:
    return st.builds(
        NocNarrative,
        item=words,
        manufacturer=st.none() | words,
        product=st.none() | words,
        prices=st.lists(prices, max_size=3).map(tuple),
        related=st.lists(codes, max_size=3).map(tuple),
        repaired=st.none() | codes,
        off_the_shelf=st.none() | codes,
        custom_fabricated=st.booleans(),
        reason=st.none() | words,
        materials=st.none() | money,
        labor_charge=st.none() | money,
        labor_minutes=st.none() | st.integers(1, 9_999),
        remark=st.none() | words,
    )


@settings(deadline=None)
@given(narratives(texts))
def test_what_is_written_reads_back_equal_and_tells_its_losses(narrative: NocNarrative) -> None:
    hold_to_the_laws(narrative, write_narrative(narrative))


@settings(deadline=None)
@given(narratives(st.text()))
def test_laws_hold_for_any_text_or_it_is_refused(narrative: NocNarrative) -> None:
    try:
        written = write_narrative(narrative)
    except NarrativeError:
        return
    hold_to_the_laws(narrative, written)


def hold_to_the_laws(narrative: NocNarrative, written: WrittenNarrative) -> None:
    assert 1 <= len(written.description) <= LONGEST
    assert len(written.note) <= LONGEST
    assert ALLOWED.fullmatch(written.description + written.note)
    assert read_narrative(written.note, written.description) == written.narrative
    assert written.narrative.price == narrative.price
    if not written.changes:
        assert written.narrative == narrative
    assert_nothing_dropped_in_silence(narrative, written)


def with_part(narrative: NocNarrative, part: str, value: Any) -> NocNarrative:
    values: dict[str, Any] = {part: value}
    return replace(narrative, **values)


def assert_nothing_dropped_in_silence(narrative: NocNarrative, written: WrittenNarrative) -> None:
    """What the changes tell, done to the narrative, leaves what was written."""
    lost: dict[str, list[str]] = {}
    for change in written.changes:
        if change.kind is ChangeKind.REPLACED:
            narrative = with_part(narrative, change.part, change.instead)
        elif change.kind is ChangeKind.SHORTENED:
            phrase = "[ -]".join(map(re.escape, re.split("[ -]", change.text)))
            text = getattr(narrative, change.part)
            shortened = re.sub(rf"(?<![\w-]){phrase}(?![\w-])", change.instead, text)
            narrative = with_part(narrative, change.part, shortened)
        elif change.kind is ChangeKind.LEFT_OUT:
            lost[change.part] = re.findall(WORD, change.text)
    left = written.narrative
    for part in TEXTS:
        kept = re.findall(WORD, getattr(left, part) or "")
        assert re.findall(WORD, getattr(narrative, part) or "") == [*kept, *lost.get(part, ())]
    kept_prices, told = Counter(left.prices), len(narrative.prices) - len(left.prices)
    assert not kept_prices - Counter(narrative.prices)
    assert sum("$" in one.text for one in written.changes if one.part == "prices") == bool(told)
    assert narrative.related == (*left.related, *lost.get("related", ()))
    for part in ("materials", "labor_charge", "labor_minutes"):
        dropped = getattr(narrative, part) != getattr(left, part)
        assert dropped == (part in lost)
    for part in ("repaired", "off_the_shelf", "custom_fabricated"):
        assert getattr(narrative, part) == getattr(left, part)


def test_narrative_that_fits_is_written_as_it_is() -> None:
    narrative = NocNarrative(
        item="Elbow orthosis",
        manufacturer="Acme",
        product="Flexarm 200",
        prices=(Price(Decimal(450)),),
    )

    written = write_narrative(narrative)

    assert written.description == "ELBOW ORTHOSIS"
    assert written.note == "ELBOW ORTHOSIS MFR ACME MDL FLEXARM 200 PL $450"
    assert written.changes == ()


def test_every_part_has_its_place() -> None:
    narrative = NocNarrative(
        item="KO",
        custom_fabricated=True,
        reason="X",
        product="7",
        related=("L1846", "L2820"),
        repaired="L1844",
        prices=(Price(Decimal(1)),),
        materials=Decimal(7),
        labor_minutes=120,
        remark="Y",
    )

    written = write_narrative(narrative)

    assert written.description == "CUST FAB KO"
    assert written.note == (
        "CUST FAB KO MDL 7 FOR L1846 L2820 RPR L1844 PL $1 MATL $7 LABOR 2HR D/T X; Y"
    )


def test_item_off_the_shelf_needs_no_other_words() -> None:
    narrative = NocNarrative(off_the_shelf="l1930", prices=(Price(Decimal(450), AmountWord.SRP),))

    written = write_narrative(narrative)

    assert (written.description, written.note) == ("L1930 OTS", "L1930 OTS SRP $450")


def test_long_narrative_is_shortened_then_gives_way_and_says_so() -> None:
    narrative = NocNarrative(
        item="Custom elbow orthosis with polycentric hinge for contracture",
        manufacturer="Acme Orthopedic Technologies",
        product="Flexarm 200",
        prices=(Price(Decimal(450)),),
        remark="see the attached order",
    )

    written = write_narrative(narrative)

    assert written.description == "CUST EO W/ POLYCTR HNG FOR CONTR"
    assert written.note == (
        "CUST EO W/ POLYCTR HNG FOR CONTR MFR ACME ORTHO TECH MDL FLEXARM 200 PL $450"
    )
    assert [str(change) for change in written.left_out] == [
        "remark: 'SEE THE ATTACHED ORDER' does not fit and is left out"
    ]
    assert "item: 'ELBOW ORTHOSIS' is shortened to 'EO'" in map(str, written.changes)


def test_accents_and_delimiters_are_replaced_and_told() -> None:
    written = write_narrative(NocNarrative(item="Orthèse*coude:gauche ~ n\xb0 5"))

    assert written.description == "ORTHESE COUDE GAUCHE NDEG 5"
    assert [str(change) for change in written.changes] == [
        "item: 'ORTHÈSE*COUDE:GAUCHE ~ N\xb0 5' is replaced by 'ORTHESE COUDE GAUCHE NDEG 5'"
    ]


@pytest.mark.parametrize(
    ("narrative", "message"),
    [
        (NocNarrative(manufacturer="ACME"), "there is no item"),
        (NocNarrative(item="X" * 81), "there is no item"),
        (NocNarrative(item="STRAP PL 5"), "item 'STRAP PL 5' would read as prices"),
        (
            NocNarrative(item="A", product="B FOR L1960"),
            "product 'B FOR L1960' would read as related",
        ),
        (
            NocNarrative(item="A PL", prices=(Price(Decimal(1)),)),
            "item 'A PL' would read as remark",
        ),
    ],
)
def test_narrative_that_would_read_otherwise_is_refused(
    narrative: NocNarrative, message: str
) -> None:
    with pytest.raises(NarrativeError, match=re.escape(message)):
        write_narrative(narrative)


@pytest.mark.parametrize("code", ["L19", "D0120", "99213", "", "L1960X"])
def test_code_of_no_hcpcs_form_is_refused(code: str) -> None:
    with pytest.raises(NarrativeError, match="is no HCPCS Level II code"):
        NocNarrative(item="A", repaired=code)


@pytest.mark.parametrize("amount", ["-1", "1000000", "1.005", "NaN", "Infinity"])
def test_amount_out_of_range_is_refused(amount: str) -> None:
    with pytest.raises(NarrativeError, match="price"):
        Price(Decimal(amount))


@pytest.mark.parametrize("minutes", [0, -5, 10_000])
def test_time_out_of_range_is_refused(minutes: int) -> None:
    with pytest.raises(NarrativeError, match="labor_minutes"):
        NocNarrative(labor_minutes=minutes)


@pytest.mark.parametrize("abbreviation", abbreviations(), ids=lambda one: one.phrase)
def test_abbreviation_is_shorter_and_reads_as_words(abbreviation: Abbreviation) -> None:
    assert len(abbreviation.short) < len(abbreviation.phrase)
    for text in (abbreviation.phrase, abbreviation.short, f"{abbreviation.short} 7"):
        assert read_narrative(text) == NocNarrative(item=text)


@pytest.mark.parametrize(
    ("phrase", "text", "shortened"),
    [
        ("ANKLE FOOT ORTHOSIS", "ANKLE-FOOT ORTHOSIS, PLASTIC", "AFO, PLASTIC"),
        ("LEFT", "LEFT OF LEFTOVER LEFT", "LT OF LEFTOVER LT"),
        ("AND", "A-AND-B AND C", "A-AND-B & C"),
    ],
)
def test_abbreviation_takes_whole_words(phrase: str, text: str, shortened: str) -> None:
    (abbreviation,) = (
        one
        for one in abbreviations()
        if one.phrase == phrase and one.vocabulary is Vocabulary.WORDS
    )

    assert abbreviation.applied(text) == shortened


def test_abbreviations_stand_once_in_order() -> None:
    phrases = [(one.vocabulary, one.phrase) for one in abbreviations()]

    assert phrases == sorted(set(phrases))
