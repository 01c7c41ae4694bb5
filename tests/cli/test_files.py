"""Files named on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.cli.files import expand


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.837", "a.837", "sub/c.837", ".hidden.837", ".git/d.837", "x[1].837"):
        path = tmp_path / "out" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folder_without_files_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(expand((str(tmp_path),))) == []
    assert capsys.readouterr().err == f"claimline: {tmp_path}: the folder holds no files\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["out/b.837", "out/a.837"], ["out/b.837", "out/a.837"]),
        (["-"], ["-"]),
        (["out"], ["out/a.837", "out/b.837", "out/sub/c.837", "out/x[1].837"]),
        (["out/*.837"], ["out/a.837", "out/b.837", "out/x[1].837"]),
        (["out/**/c.837"], ["out/sub/c.837"]),
        (["out/x[1].837"], ["out/x[1].837"]),
        (["nowhere.837"], ["nowhere.837"]),
        (["out/*.edi"], ["out/*.edi"]),
        (["out/sub", "-", "out/a.837"], ["out/sub/c.837", "-", "out/a.837"]),
        (["out/.hidden.837"], ["out/.hidden.837"]),
    ],
)
def test_names_stand_for_files(names: list[str], found: list[str]) -> None:
    assert list(expand(tuple(names))) == found


def test_folder_given_whole_gives_paths_as_given(folder: Path) -> None:
    assert next(expand((str(folder / "out"),))) == str(folder / "out" / "a.837")
