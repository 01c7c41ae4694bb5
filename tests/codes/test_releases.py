"""Releases side by side: which one answers for a day, and what is no release."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from claimline.codes import Tables, Validity, load_tables
from claimline.codes.releases import (
    FORMAT,
    TablesError,
    bundled,
    codes_folder,
    imported_releases,
    texts_of,
)

HCPCS_COLUMNS = (
    "code,added,ended,coverage,pricing,multiple_pricing,betos,type_of_service,action,"
    "action_effective,successors\n"
)


def release(
    folder: Path,
    name: str,
    tables: dict[str, str],
    *,
    release: str = "2026-10",
    covers: tuple[str, str] = ("2026-10-01", "2026-12-31"),
    format: int = FORMAT,
    imported: str = "2026-10-02T08:00:00Z",
) -> Path:
    """A folder of tables as an import leaves it."""
    path = folder / name
    path.mkdir()
    sources = f"format = {format}\nimported = {imported}\n"
    for table, text in tables.items():
        (path / f"{table}.csv").write_text(text)
        sources += f"""
            [table.{table}]
            title = "x"
            publisher = "x"
            release = "{release}"
            covers_from = {covers[0]}
            covers_to = {covers[1]}
            licence = "x"
            sha256 = "{sha256(text.encode()).hexdigest()}"
            recipe = "x"
        """
    (path / "SOURCES.toml").write_text(sources)
    return path


def hcpcs(*codes: str, ended: str = "") -> dict[str, str]:
    rows = (f"{code},2020-01-01,{ended},C,38,A,D1F,P,N,2020-01-01,\n" for code in codes)
    return {"hcpcs": HCPCS_COLUMNS + "".join(rows)}


def limits(units: int) -> dict[str, str]:
    return {"unit_limits": f"code,units,edit,rationale\nL1960,{units},2,x\n"}


def answering(folder: Path, on: str) -> str:
    folders = [*imported_releases(folder)[0], bundled()]
    return texts_of("hcpcs", folders).release_on(date.fromisoformat(on)).release


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2014-06-01", "2026-07"),
        ("2026-09-30", "2026-07"),
        ("2026-10-01", "2026-10"),
        ("2026-12-31", "2026-10"),
        ("2027-01-01", "2027-01"),
        ("2027-03-31", "2027-01"),
        ("2028-01-01", "2027-01"),
    ],
)
def test_newest_release_that_covers_the_day_or_ended_before_answers(
    tmp_path: Path, on: str, expected: str
) -> None:
    release(tmp_path, "b", hcpcs("L1960"), release="2027-01", covers=("2027-01-01", "2027-03-31"))
    release(tmp_path, "a", hcpcs("L1960"))

    assert answering(tmp_path, on) == expected


def test_older_release_answers_for_no_day_that_a_newer_one_covers(tmp_path: Path) -> None:
    release(tmp_path, "a", hcpcs("L1960"), release="2026-04", covers=("2022-04-01", "2026-06-30"))

    assert answering(tmp_path, "2026-05-01") == "2026-07"


def test_last_import_of_a_release_answers(tmp_path: Path) -> None:
    release(tmp_path, "z", limits(3), imported="2026-10-02T08:00:00Z")
    release(tmp_path, "a", limits(4), imported="2026-10-09T08:00:00Z")

    limit = load_tables(tmp_path).unit_limit("L1960", date(2026, 10, 1))

    assert limit is not None
    assert limit.units == 4


def test_each_table_is_answered_for_by_its_own_releases(tmp_path: Path) -> None:
    release(tmp_path, "a", hcpcs("L1960", ended="2026-10-31"))
    tables = load_tables(tmp_path)

    assert tables.validity("L1960", date(2026, 10, 31)) is Validity.VALID
    assert tables.validity("L1960", date(2026, 11, 1)) is Validity.ENDED
    assert tables.validity("L1970", date(2026, 9, 30)) is Validity.VALID
    assert tables.validity("L1970", date(2026, 10, 1)) is Validity.UNKNOWN
    assert tables.release("hcpcs", date(2026, 10, 1)).release == "2026-10"
    assert tables.release("fees", date(2026, 10, 1)) == load_tables().release(
        "fees", date(2026, 10, 1)
    )


def test_day_on_which_another_release_answers_is_a_boundary(tmp_path: Path) -> None:
    release(tmp_path, "a", hcpcs("L1960"), covers=("2026-10-05", "2026-12-30"))

    boundaries = load_tables(tmp_path).boundaries()

    assert {date(2026, 10, 5), date(2026, 12, 31)} <= set(boundaries)
    assert not {date(2026, 10, 5), date(2026, 12, 31)} & set(load_tables().boundaries())


def test_label_of_a_modifier_is_ours_in_an_imported_release_too(tmp_path: Path) -> None:
    text = "modifier,added,ended,label\nRT,1990-01-01,,\nZZ,1990-01-01,,\n"
    release(tmp_path, "a", {"modifiers": text})
    tables = load_tables(tmp_path)
    own = Tables(bundled()).modifier("RT", date(2026, 10, 1))

    right, unknown = (tables.modifier(each, date(2026, 10, 1)) for each in ("RT", "ZZ"))

    assert own is not None
    assert right is not None
    assert unknown is not None
    assert right.added == date(1990, 1, 1)
    assert right.label == own.label is not None
    assert unknown.label is None


def test_bundled_release_names_sort_by_time() -> None:
    names = [each.release for each in bundled().releases.values()]

    assert [name for name in names if not re.fullmatch(r"20\d\d(-\d\d){0,2}", name)] == []


@pytest.mark.parametrize("change", ["format", "sources", "table-entry", "hidden", "file"])
def test_what_is_no_release_of_this_format_is_not_used(tmp_path: Path, change: str) -> None:
    path = release(tmp_path, "a", hcpcs("L1960"), format=FORMAT + (change == "format"))
    sources = path / "SOURCES.toml"
    if change == "sources":
        sources.unlink()
    elif change == "table-entry":
        sources.write_text(sources.read_text().replace("covers_to", "covers"))
    elif change == "hidden":
        path.rename(tmp_path / ".import-x")
    elif change == "file":
        path.rename(tmp_path / "moved")
        path.write_text("not a folder")
        (tmp_path / "moved").rename(tmp_path / ".hidden")

    releases, unusable = imported_releases(tmp_path)

    assert releases == []
    named = change not in ("hidden", "file")
    assert [str(path) in each for each in unusable] == ([True] if named else [])


def test_table_that_is_not_as_it_was_imported_is_refused_by_name(tmp_path: Path) -> None:
    path = release(tmp_path, "a", hcpcs("L1960")) / "hcpcs.csv"
    path.write_text(path.read_text().replace("2020", "2019"))

    with pytest.raises(TablesError, match=re.escape(str(path))):
        load_tables(tmp_path).procedure("L1960", date(2026, 10, 1))


def test_table_that_is_gone_is_refused_by_name(tmp_path: Path) -> None:
    path = release(tmp_path, "a", hcpcs("L1960")) / "hcpcs.csv"
    path.unlink()

    with pytest.raises(TablesError, match=re.escape(str(path))):
        load_tables(tmp_path).procedure("L1960", date(2026, 10, 1))


def test_folder_is_the_one_named_else_that_of_the_environment_else_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, variable = tmp_path / "named", tmp_path / "variable"
    named.mkdir()
    variable.mkdir()
    monkeypatch.setenv("CLAIMLINE_CODES", str(variable))

    assert codes_folder(named) == named
    assert codes_folder() == variable

    monkeypatch.delenv("CLAIMLINE_CODES")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert codes_folder().parts[-2:] == ("claimline", "codes")


def test_folder_that_is_named_and_not_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMLINE_CODES", str(tmp_path / "gone"))

    with pytest.raises(TablesError, match="gone"):
        load_tables()


def test_a_user_without_imports_has_the_bundled_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLAIMLINE_CODES")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    assert load_tables().releases() == Tables(bundled()).releases()
