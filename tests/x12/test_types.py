"""Element types: what each reads, what it refuses, and its canonical text."""

from __future__ import annotations

import datetime
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.x12.types import AN, D8, DT, ID, N0, RD8, TM, ElementType, R

ALL: list[ElementType[Any]] = [N0, R, ID, AN, DT, D8, RD8, TM]

day = date(2026, 1, 8)
later = date(2026, 2, 1)


def named(element_type: object) -> str | None:
    return element_type.name if isinstance(element_type, ElementType) else None


@pytest.mark.parametrize(
    ("element_type", "text", "value"),
    [
        (N0, "0", 0),
        (N0, "12", 12),
        (N0, "-3", -3),
        (R, "0", Decimal(0)),
        (R, "900", Decimal(900)),
        (R, "431.5", Decimal("431.5")),
        (R, ".5", Decimal("0.5")),
        (R, "-.25", Decimal("-0.25")),
        (R, "1234567890123456789.123", Decimal("1234567890123456789.123")),
        (ID, "HC", "HC"),
        (AN, "ankle strut, left", "ankle strut, left"),
        (DT, "20260108", day),
        (D8, "20240229", date(2024, 2, 29)),
        (D8, "00010101", date.min),
        (D8, "99991231", date.max),
        (RD8, "20260108-20260201", (day, later)),
        (RD8, "20260201-20260108", (later, day)),
        (TM, "0000", time(0)),
        (TM, "1305", time(13, 5)),
        (TM, "130507", time(13, 5, 7)),
        (TM, "1305001", time(13, 5, 0, 100_000)),
        (TM, "13050709", time(13, 5, 7, 90_000)),
    ],
    ids=named,
)
def test_canonical_text_reads_and_is_written_again(
    element_type: ElementType[Any], text: str, value: object
) -> None:
    assert element_type.read(text) == value
    assert element_type.write(value) == text


@pytest.mark.parametrize(
    ("element_type", "text", "canonical"),
    [
        (N0, "007", "7"),
        (N0, "-0", "0"),
        (R, "0900", "900"),
        (R, "900.00", "900"),
        (R, "0.50", ".5"),
        (R, "-00.50", "-.5"),
        (R, "5.", "5"),
        (R, "-0.0", "0"),
        (R, "100", "100"),
        (ID, "RT ", "RT"),
        (AN, "  two  words ", "two  words"),
        (TM, "130500", "1305"),
        (TM, "1305070", "130507"),
        (TM, "13050710", "1305071"),
    ],
    ids=named,
)
def test_readable_text_is_written_canonically(
    element_type: ElementType[Any], text: str, canonical: str
) -> None:
    value = element_type.read(text)

    assert element_type.write(value) == canonical


@pytest.mark.parametrize(
    ("element_type", "text"),
    [
        (N0, "+3"),
        (N0, "3.0"),
        (N0, "-"),
        (N0, "1 000"),
        (N0, "1_000"),
        (N0, "\u0663"),
        (N0, "12\n"),
        (N0, "9" * 5000),
        (R, "+5"),
        (R, "$5"),
        (R, "1,000"),
        (R, "1.2.3"),
        (R, "1E3"),
        (R, "."),
        (R, "-"),
        (R, "-."),
        (R, "--5"),
        (R, "5-"),
        (R, "NaN"),
        (R, "Infinity"),
        (R, " 5"),
        (R, "5\n"),
        (R, "\u0665"),
        (R, "1_0"),
        (D8, "20260230"),
        (D8, "20261301"),
        (D8, "20250229"),
        (D8, "00000101"),
        (D8, "260108"),
        (D8, "2026-01-08"),
        (D8, "2026W011"),
        (D8, "20260108 "),
        (D8, "\u0662\u0660260108"),
        (DT, "20260100"),
        (RD8, "20260108"),
        (RD8, "20260108-20260230"),
        (RD8, "20260108-"),
        (RD8, "20260108 - 20260201"),
        (TM, "2400"),
        (TM, "1260"),
        (TM, "130560"),
        (TM, "13051"),
        (TM, "130507123"),
        (TM, "13:05"),
        (TM, "1305\n"),
    ],
    ids=named,
)
def test_text_the_type_does_not_allow_is_not_read(
    element_type: ElementType[Any], text: str
) -> None:
    assert element_type.read(text) is None


@pytest.mark.parametrize("element_type", ALL, ids=named)
@pytest.mark.parametrize("blank", ["", " ", "   "])
def test_blank_text_is_not_read(element_type: ElementType[Any], blank: str) -> None:
    assert element_type.read(blank) is None


@pytest.mark.parametrize(
    ("element_type", "value", "message"),
    [
        (R, Decimal("NaN"), "NaN is no decimal number"),
        (R, Decimal("-Infinity"), "-Infinity is no decimal number"),
        (R, Decimal("1E+999999999"), "order of 1E999999999 is too long"),
        (R, Decimal("1E-99999999"), "order of 1E-99999999 is too long"),
        (AN, "", "no blank"),
        (ID, "  ", "no blank"),
        (TM, time(13, 5, 7, 1), "hundredths"),
        (TM, time(13, 5, tzinfo=datetime.UTC), "local"),
    ],
    ids=named,
)
def test_value_without_text_is_refused(
    element_type: ElementType[Any], value: object, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        element_type.write(value)


def test_zero_of_any_exponent_is_one_digit() -> None:
    written = {R.write(Decimal(text)) for text in ("0", "-0", "0.00", "0E+999999", "0E-999999")}

    assert written == {"0"}


def test_exponent_is_written_out() -> None:
    assert R.write(Decimal("9E+2")) == "900"
    assert R.write(Decimal("-15E-4")) == "-.0015"


def test_string_keeps_its_blanks_when_read() -> None:
    assert AN.read(" strut ") == " strut "


@given(st.integers(min_value=-(10**30), max_value=10**30))
def test_integer_reads_back_equal(value: int) -> None:
    assert N0.read(N0.write(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_decimal_reads_back_equal_and_canonical(value: Decimal) -> None:
    text = R.write(value)

    assert R.read(text) == value
    assert not text.startswith(("0.", "-0.", "+"))
    assert not ("." in text and text.endswith(("0", ".")))


@given(st.from_regex(r"\A-?[0-9]{0,40}(\.[0-9]{0,40})?\Z"))
def test_writing_what_was_read_settles_at_once(text: str) -> None:
    value = R.read(text)
    if value is None:
        return
    canonical = R.write(value)
    reread = R.read(canonical)

    assert reread == value
    assert len(canonical) <= len(text)


@given(st.dates())
def test_date_reads_back_equal(value: date) -> None:
    assert D8.read(D8.write(value)) == value
    assert DT.read(DT.write(value)) == value


@given(st.tuples(st.dates(), st.dates()))
def test_date_range_reads_back_equal(value: tuple[date, date]) -> None:
    assert RD8.read(RD8.write(value)) == value


@given(st.times(), st.integers(min_value=0, max_value=99))
def test_time_to_the_hundredth_reads_back_equal(moment: time, hundredths: int) -> None:
    value = moment.replace(microsecond=hundredths * 10_000)

    assert TM.read(TM.write(value)) == value


@given(st.text(st.characters(codec="latin-1")))
def test_reading_never_raises_and_what_is_read_can_be_written(text: str) -> None:
    for element_type in ALL:
        value = element_type.read(text)
        if value is None:
            continue
        written = element_type.write(value)

        assert element_type.write(element_type.read(written)) == written
