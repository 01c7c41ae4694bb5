"""The second opinion: pyx12's objections as places, and where they and ours differ."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from claimline.lint.second_opinion import Place, compare, disagreements, second_opinion
from claimline.rules.example import lay

CLEAN = lay("")
# Its own objection and ours stand at one place; ours alone; pyx12's alone; its crash.
WRONG_BASIS = lay("SV1*HC:L1960:RT:KX*900*ZZ*1***1~")
FIVE_POINTERS = lay("SV1*HC:L1960:RT:KX*900*UN*1***1:2:1:2:1~")
UNTRUE_CHILD = lay("HL*2*1*22*1~")
CERTIFICATE = lay("SV1*HC:L1960:RT:KX*900*UN*1***1~PWK*CT*AD~")


def of_another_number(data: bytes, component: str) -> bytes:
    """The file as a second interchange with its own component separator."""
    return (
        data.replace(b":", component.encode())
        .replace(b"*000000001*", b"*000000002*")
        .replace(b"*000000001~", b"*000000002~")
    )


def test_clean_file_gives_no_objection() -> None:
    (opinion,) = second_opinion(CLEAN)

    assert opinion.objections == ()
    assert opinion.no_verdict is None


def test_objection_names_segment_and_element() -> None:
    (opinion,) = second_opinion(WRONG_BASIS)

    (objection,) = opinion.objections
    assert (objection.place.segment, objection.place.element) == ("SV1", 3)
    assert objection.place.transaction_set == "0001"
    assert objection.code == "7"


def test_both_calling_one_element_wrong_is_an_agreement() -> None:
    comparison = compare(WRONG_BASIS)

    assert comparison.agreements == 1
    assert comparison.only_ours == comparison.only_pyx12 == []


def test_absent_segment_is_one_gap_for_both() -> None:
    comparison = compare(lay("-HI~"))

    assert comparison.agreements == 1
    assert comparison.only_ours == comparison.only_pyx12 == []


def test_objection_of_one_side_is_told_as_such() -> None:
    ours, theirs = compare(UNTRUE_CHILD), compare(CERTIFICATE)

    assert [(one.place.segment, one.place.element) for one in ours.only_ours] == [("HL", 4)]
    assert [(one.place.segment, one.place.element) for one in theirs.only_pyx12] == [("PWK", 2)]


def test_crash_of_pyx12_is_no_verdict() -> None:
    comparison = compare(FIVE_POINTERS)

    (opinion,) = comparison.no_verdict
    assert opinion.no_verdict == "pyx12 stopped with IndexError"
    assert comparison.only_ours == []


def test_each_interchange_is_read_by_its_own_delimiters() -> None:
    data = CLEAN + of_another_number(WRONG_BASIS, ">")

    first, second = second_opinion(data)

    assert first.objections == ()
    assert [one.place.interchange for one in second.objections] == ["000000002"]


def test_cut_file_has_no_verdict() -> None:
    (opinion,) = second_opinion(CLEAN[:-30])

    assert opinion.no_verdict is not None
    assert opinion.no_verdict.startswith("reading ended in it")


def test_bytes_that_are_no_x12_have_no_opinion() -> None:
    assert list(second_opinion(b"HELLO")) == []


def test_values_of_the_file_are_neither_told_nor_logged(caplog: pytest.LogCaptureFixture) -> None:
    data = lay("NM1*IL*1*SECRETNAME*PAT****MI*1EG4\u00c9TE5MK73~")

    with caplog.at_level(logging.DEBUG):
        lines = list(disagreements(data))

    assert len(lines) > 0
    assert "1EG4" not in "".join(lines) + caplog.text


def test_many_disagreements_end_in_a_count() -> None:
    lines = "".join(
        f"LX*{number}~SV1*HC:L1960:RT:KX*900*UN*1***1~PWK*CT*AD~" for number in range(1, 26)
    )

    told = list(disagreements(lay(lines)))

    assert told[-2:] == [
        "only pyx12: 5 more",
        "pyx12: 0 places agreed on, 0 only claimline's, 25 only pyx12's",
    ]


def test_place_reads_as_text() -> None:
    place = Place("000000001", "1", "0001", 22, "SV1", 3)

    assert str(place) == "transaction set 0001, segment 22, SV103"


def test_nothing_is_written_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "night.837"
    path.write_bytes(WRONG_BASIS)

    compare(path.read_bytes())

    assert [one.name for one in tmp_path.iterdir()] == ["night.837"]


def test_file_without_a_verdict_has_no_count() -> None:
    crashing = lay("SV1*HC:L1960:RT:KX*900*UN*1***1:2:3:4:5~")

    assert list(disagreements(crashing)) == [
        "pyx12: no verdict on interchange 000000001: pyx12 stopped with IndexError"
    ]
    assert list(disagreements(b"HELLO")) == ["pyx12: no verdict: the file holds no interchange"]
