"""`claimline codes import` and `codes status`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from claimline.codes import load_tables
from claimline.rules.example import lay
from tests.cli.conftest import Run
from tests.codes.importers.official import (
    as_csv,
    codes_of,
    ending,
    hcpcs_text,
    unit_limit_rows,
)

NAME = "MCR_MUE_DMESupplierServices_Eff_01-01-2027.csv"
DAY = date(2026, 10, 5)


@pytest.fixture(scope="module")
def limits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unit limits of January 2027: one changed, one gone, one new, and a CPT code."""
    tables = load_tables()
    bundled = [each for code in tables.codes() if (each := tables.unit_limit(code, DAY))]
    changed = [bundled[0]._replace(units=77), *bundled[2:], bundled[1]._replace(code="L9998")]
    rows = [*unit_limit_rows(changed), ["97760", "4", "3 Date of Service Edit: Clinical", "x"]]
    path = tmp_path_factory.mktemp("limits") / NAME
    path.write_bytes(as_csv(rows))
    return path


def test_import_says_what_it_changed(run: Run, limits: Path, tmp_path: Path) -> None:
    result = run("codes", "import", limits, "--codes", tmp_path / "new")

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "NCCI medically unlikely edits, DME supplier table, release 2027-01",
        f"  file: {NAME}",
        "  dates of service: 2027-01-01 to 2027-03-31",
        "  left out: 1 Level I (CPT) codes",
        "  unit_limits: 903 entries; since 2026-10 1 added, 1 ended, 1 changed",
        "    added: L9998",
        "    ended: L0113",
        "    changed: L0112 (units 1 to 77)",
    ]


def test_import_as_json(run: Run, limits: Path, tmp_path: Path) -> None:
    result = run("codes", "import", limits, "--codes", tmp_path, "--format", "json")

    answer = json.loads(result.out)
    (imported,) = answer["imported"]
    assert answer["version"] == 1
    assert Path(imported.pop("folder")).parent == tmp_path
    assert imported == {
        "file": NAME,
        "title": "NCCI medically unlikely edits, DME supplier table",
        "release": "2027-01",
        "covers_from": "2027-01-01",
        "covers_to": "2027-03-31",
        "new": True,
        "answers": True,
        "dropped": {"Level I (CPT) codes": 1},
        "changes": [
            {
                "table": "unit_limits",
                "entries": 903,
                "since": "2026-10",
                "added": ["L9998"],
                "ended": ["L0113"],
                "changed": [{"entry": "L0112", "columns": {"units": {"from": "1", "to": "77"}}}],
            }
        ],
    }


def test_second_import_says_that_nothing_changes(run: Run, limits: Path, tmp_path: Path) -> None:
    run("codes", "import", limits, "--codes", tmp_path)

    result = run("codes", "import", limits, "--codes", tmp_path)

    assert result.code == 0
    assert result.out.endswith("  imported before: nothing changes\n")


def test_refused_file_is_exit_2_and_one_message(run: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong\x1b[2J.csv"
    wrong.write_text("a,b\x1b[31m\n")

    result = run("codes", "import", wrong, "--codes", tmp_path / "new")

    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert "\x1b" not in result.err
    assert "begins like no file that can be imported" in result.err
    assert result.err.endswith("; nothing was imported\n")


@pytest.mark.parametrize("command", [["status"], ["show", "L1960"]])
def test_folder_that_is_not_there_is_exit_2(run: Run, tmp_path: Path, command: list[str]) -> None:
    result = run("codes", *command, "--codes", tmp_path / "gone")

    assert (result.code, result.out) == (2, "")
    assert "gone is no folder of code tables" in result.err


def test_folder_of_the_environment_is_used(
    run: Run, limits: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMLINE_CODES", str(tmp_path / "mine"))

    run("codes", "import", limits)
    result = run("codes", "status", "--format", "json")

    assert json.loads(result.out)["folder"] == str(tmp_path / "mine")
    assert (tmp_path / "mine").is_dir()


def test_status_shows_release_days_and_age(run: Run, limits: Path, tmp_path: Path) -> None:
    run("codes", "import", limits, "--codes", tmp_path)

    result = run("codes", "status", "--codes", tmp_path, "--as-of", "2027-04-10")

    assert result.code == 0
    lines = [line.split("  ") for line in result.out.splitlines()]
    rows = [[cell.strip() for cell in line if cell] for line in lines]
    assert rows[0] == ["table", "release", "publisher", "dates of service", "origin", "use", "age"]
    assert [row for row in rows if row[0] == "unit_limits"] == [
        [
            *("unit_limits", "2027-01", "CMS", "2027-01-01 to 2027-03-31"),
            *("imported", "in use", "10 days past"),
        ],
        [
            *("unit_limits", "2026-10", "CMS", "2026-10-01 to 2026-12-31"),
            *("bundled", "for other days", "100 days past"),
        ],
    ]
    assert rows[-1] == [f"imported releases are kept in {tmp_path}"]


def test_status_as_json(run: Run, limits: Path, tmp_path: Path) -> None:
    run("codes", "import", limits, "--codes", tmp_path)

    options = ("--codes", tmp_path, "--as-of", "2027-03-31", "--format", "json")
    answer = json.loads(run("codes", "status", *options).out)

    assert answer["as_of"] == "2027-03-31"
    first = next(each for each in answer["tables"] if each["table"] == "unit_limits")
    assert first.pop("imported").startswith("20")
    assert Path(first.pop("folder")).parent == tmp_path
    assert first == {
        "table": "unit_limits",
        "title": "NCCI medically unlikely edits, DME supplier table",
        "publisher": "CMS",
        "release": "2027-01",
        "covers_from": "2027-01-01",
        "covers_to": "2027-03-31",
        "use": "in use",
        "days_past": 0,
    }


def test_release_that_cannot_be_used_is_named(run: Run, limits: Path, tmp_path: Path) -> None:
    run("codes", "import", limits, "--codes", tmp_path)
    (folder,) = tmp_path.iterdir()
    (folder / "SOURCES.toml").write_text("format = 0\n")

    result = run("codes", "status", "--codes", tmp_path)

    assert result.code == 0
    assert f"{folder} is no release that this claimline can use" in result.err
    assert "2027-01" not in result.out


def test_progress_is_shown_on_a_terminal_only(limits: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "claimline", "codes", "import", str(limits)]

    done = subprocess.run(
        [*command, "--codes", str(tmp_path)], capture_output=True, timeout=60, check=True
    )

    assert done.stderr == b""


L1960 = "SV1*HC:L1960:RT:KX*900*UN*1***1~DTP*472*D8*{day}~"


@pytest.fixture(scope="module")
def october(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which a HCPCS release of October 2026 was imported, in which L1960 ends."""
    folder = tmp_path_factory.mktemp("october")
    path = folder / "HCPC2026_OCT_ANWEB_09232026.txt"
    path.write_bytes(hcpcs_text(ending(codes_of(load_tables()), "L1960", "20260930")))
    command = [sys.executable, "-m", "claimline", "codes", "import", str(path)]
    subprocess.run([*command, "--codes", str(folder / "codes")], check=True, capture_output=True)
    return folder / "codes"


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("20260930", [], []),
        ("20261001", ["COD010"], ["COD002"]),
        ("20270101", ["COD010"], ["COD002", "COD010"]),
    ],
)
def test_imported_release_changes_what_lint_says_of_a_day(
    run: Run, october: Path, tmp_path: Path, day: str, before: list[str], after: list[str]
) -> None:
    batch = tmp_path / "batch.837"
    batch.write_bytes(lay(L1960.format(day=day)))
    lint = ("lint", batch, "--select", "COD", "--as-of", "2027-01-05", "--format", "json")

    bundled, imported = run(*lint), run(*lint, "--codes", october)

    assert rules(bundled.out) == before
    assert rules(imported.out) == after
    assert imported.code == int("COD002" in after)


def rules(report: str) -> list[str]:
    """The rules of a JSON report, in order of their codes."""
    return sorted(each["rule"] for each in json.loads(report)["findings"])


def test_other_commands_take_the_tables_of_a_folder_too(
    run: Run, october: Path, tmp_path: Path
) -> None:
    shown = run("codes", "show", "L1960", "--on", "2026-10-01", "--codes", october)
    assert "ended, last day of use 2026-09-30" in shown.out
    explained = run("explain", "RT", "--codes", october)
    assert explained.code == 0
    fixed = run("fix", "--diff", "-", "--codes", tmp_path / "gone")
    assert (fixed.code, "gone is no folder" in fixed.err) == (2, True)


def test_lint_names_a_release_it_cannot_use_and_goes_on(
    run: Run, october: Path, tmp_path: Path
) -> None:
    codes = shutil.copytree(october, tmp_path / "codes")
    (folder,) = codes.iterdir()
    (folder / "SOURCES.toml").unlink()

    result = run("lint", "-", "--codes", codes, "--select", "COD", stdin=lay(""))

    assert result.code == 0
    assert "is no release that this claimline can use" in result.err


def test_lint_refuses_a_table_that_was_changed(run: Run, october: Path, tmp_path: Path) -> None:
    codes = shutil.copytree(october, tmp_path / "codes")
    (table,) = codes.glob("*/hcpcs.csv")
    table.write_text(table.read_text()[:-100])

    result = run("lint", "-", "--codes", codes, stdin=lay(""))

    assert result.code == 2
    assert result.err.count("\n") == 1
    assert f"{table} is not as it was imported" in result.err


def test_status_names_a_table_that_was_changed(run: Run, limits: Path, tmp_path: Path) -> None:
    run("codes", "import", limits, "--codes", tmp_path)
    (table,) = tmp_path.glob("*/unit_limits.csv")
    table.write_text("code\n")

    result = run("codes", "status", "--codes", tmp_path)

    assert result.code == 0
    assert f"{table} is not as it was imported" in result.err


def test_folder_that_cannot_be_made_is_named(run: Run, limits: Path) -> None:
    result = run("codes", "import", limits, "--codes", limits / "codes")

    assert (result.code, result.out) == (2, "")
    assert result.err == f"claimline: {limits / 'codes'} cannot be written: not a directory\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "it is a folder; name the files in it"), ("", "the file is empty")],
)
def test_what_holds_nothing_to_import_is_said(
    run: Run, tmp_path: Path, content: str | None, reason: str
) -> None:
    path = tmp_path / "given"
    path.mkdir() if content is None else path.write_text(content)

    result = run("codes", "import", path, "--codes", tmp_path / "new")

    assert result.code == 2
    assert f"given: {reason}; nothing was imported\n" in result.err
