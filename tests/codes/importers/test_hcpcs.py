"""The HCPCS quarterly release: text and workbook give the same rows, damage gives none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import claimline.codes
from claimline.codes import load_tables
from claimline.codes.importers.files import table_texts
from claimline.codes.importers.members import RefusedError
from claimline.codes.importers.reading import Reading, read_files
from tests.codes.importers.official import (
    Code,
    as_csv,
    as_workbook,
    codes_of,
    hcpcs_rows,
    hcpcs_text,
)

NAME = "HCPC2026_OCT_ANWEB_09232026"
CODES = [
    Code("A4000", words="short"),
    Code("E0999", pricing=("32", "36"), type_of_service=("A", "P", "R"), multiple_pricing="D"),
    Code("K0999", cross_references=("L1111", "L2222"), ended="20260930"),
    Code("L1111", added="20261001", action_effective="20261001", action="A"),
    Code("L2222", words=" ".join(f"word{number}" for number in range(150))),
    Code("V9999", coverage="", betos="Z2", type_of_service=(), pricing=("00",), action="F"),
    Code("RT"),
    Code("A1", ended="20251231", words=" ".join(f"word{number}" for number in range(30))),
]


def reading(tmp_path: Path, name: str, content: bytes) -> Reading:
    """What a file of that name and content holds."""
    path = tmp_path / name
    path.write_bytes(content)
    (found,) = read_files([path], None, lambda name, number: None)
    return found


def texts(tmp_path: Path, name: str, content: bytes) -> dict[str, str]:
    return table_texts(reading(tmp_path, name, content))


def test_text_workbook_and_csv_give_the_same_rows(tmp_path: Path) -> None:
    fixed = texts(tmp_path, f"{NAME}.txt", hcpcs_text(CODES))

    assert texts(tmp_path, f"{NAME}.xlsx", as_workbook(hcpcs_rows(CODES))) == fixed
    assert texts(tmp_path, f"{NAME}.csv", as_csv(hcpcs_rows(CODES))) == fixed
    assert fixed["hcpcs"].splitlines() == [
        "code,added,ended,coverage,pricing,multiple_pricing,betos,type_of_service,action,"
        "action_effective,successors",
        "A4000,2020-01-01,,C,38,A,D1F,P,N,2020-01-01,",
        "E0999,2020-01-01,,C,32 36,D,D1F,A P R,N,2020-01-01,",
        "K0999,2020-01-01,2026-09-30,C,38,A,D1F,P,N,2020-01-01,L1111 L2222",
        "L1111,2026-10-01,,C,38,A,D1F,P,A,2026-10-01,",
        "L2222,2020-01-01,,C,38,A,D1F,P,N,2020-01-01,",
        "V9999,2020-01-01,,,00,A,Z2,,F,2020-01-01,",
    ]
    assert fixed["modifiers"].splitlines() == [
        "modifier,added,ended,label",
        "A1,2020-01-01,2025-12-31,",
        "RT,2020-01-01,,",
    ]
    assert f"L2222,fictional short,{CODES[4].words}" in fixed["descriptors"].splitlines()
    assert f"A1,fictional short,{CODES[7].words}" in fixed["descriptors"].splitlines()


def test_bundled_codes_come_back_as_they_are_bundled(tmp_path: Path) -> None:
    data = Path(claimline.codes.__file__).parent / "data"

    found = texts(tmp_path, f"{NAME}.txt", hcpcs_text(codes_of(load_tables())))

    assert found["hcpcs"] == (data / "hcpcs.csv").read_text("utf-8")
    modifiers = (data / "modifiers.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[:3] for line in found["modifiers"].splitlines()] == [
        line.split(",")[:3] for line in modifiers
    ]


@pytest.mark.parametrize("suffix", ["txt", "xlsx"])
def test_licensed_codes_are_left_out_and_counted(tmp_path: Path, suffix: str) -> None:
    foreign = [Code(each, words="x " * 90) for each in ("D0120", "97760", "0001U", "50", "8P")]
    codes = [*CODES, *foreign]
    content = hcpcs_text(codes) if suffix == "txt" else as_workbook(hcpcs_rows(codes))

    found = reading(tmp_path, f"{NAME}.{suffix}", content)

    assert table_texts(found) == texts(tmp_path, f"{NAME}.txt", hcpcs_text(CODES))
    assert found.content.dropped == {
        "D (CDT) codes": 1,
        "Level I (CPT) codes": 2,
        "Level I (CPT) modifiers": 2,
    }


def test_level_one_codes_among_cross_references_are_left_out(tmp_path: Path) -> None:
    codes = [replace(CODES[0], cross_references=("99999", "L1111", "D0120")), *CODES[1:]]

    found = texts(tmp_path, f"{NAME}.txt", hcpcs_text(codes))

    assert "A4000,2020-01-01,,C,38,A,D1F,P,N,2020-01-01,L1111" in found["hcpcs"].splitlines()


def test_notices_before_the_data_are_passed_over(tmp_path: Path) -> None:
    notice = "***Disclaimers\tof several lines\r\n\r\n2020 words about L0000 and others"
    title = ["A disclaimer", "", "2020 words"]

    fixed = texts(tmp_path, f"{NAME}.txt", hcpcs_text(CODES, notice))

    assert fixed == texts(tmp_path, f"{NAME}.txt", hcpcs_text(CODES))
    assert texts(tmp_path, f"{NAME}.xlsx", as_workbook(hcpcs_rows(CODES, title))) == fixed


def test_action_date_the_workbook_leaves_blank_is_the_date_added(tmp_path: Path) -> None:
    rows = hcpcs_rows(CODES)
    at = rows[0].index("ACT EFF DT")
    rows[1][at] = ""

    found = texts(tmp_path, f"{NAME}.xlsx", as_workbook(rows))

    assert found == texts(tmp_path, f"{NAME}.txt", hcpcs_text(CODES))


def test_stray_continuation_row_of_the_workbook_does_not_overwrite_its_code(tmp_path: Path) -> None:
    rows = hcpcs_rows(CODES)
    stray = ["" for _ in rows[0]]
    stray[:4] = ["A4000", "0020", "4", "the rest"]

    found = texts(tmp_path, f"{NAME}.csv", as_csv([*rows, stray]))

    assert found == texts(tmp_path, f"{NAME}.txt", hcpcs_text(CODES))


def test_descriptors_keep_their_characters_in_either_encoding(tmp_path: Path) -> None:
    codes = [Code("A4000", words='caf\xe9 \u2013 and, a "quote"'), *CODES[1:]]
    latin = hcpcs_text(codes)

    found = texts(tmp_path, f"{NAME}.txt", latin)

    assert 'A4000,fictional short,"caf\xe9 \u2013 and, a ""quote"""' in found["descriptors"]
    assert texts(tmp_path, f"{NAME}.txt", latin.decode("cp1252").encode()) == found


def test_release_answers_for_the_years_that_ended_codes_are_kept(tmp_path: Path) -> None:
    found = reading(tmp_path, f"{NAME}.txt", hcpcs_text(CODES))

    assert found.period.release == "2026-10"
    assert found.content.covers_from == date(2022, 10, 1)
    assert found.period.last == date(2026, 12, 31)


TEXT = hcpcs_text(CODES).decode("cp1252")
LINES = TEXT.splitlines(keepends=True)


@pytest.mark.parametrize(
    ("content", "expected", "found"),
    [
        (TEXT.replace("20261001", "20261301"), "a date (yyyymmdd)", "'20261301'"),
        (TEXT.replace("20261001", "2026W401"), "a date (yyyymmdd)", "'2026W401'"),
        (TEXT.replace("  020200101", "  0        "), "added date", ""),
        (TEXT[: TEXT.index("  A100100") + 200], "293 characters", "found 201"),
        (TEXT.replace("L222200200", "L222300200"), "'L222200100'", "'L222300200'"),
        (TEXT.replace("L222200300", "L222200200"), "'L222200100'", "'L222200200'"),
        ("".join([LINES[0], "garbage in between\r\n", *LINES[1:]]), "1 to 11", "'garbage in"),
        (TEXT + LINES[0], "a second time", "A4000"),
        (TEXT.replace("A4000", "W4000"), "a procedure code", "'W4000'"),
        (TEXT.replace("38      A", "3x      A"), "no pricing indicator", "3x"),
    ],
)
def test_damaged_text_is_refused_with_what_was_expected_and_found(
    tmp_path: Path, content: str, expected: str, found: str
) -> None:
    assert content != TEXT

    with pytest.raises(RefusedError) as refused:
        reading(tmp_path, f"{NAME}.txt", content.encode("cp1252"))

    message = str(refused.value)
    assert expected in message
    assert found in message
    assert f"{NAME}.txt" in message
    assert "line" in message


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("RECID", "9", "row 3: expected 3 or 7 in RECID; found '9'"),
        ("HCPC", "", "row 3: expected a procedure code; found ''"),
        ("TERM DT", "soon", "row 3: expected a date (yyyymmdd); found 'soon'"),
        ("PRICE1", "0", "row 3: '0 36' is no pricing indicator"),
    ],
)
def test_damaged_row_is_refused_with_what_was_expected_and_found(
    tmp_path: Path, column: str, value: str, message: str
) -> None:
    rows = hcpcs_rows(CODES)
    rows[2][rows[0].index(column)] = value

    with pytest.raises(RefusedError) as refused:
        reading(tmp_path, f"{NAME}.csv", as_csv(rows))

    assert message in str(refused.value)


def test_workbook_with_a_column_gone_is_no_release(tmp_path: Path) -> None:
    rows = [row[:20] + row[21:-1] for row in hcpcs_rows(CODES)]

    with pytest.raises(RefusedError, match="begins like no file that can be imported"):
        reading(tmp_path, f"{NAME}.xlsx", as_workbook(rows))
