"""Importing: whole or not at all, once, side by side, and what it changed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from claimline.codes import Validity, load_tables
from claimline.codes.describe import describe
from claimline.codes.importers import import_files, members, staging, text
from claimline.codes.importers.members import RefusedError
from tests.codes.importers.official import (
    Code,
    as_csv,
    as_workbook,
    as_zip,
    codes_of,
    edit_pair_text,
    ending,
    fee_rows,
    hcpcs_rows,
    hcpcs_text,
    unit_limit_rows,
)

OCTOBER = "HCPC2026_OCT_ANWEB_09232026.txt"
LAST_DAY = date(2026, 9, 30)
FIRST_DAY = date(2026, 10, 1)


@pytest.fixture(scope="module")
def codes() -> list[Code]:
    """Every code of the bundled tables."""
    return codes_of(load_tables())


@pytest.fixture(scope="module")
def october(codes: list[Code], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of October in which L1960 ends, L1970 changes and L9998 begins."""
    changed = [
        replace(each, pricing=("46",)) if each.code == "L1970" else each
        for each in ending(codes, "L1960", "20260930")
    ]
    path = tmp_path_factory.mktemp("october") / OCTOBER
    path.write_bytes(hcpcs_text([*changed, Code("L9998", added="20261001")]))
    return path


@pytest.fixture(scope="module")
def january(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unit limits of January 2027, of which that of L1960 is 77."""
    tables = load_tables()
    limits = (tables.unit_limit(code, FIRST_DAY) for code in tables.codes())
    changed = (each._replace(units=77) if each.code == "L1960" else each for each in limits if each)
    path = tmp_path_factory.mktemp("january") / "MCR_MUE_DMESupplierServices_Eff_01-01-2027.csv"
    path.write_bytes(as_csv(unit_limit_rows(changed)))
    return path


def limit(folder: Path | None) -> int:
    """The unit limit of L1960 in January 2027."""
    found = load_tables(folder).unit_limit("L1960", date(2027, 1, 5))
    assert found is not None
    return found.units


def validity(folder: Path, code: str, on: date) -> Validity:
    return load_tables(folder).validity(code, on)


def left(folder: Path) -> list[str]:
    """What stands in a folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_imported_release_answers_on_its_days(tmp_path: Path, october: Path) -> None:
    (imported,) = import_files([october], tmp_path)

    assert imported.new
    assert imported.answers
    assert validity(tmp_path, "L1960", LAST_DAY) is Validity.VALID
    assert validity(tmp_path, "L1960", FIRST_DAY) is Validity.ENDED
    assert validity(tmp_path, "L9998", FIRST_DAY) is Validity.VALID
    assert validity(tmp_path, "L9998", LAST_DAY) is Validity.NOT_YET
    assert validity(tmp_path, "L1970", FIRST_DAY) is Validity.VALID
    assert load_tables().validity("L1960", LAST_DAY) is Validity.VALID


def test_report_says_what_changed_since_the_release_in_use(tmp_path: Path, october: Path) -> None:
    (imported,) = import_files([october], tmp_path)

    (report,) = [each for each in imported.changes if each.table == "hcpcs"]
    assert report.since is not None
    assert report.since.release == "2026-07"
    assert report.added == ["L9998"]
    assert report.ended == ["L1960"]
    assert [(each.entry, each.columns) for each in report.changed] == [
        ("L1970", {"pricing": ("38", "46")})
    ]
    assert report.entries == 8726


def test_next_report_speaks_of_the_imported_release(
    tmp_path: Path, october: Path, codes: list[Code]
) -> None:
    import_files([october], tmp_path)
    january = tmp_path / "HCPC2027_JAN_ANWEB.txt"
    january.write_bytes(
        hcpcs_text(ending([*codes, Code("L9998", added="20261001")], "L1990", "20261231"))
    )

    (imported,) = import_files([january], tmp_path)

    (report,) = [each for each in imported.changes if each.table == "hcpcs"]
    assert report.since is not None
    assert report.since.release == "2026-10"
    assert (report.added, report.ended) == ([], ["L1990"])
    assert [each.entry for each in report.changed] == ["L1960", "L1970"]
    assert validity(tmp_path, "L1960", FIRST_DAY) is Validity.VALID


def test_same_file_again_changes_nothing(tmp_path: Path, january: Path) -> None:
    import_files([january], tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    (again,) = import_files([january], tmp_path)

    assert not again.new
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_archive_and_the_file_in_it_are_the_same_release(tmp_path: Path, october: Path) -> None:
    archive = tmp_path / "october-2026-alpha-numeric-hcpcs-file.zip"
    archive.write_bytes(
        as_zip(
            {
                "HCPC2026_OCT_Transaction Report.xlsx": b"not read",
                "HCPC2026_OCT_Corrections.xlsx": b"not read",
                "HCPC2026_recordlayout.txt": b"not read",
                "HCPC2026_OCT_ANWEB.xlsx": b"not read either, as the text is there",
                OCTOBER: october.read_bytes(),
                "NOC codes_OCT2026.xlsx": b"not read",
                "proc_notes_OCT2026.txt": b"not read",
            }
        )
    )
    folder = tmp_path / "codes"

    (imported,) = import_files([archive], folder)
    (again,) = import_files([october], folder)

    assert imported.file == f"{archive.name}:{OCTOBER}"
    assert (imported.new, again.new) == (True, False)
    assert left(folder) == [imported.folder.name]


def test_corrected_release_takes_the_place_of_the_first(tmp_path: Path, january: Path) -> None:
    import_files([january], tmp_path)
    corrected = tmp_path / january.name.replace(".csv", "_v2.csv")
    corrected.write_text(january.read_text("latin-1").replace(",77,", ",78,"), "latin-1")

    (imported,) = import_files([corrected], tmp_path)

    assert imported.answers
    assert limit(tmp_path) == 78
    assert len(list(tmp_path.glob("unit-limits-2027-01-*"))) == 2


def test_older_release_is_kept_beside_and_says_so(tmp_path: Path, codes: list[Code]) -> None:
    april = tmp_path / "HCPC2026_APR_ANWEB.txt"
    april.write_bytes(hcpcs_text(ending(codes, "L1960", "20260331")))

    (imported,) = import_files([april], tmp_path)

    assert imported.new
    assert not imported.answers
    assert validity(tmp_path, "L1960", date(2026, 4, 1)) is Validity.VALID


def test_quarters_of_unit_limits_stand_side_by_side(tmp_path: Path) -> None:
    tables = load_tables()
    limits = [limit for code in tables.codes() if (limit := tables.unit_limit(code, FIRST_DAY))]
    for quarter, units in (("07-01-2026", 7), ("01-01-2027", 9)):
        path = tmp_path / f"MCR_MUE_DMESupplierServices_Eff_{quarter}.csv"
        changed = [limits[0]._replace(units=units), *limits[1:]]
        path.write_bytes(as_csv(unit_limit_rows(changed)))
        import_files([path], tmp_path)

    renewed = load_tables(tmp_path)

    days = [date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1), date(2027, 1, 1)]
    found = [renewed.unit_limit(limits[0].code, day) for day in days]
    assert [limit and limit.units for limit in found] == [7, 7, limits[0].units, 9]


def test_fees_of_a_quarter_answer_for_it(tmp_path: Path) -> None:
    tables = load_tables()
    day = date(2026, 1, 5)
    fees = [row for code in tables.codes() for row in tables.fee_rows(code, day)]
    changed = [row._replace(category="XX") if row.code == "L1960" else row for row in fees]
    path = tmp_path / "DMEPOS26_APR.csv"
    path.write_bytes(as_csv(fee_rows(changed)))

    import_files([path], tmp_path)

    renewed = load_tables(tmp_path)
    assert renewed.fee_categories("L1960", date(2026, 3, 31)) == ("PO",)
    assert renewed.fee_categories("L1960", date(2026, 4, 1)) == ("XX",)


def test_required_lists_take_the_place_of_the_bundled_ones(tmp_path: Path) -> None:
    path = tmp_path / "required-lists-2026-11-01.csv"
    path.write_text("list,code,effective\nprior-authorization,L1960,2026-11-15\n")

    import_files([path], tmp_path)

    renewed = load_tables(tmp_path)
    assert renewed.prior_authorization("L1960", date(2026, 11, 14)) is None
    row = renewed.prior_authorization("L1960", date(2026, 11, 15))
    assert row is not None
    assert "2026-11-01" in renewed.citation(row.source).title
    assert renewed.face_to_face("L1960", date(2026, 11, 15)) is not None


def test_official_wording_is_kept_in_the_users_folder_alone(tmp_path: Path, october: Path) -> None:
    import_files([october], tmp_path)

    descriptor = load_tables(tmp_path).descriptor("L1960", FIRST_DAY)

    assert descriptor is not None
    assert descriptor.short == "fictional short"
    assert descriptor.long.startswith("L1960 is told in fictional words")
    assert load_tables().descriptor("L1960", FIRST_DAY) is None


def test_edit_pairs_are_asked_from_either_side_and_by_the_day(tmp_path: Path) -> None:
    path = tmp_path / "ccipra-v323r0-f4.txt"
    pairs = [
        ("L1960", "L2999", "", "20240101", "20261231", "1", "a reason"),
        ("L1970", "L2999", "", "20240101", "*", "0", "a reason"),
    ]
    path.write_bytes(edit_pair_text(pairs))

    import_files([path], tmp_path)

    renewed = load_tables(tmp_path)
    last, after = date(2026, 12, 31), date(2027, 1, 1)
    assert [each.denied for each in renewed.denied_beside("L1960", last)] == ["L2999"]
    assert renewed.denied_beside("L1960", after) == ()
    assert [each.code for each in renewed.denying("L2999", last)] == ["L1960", "L1970"]
    assert [each.code for each in renewed.denying("L2999", after)] == ["L1970"]
    assert after in renewed.boundaries()
    assert load_tables().denying("L2999", last) == ()
    entries = describe("L2999", last, renewed).as_json()
    assert entries["denied_by"] == [
        {"code": "L1960", "modifier_allowed": True, "effective": "2024-01-01"},
        {"code": "L1970", "modifier_allowed": False, "effective": "2024-01-01"},
    ]


def refused(paths: list[Path], folder: Path) -> str:
    """Why an import is refused, which must leave nothing behind."""
    before = left(folder)
    with pytest.raises(RefusedError) as error:
        import_files(paths, folder)
    assert left(folder) == before
    return str(error.value)


def test_one_refused_file_keeps_the_others_out(tmp_path: Path, october: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n")

    assert "wrong.csv" in refused([october, wrong], tmp_path / "codes")
    assert not (tmp_path / "codes").exists()


def test_two_files_of_one_release_that_differ_are_refused(tmp_path: Path, january: Path) -> None:
    other = tmp_path / january.name.replace(".csv", "_v2.csv")
    other.write_text(january.read_text("latin-1").replace(",77,", ",78,"), "latin-1")

    assert "holds other rows" in refused([january, other], tmp_path / "codes")


@pytest.mark.parametrize("kept", [0.5, 0.9, 0.97, 0.995, 0.9999])
def test_text_that_is_cut_off_is_refused(tmp_path: Path, october: Path, kept: float) -> None:
    content = october.read_bytes()
    path = tmp_path / OCTOBER
    path.write_bytes(content[: int(len(content) * kept)])

    assert OCTOBER in refused([path], tmp_path / "codes")


@pytest.mark.parametrize("without", ["codes", "modifiers", "middle", "last"])
def test_text_that_lacks_lines_is_refused(tmp_path: Path, codes: list[Code], without: str) -> None:
    procedures = [code for code in codes if not code.is_modifier]
    kept = {
        "codes": [code for code in codes if not code.code.startswith("V")],
        "modifiers": procedures,
        "middle": codes[:4000] + codes[4300:],
        "last": procedures[:-5] + codes[len(procedures) :],
    }[without]
    path = tmp_path / OCTOBER
    path.write_bytes(hcpcs_text(kept))

    message = refused([path], tmp_path / "codes")

    assert ("found none" if without == "modifiers" else "are missing, such as") in message


def test_archive_that_is_cut_off_is_refused(tmp_path: Path, october: Path) -> None:
    content = as_zip({OCTOBER: october.read_bytes()})
    path = tmp_path / "october-2026-alpha-numeric-hcpcs-file.zip"
    path.write_bytes(content[: len(content) // 2])

    assert "the archive is damaged" in refused([path], tmp_path / "codes")


def test_archive_with_a_flipped_byte_is_refused(tmp_path: Path, october: Path) -> None:
    content = bytearray(as_zip({OCTOBER: october.read_bytes()}))
    content[len(content) // 2] ^= 0x20
    path = tmp_path / "october-2026-alpha-numeric-hcpcs-file.zip"
    path.write_bytes(content)

    assert str(path.name) in refused([path], tmp_path / "codes")


def test_archive_without_data_is_refused_with_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    path.write_bytes(as_zip({"HCPC2026_recordlayout.txt": b"x", "photo.jpg": b"x"}))

    message = refused([path], tmp_path / "codes")

    assert "found HCPC2026_recordlayout.txt; unpack the archive" in message


@pytest.mark.parametrize(
    "spoil",
    [
        lambda book: book[: len(book) // 2],
        lambda book: b"no workbook",
        lambda book: as_zip({"a.txt": b"no workbook"}),
        lambda book: without_part(book, "xl/worksheets/sheet1.xml"),
    ],
)
def test_workbook_that_is_none_is_refused(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    path = tmp_path / OCTOBER.replace("txt", "xlsx")
    path.write_bytes(spoil(as_workbook(hcpcs_rows([Code("L1111"), Code("RT")]))))

    assert "it is no readable workbook" in refused([path], tmp_path / "codes")


def without_part(book: bytes, name: str, instead: bytes | None = None) -> bytes:
    """A workbook without a part, or with another in its place."""
    with zipfile.ZipFile(BytesIO(book)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist() if each != name}
    return as_zip(parts | ({name: instead} if instead else {}))


def test_entities_of_a_workbook_are_not_expanded(tmp_path: Path) -> None:
    levels = "".join(
        f'<!ENTITY e{level} "{f"&e{level - 1};" * 9 if level else "boom"}">' for level in range(9)
    )
    name = "xl/worksheets/sheet1.xml"
    book = as_workbook([["HCPC"]])
    with zipfile.ZipFile(BytesIO(book)) as archive:
        sheet = archive.read(name).decode()
    bomb = f"<!DOCTYPE worksheet [{levels}]>{sheet.replace('HCPC', '&e8;')}"
    path = tmp_path / OCTOBER.replace("txt", "xlsx")
    path.write_bytes(without_part(book, name, bomb.encode()))

    with pytest.raises(RefusedError, match="it is no readable workbook") as error:
        import_files([path], tmp_path / "codes")

    assert "EntitiesForbidden" in causes(error.value)


def causes(error: BaseException | None) -> list[str]:
    """The names of an exception and of what it came from."""
    return [type(error).__name__, *causes(error.__cause__ or error.__context__)] if error else []


@pytest.mark.parametrize("packed", [False, True])
def test_file_larger_than_any_published_is_refused(
    tmp_path: Path, october: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    monkeypatch.setattr(members, "LARGEST", 1 << 20)
    path = tmp_path / (OCTOBER.replace("txt", "zip") if packed else OCTOBER)
    content = october.read_bytes()
    path.write_bytes(as_zip({OCTOBER: content}) if packed else content)

    assert "no published file has more than 1 MB" in refused([path], tmp_path / "codes")


def test_archive_that_lies_about_a_size_is_read_no_further(
    tmp_path: Path, october: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "LARGEST", 1 << 20)
    content = october.read_bytes()
    packed = as_zip({OCTOBER: content})
    size = len(content).to_bytes(4, "little")
    path = tmp_path / OCTOBER.replace("txt", "zip")
    path.write_bytes(packed.replace(size, (1000).to_bytes(4, "little")))

    assert "the archive is damaged" in refused([path], tmp_path / "codes")


def test_line_without_an_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / OCTOBER
    path.write_bytes(b"\0" * (1 << 20))

    assert "line 1 is endless" in refused([path], tmp_path / "codes")


def test_quote_without_an_end_is_refused(tmp_path: Path) -> None:
    content = as_csv(hcpcs_rows([Code("L1111"), Code("RT")])) + b'"' + b"x\r\n" * 100_000
    path = tmp_path / OCTOBER.replace("txt", "csv")
    path.write_bytes(content)

    assert "it is no CSV" in refused([path], tmp_path / "codes")


def test_texts_of_a_workbook_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_MOST_SHARED_TEXT", 100)
    path = tmp_path / OCTOBER.replace("txt", "xlsx")
    path.write_bytes(as_workbook(hcpcs_rows([Code("L1111"), Code("RT")])))

    assert "which no published workbook has" in refused([path], tmp_path / "codes")


def test_workbook_without_its_library_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    path = tmp_path / OCTOBER.replace("txt", "xlsx")
    path.write_bytes(as_zip({"xl/workbook.xml": b"<workbook/>"}))

    assert "install claimline[xlsx]" in refused([path], tmp_path / "codes")


def test_folder_that_cannot_be_written_is_left_as_it_was(
    tmp_path: Path, january: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    folder = tmp_path / "codes"

    with pytest.raises(OSError, match="No space left"):
        import_files([january], folder)

    assert left(folder) == []


def process(script: str, *arguments: object) -> subprocess.Popen[bytes]:
    """A Python process of its own."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


KILLED = """
import os, signal, sys
from pathlib import Path
from claimline.codes.describe import describe
from claimline.codes.importers import import_files, staging

steps = int(sys.argv[3])
def step(do):
    def stepped(*arguments):
        global steps
        steps -= 1
        if not steps:
            os.kill(os.getpid(), signal.SIGKILL)
        return do(*arguments)
    return stepped

staging.os.fsync = step(os.fsync)
Path.rename = step(Path.rename)
import_files([Path(sys.argv[1])], Path(sys.argv[2]))
"""
# Two files and their folder are flushed, the folder renamed, the folder around it flushed.
RENAMING = 4


@pytest.mark.parametrize("steps", range(1, RENAMING + 1))
def test_import_that_is_killed_leaves_the_old_tables_in_use(
    tmp_path: Path, january: Path, steps: int
) -> None:
    folder = tmp_path / "codes"

    killed = process(KILLED, january, folder, steps)

    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert [name[:8] for name in left(folder)] == [".import-"]
    assert limit(folder) == limit(None)
    assert load_tables(folder).releases() == load_tables().releases()

    (imported,) = import_files([january], folder)

    assert imported.new
    assert limit(folder) == 77


def test_import_that_is_killed_after_the_renaming_is_done(tmp_path: Path, january: Path) -> None:
    folder = tmp_path / "codes"

    killed = process(KILLED, january, folder, RENAMING + 1)

    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert limit(folder) == 77


def test_what_a_killed_import_left_is_taken_away_a_day_later(tmp_path: Path, january: Path) -> None:
    old, young = tmp_path / ".import-old", tmp_path / ".import-young"
    for each in (old, young):
        each.mkdir()
        (each / "hcpcs.csv").write_text("half a ta")
    os.utime(old, (0, 0))

    import_files([january], tmp_path)

    assert not old.exists()
    assert young.exists()


IMPORT = """
import sys
from pathlib import Path
from claimline.codes.describe import describe
from claimline.codes.importers import import_files

Path(sys.argv[2]).mkdir(exist_ok=True)
sys.stdin.read()
(imported,) = import_files([Path(sys.argv[1])], Path(sys.argv[2]))
print(imported.new)
"""


def test_imports_at_once_of_the_same_and_of_another_release(tmp_path: Path, january: Path) -> None:
    other = tmp_path / january.name.replace("01-01", "04-01")
    other.write_bytes(january.read_bytes())
    folder = tmp_path / "codes"

    running = [process(IMPORT, path, folder) for path in (january, january, other)]
    said = [each.communicate(timeout=120) for each in running]

    assert [each.returncode for each in running] == [0, 0, 0]
    assert sorted(out.split()[0] for out, _ in said[:2]) in ([b"False", b"True"], [b"True"] * 2)
    assert [name[:19] for name in left(folder)] == ["unit-limits-2027-01", "unit-limits-2027-04"]
    assert limit(folder) == 77


def test_of_two_that_rename_at_once_the_second_finds_it_there(
    tmp_path: Path, january: Path
) -> None:
    (imported,) = import_files([january], tmp_path / "codes")
    other = shutil.copytree(imported.folder, tmp_path / "other")

    assert not staging.install(other, imported.folder)
    assert limit(tmp_path / "codes") == 77


@pytest.mark.parametrize("damage", ["table", "sources", "gone"])
def test_damaged_release_is_mended_by_importing_its_file_again(
    tmp_path: Path, january: Path, damage: str
) -> None:
    (imported,) = import_files([january], tmp_path)
    if damage == "table":
        (imported.folder / "unit_limits.csv").write_text("code,units\nL1960,78\n")
    elif damage == "sources":
        (imported.folder / "SOURCES.toml").write_text("[table]")
    else:
        (imported.folder / "unit_limits.csv").unlink()

    (again,) = import_files([january], tmp_path)

    assert again.new
    assert limit(tmp_path) == 77
    assert left(tmp_path) == [imported.folder.name]


def test_progress_is_told(tmp_path: Path, january: Path) -> None:
    told: list[tuple[str, int]] = []

    import_files([january], tmp_path, tick=lambda name, number: told.append((name, number)))

    assert told[-1] == (january.name, len(january.read_text("latin-1").splitlines()))
