"""The other published files: each layout read, told apart and refused when damaged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import claimline.codes
from claimline.codes import UnitEdit, load_tables
from claimline.codes.facts import FeeRow, UnitLimit
from claimline.codes.importers.files import table_texts
from claimline.codes.importers.members import RefusedError
from claimline.codes.importers.reading import Reading, read_files
from tests.codes.importers.official import (
    Code,
    as_csv,
    as_workbook,
    as_zip,
    edit_pair_text,
    fee_rows,
    hcpcs_rows,
    order_text,
    unit_limit_rows,
)

DATA = Path(claimline.codes.__file__).parent / "data"
LIMITS = [
    UnitLimit("L1111", 2, UnitEdit.BY_POLICY, "Anatomic Consideration"),
    UnitLimit("L2222", 0, UnitEdit.LINE, "CMS Policy"),
    UnitLimit("L3333", 1, UnitEdit.BY_CLINICAL, "Clinical: Data"),
]
LIMITS_NAME = "MCR_MUE_DMESupplierServices_Eff_10-01-2026.csv"
FEES = [
    FeeRow("A4444", "AU", "KF", "J", "SU", None, None, None, None),
    FeeRow(
        "L1111",
        None,
        None,
        "D",
        "PO",
        Decimal("849.26"),
        Decimal("636.95"),
        Decimal("700.10"),
        Decimal("849.26"),
    ),
]
PAIRS = [
    ("L1111", "L2222", "", "20240101", "*", "1", "a reason"),
    ("L1111", "L3333", "*", "19960101", "20260630", "0", "a reason"),
    ("L1111", "L4444", "", "20200101", "20200101", "9", "a reason"),
    ("97760", "L1111", "", "20240101", "*", "1", "a reason"),
    ("L1111", "0001U", "", "20240101", "*", "1", "a reason"),
]
DIAGNOSES = [
    ("M21", False, "fictional group"),
    ("M2137", False, "fictional drop"),
    ("M21371", True, "fictional drop, right foot"),
    ("M21372", True, "fictional drop, left foot"),
    ("M21379", True, "fictional drop, unspecified foot"),
    ("Z11", False, "fictional reason"),
    ("Z1101", True, "fictional reason, right at once"),
]
OTHER, RIGHT = Code("L1111"), Code("RT")
LISTS = """list,code,effective,removed,states
prior-authorization,L5856,2020-09-01,,
prior-authorization,L0648,2022-04-13,2022-07-12,NY IL
face-to-face,L1960,2023-04-17,,
"""


def reading(tmp_path: Path, name: str, content: bytes, effective: date | None = None) -> Reading:
    path = tmp_path / name
    path.write_bytes(content)
    (found,) = read_files([path], effective, lambda name, number: None)
    return found


def rows(found: Reading, table: str) -> list[str]:
    return table_texts(found)[table].splitlines()[1:]


def test_unit_limits(tmp_path: Path) -> None:
    content = unit_limit_rows(LIMITS)
    content.append(["97760", "4", "3 Date of Service Edit: Clinical", "x"])

    found = reading(tmp_path, LIMITS_NAME, as_csv(content))

    assert rows(found, "unit_limits") == [
        "L1111,2,2,Anatomic Consideration",
        "L2222,0,1,CMS Policy",
        "L3333,1,3,Clinical: Data",
    ]
    assert found.content.dropped == {"Level I (CPT) codes": 1}
    assert found.period.release == "2026-10"
    content[1][0] = "HCPCS/CPT Code"
    workbook = reading(tmp_path, LIMITS_NAME.replace("csv", "xlsx"), as_workbook(content))
    assert table_texts(workbook) == table_texts(found)


def test_bundled_unit_limits_come_back_as_they_are_bundled(tmp_path: Path) -> None:
    tables = load_tables()
    limits = (tables.unit_limit(code, date(2026, 10, 1)) for code in tables.codes())

    found = reading(tmp_path, LIMITS_NAME, as_csv(unit_limit_rows(filter(None, limits))))

    assert table_texts(found)["unit_limits"] == (DATA / "unit_limits.csv").read_text("utf-8")


@pytest.mark.parametrize("table", ["Practitioner", "Outpatient Hospital"])
def test_unit_limits_of_others_than_suppliers_are_refused(tmp_path: Path, table: str) -> None:
    content = as_csv(unit_limit_rows(LIMITS, table))

    with pytest.raises(RefusedError, match=f"(?i)found {table} Services MUE Values: this is not"):
        reading(tmp_path, LIMITS_NAME, content)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        (0, "L111", "row 3: expected a procedure code; found 'L111'"),
        (1, "two", "row 3: expected a number of units; found 'two'"),
        (1, "-1", "row 3: expected a number of units; found '-1'"),
        (2, "4 Else", "row 3: expected an indicator 1, 2 or 3; found '4 Else'"),
        (3, ["x", "y", "z"], "row 3: expected 4 columns; found 6"),
    ],
)
def test_damaged_unit_limit_is_refused(
    tmp_path: Path, column: int, value: str | list[str], message: str
) -> None:
    content = unit_limit_rows(LIMITS)
    content[2][column : column + 1] = [value] if isinstance(value, str) else value

    with pytest.raises(RefusedError) as refused:
        reading(tmp_path, LIMITS_NAME, as_csv(content))

    assert message in str(refused.value)


def test_fee_schedule(tmp_path: Path) -> None:
    found = reading(tmp_path, "DMEPOS26_OCT.csv", as_csv(fee_rows(FEES)))

    assert rows(found, "fees") == [
        "A4444,AU,KF,J,SU,,,,",
        "L1111,,,D,PO,849.26,636.95,700.10,849.26",
    ]
    assert (found.period.first, found.period.last) == (date(2026, 10, 1), date(2026, 12, 31))
    workbook = as_workbook(fee_rows(FEES), numbers=True)
    assert table_texts(reading(tmp_path, "DMEPOS26_OCT.xlsx", workbook)) == table_texts(found)


def test_fees_of_areas_beyond_the_contiguous_states_do_not_count(tmp_path: Path) -> None:
    content = fee_rows(FEES)
    content[-1][11] = "1522.87"

    found = reading(tmp_path, "DMEPOS26_OCT.csv", as_csv(content))

    assert rows(found, "fees")[1].endswith("700.10,849.26")


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        (3, "X", "row 8: expected the jurisdiction D, J or L; found 'X'"),
        (4, "", "row 8: expected a category; found ''"),
        (1, "NUX", "row 8: expected a modifier; found 'NUX'"),
        (5, "n/a", "row 8: expected an amount; found 'n/a'"),
    ],
)
def test_damaged_fee_is_refused(tmp_path: Path, column: int, value: str, message: str) -> None:
    content = fee_rows(FEES)
    content[7][column] = value

    with pytest.raises(RefusedError) as refused:
        reading(tmp_path, "DMEPOS26_OCT.csv", as_csv(content))

    assert message in str(refused.value)


def test_edit_pairs(tmp_path: Path) -> None:
    found = reading(tmp_path, "ccipra-v322r0-f4.txt", edit_pair_text(PAIRS))

    assert rows(found, "edit_pairs") == [
        "L1111,L2222,yes,2024-01-01,",
        "L1111,L3333,no,1996-01-01,2026-07-01",
    ]
    assert found.content.dropped == {
        "pairs that never applied": 1,
        "pairs with a Level I (CPT) or D (CDT) code": 2,
    }
    assert found.period.release == "2026-07"
    assert found.content.covers_from == date(1996, 1, 1)


def test_parts_of_one_release_of_edit_pairs_are_put_together(tmp_path: Path) -> None:
    paths = [tmp_path / f"ccipra-v322r0-f{part}.txt" for part in (1, 2, 3)]
    paths[0].write_bytes(edit_pair_text(PAIRS[3:]))
    paths[1].write_bytes(edit_pair_text(PAIRS[:1]))
    paths[2].write_bytes(edit_pair_text(PAIRS[1:3]))

    (found,) = read_files(paths, None, lambda name, number: None)

    assert table_texts(found) == table_texts(
        reading(tmp_path, "ccipra-v322r0.txt", edit_pair_text(PAIRS))
    )
    assert found.content.dropped["pairs with a Level I (CPT) or D (CDT) code"] == 2


def test_edit_pairs_without_one_of_two_level_two_codes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="expected rows for the table edit_pairs; found none"):
        reading(tmp_path, "ccipra-v322r0-f1.txt", edit_pair_text(PAIRS[3:]))


@pytest.mark.parametrize("columns", [4, 5, 8, 9])
def test_edit_pairs_with_columns_more_or_fewer_are_refused(tmp_path: Path, columns: int) -> None:
    row = [*PAIRS[0], "more", "more"][:columns]

    with pytest.raises(RefusedError, match=f"expected 7 columns .*; found {columns}"):
        reading(tmp_path, "ccipra-v322r0.txt", edit_pair_text([*PAIRS, row]))


def test_diagnoses(tmp_path: Path) -> None:
    found = reading(tmp_path, "icd10cm_order_2027.txt", order_text(DIAGNOSES))

    assert rows(found, "diagnoses") == ["M21,- 37- 371r 372l 379u", "Z11,- 01n"]
    assert (found.period.first, found.period.last) == (date(2026, 10, 1), date(2027, 9, 30))


def test_update_of_april_is_named_by_its_archive(tmp_path: Path) -> None:
    name = "april-1-2026-code-descriptions-tabular-order.zip"
    archive = as_zip(
        {
            "Code Descriptions/icd10cm_codes_2026.txt": b"M21371 fictional\r\n",
            "Code Descriptions/icd10cm-order-addenda-April-1-2026.txt": b"Add: M21371\r\n",
            "Code Descriptions/icd10cm_order_2026.txt": order_text(DIAGNOSES),
        }
    )

    found = reading(tmp_path, name, archive)

    assert (found.period.release, found.period.first) == ("2026-04", date(2026, 4, 1))
    assert found.period.last == date(2026, 9, 30)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("00003 M21371", "00003 m21371"),
        lambda text: text.replace("00003 M21371", "00002 M21371"),
        lambda text: text.replace("M21371  1", "M21371  2"),
        lambda text: text[:-90],
    ],
)
def test_damaged_diagnosis_is_refused(tmp_path: Path, change: Callable[[str], str]) -> None:
    text = order_text(DIAGNOSES).decode()

    with pytest.raises(RefusedError, match=r"line [37]: expected an order number above"):
        reading(tmp_path, "icd10cm_order_2027.txt", change(text).encode())


def test_list_of_codes_alone_is_no_order_file(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="begins like no file"):
        reading(tmp_path, "icd10cm_order_2027.txt", b"M21371 fictional words\r\n" * 9)


def test_required_lists(tmp_path: Path) -> None:
    found = reading(tmp_path, "required-lists-2026-10-01.csv", LISTS.encode())

    assert rows(found, "prior_authorizations") == [
        "L0648,NY IL,2022-04-13,2022-07-12,imported-2026-10-01",
        "L5856,,2020-09-01,,imported-2026-10-01",
    ]
    assert rows(found, "face_to_face") == [
        "L1960,required,2023-04-17,,imported-2026-10-01",
    ]
    assert found.content.covers_from == date(2020, 9, 1)
    assert found.period.last == date(2026, 10, 1) + timedelta(days=60)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("face-to-face", "face2face", "row 4: expected one of prior-authorization, face-to-face"),
        ("L5856", "5856", "row 2: expected a procedure code; found '5856'"),
        ("2020-09-01", "09/01/2020", "row 2: expected a day (YYYY-MM-DD); found '09/01/2020'"),
        ("2022-07-12", "later", "row 3: expected a day (YYYY-MM-DD); found 'later'"),
        ("NY IL", "New York", "row 3: expected states of two letters; found 'New York'"),
    ],
)
def test_damaged_required_list_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(RefusedError) as refused:
        reading(tmp_path, "required-lists-2026-10-01.csv", LISTS.replace(old, new).encode())

    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("HCPC2026_JAN_ANWEB.csv", "2026-01"),
        ("HCPC2026_JUL_ANWEB_v3.csv", "2026-07"),
        ("renamed.csv", None),
        ("HCPC2026_CONTR_ANWEB.csv", None),
    ],
)
def test_release_is_read_off_the_name_or_asked_for(
    tmp_path: Path, name: str, release: str | None
) -> None:
    content = as_csv(hcpcs_rows([OTHER, RIGHT]))
    if release is None:
        with pytest.raises(RefusedError, match="--effective YYYY-MM-DD"):
            reading(tmp_path, name, content)

    else:
        assert reading(tmp_path, name, content).period.release == release

    found = reading(tmp_path, name, content, date(2025, 11, 5))

    assert found.period.release == "2025-10"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"page art\r\n0001--TEXT\r\n"),
        ("DMEPOS26_JAN.txt", b"2026~L1960~  ~  ~D~PO~0~MIA ~AL     ~000412.50~\r\n" * 9),
        ("report.csv", b"HCPC,ACTION CD,SHORT DESCRIPTION,LONG DESCRIPTION\r\nL1960,ADD,x,y\r\n"),
        ("corrections.csv", b"CODE,ACTION,EFF DATE,SHORT DESC\r\nL1960,A,20260101,x\r\n"),
        ("picture.csv", bytes(range(256)) * 40),
        ("claims.837", b"ISA*00*          *00*          *ZZ*A~"),
    ],
)
def test_other_file_is_refused_with_what_could_be_imported(
    tmp_path: Path, name: str, content: bytes
) -> None:
    with pytest.raises(RefusedError) as refused:
        reading(tmp_path, name, content)

    assert f"{name}: it begins like no file that can be imported; found" in str(refused.value)
    assert "HCPCS Level II quarterly release, fixed-width text" in str(refused.value)
