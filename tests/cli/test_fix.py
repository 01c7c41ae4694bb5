"""`claimline fix`: a new file, or what would change."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.rules.example import lay
from tests.cli.conftest import Run

UNTIDY = lay("HI*ABK:M21.371~SV1*HC:L1960:RT:KX*900.00*UN*1***1~")
TIDY = UNTIDY.replace(b"M21.371", b"M21371").replace(b"900.00", b"900")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "untidy.837").write_bytes(UNTIDY)
    (tmp_path / "tidy.837").write_bytes(TIDY)
    return tmp_path


def test_new_file_is_written_and_the_old_one_left(run: Run, folder: Path) -> None:
    result = run("fix", "untidy.837", "-o", "new.837")

    assert (result.code, result.out) == (0, "")
    assert result.err == "claimline: 2 segments mended: CHG003 1, IGC046 1\n"
    assert (folder / "new.837").read_bytes() == TIDY
    assert (folder / "untidy.837").read_bytes() == UNTIDY
    assert sorted(path.name for path in folder.iterdir()) == ["new.837", "tidy.837", "untidy.837"]


def test_standard_input_is_mended_to_standard_output(run: Run) -> None:
    result = run("fix", "-", "-o", "-", stdin=UNTIDY)

    assert result.code == 0
    assert result.out == TIDY.decode()


def test_diff_shows_each_segment_and_writes_nothing(run: Run, folder: Path) -> None:
    result = run("fix", "untidy.837", "--diff")

    assert result.code == 1
    assert result.out == (
        "--- untidy.837\n"
        "+++ untidy.837 (fixed)\n"
        "@@ line 22, claim TEST-1: IGC046 @@\n"
        "-HI*ABK:M21.371\n"
        "+HI*ABK:M21371\n"
        "@@ line 24, claim TEST-1, service line 1: CHG003 @@\n"
        "-SV1*HC:L1960:RT:KX*900.00*UN*1***1\n"
        "+SV1*HC:L1960:RT:KX*900*UN*1***1\n"
    )
    assert result.err == "claimline: 2 segments would be mended: CHG003 1, IGC046 1\n"
    assert len(list(folder.iterdir())) == 2


def test_diff_masks_phi_unless_asked_for(run: Run, folder: Path) -> None:
    (folder / "blank.837").write_bytes(UNTIDY.replace(b"N3*200 SAMPLE AVE", b"N3*200 SAMPLE AVE "))

    masked = run("fix", "blank.837", "--diff", "--select", "IGC021").out
    shown = run("fix", "blank.837", "--diff", "--select", "IGC021", "--show-phi").out

    assert "-N3****\n+N3****\n" in masked
    assert "-N3*200 SAMPLE AVE \n+N3*200 SAMPLE AVE\n" in shown


def test_diff_is_coloured_where_it_is_wished_for(run: Run) -> None:
    assert "\x1b[31m-HI*ABK:M21.371" in run("fix", "untidy.837", "--diff", "--color").out


def test_nothing_to_mend_is_exit_0(run: Run, folder: Path) -> None:
    result = run("fix", "tidy.837", "--diff")

    assert (result.code, result.out) == (0, "")
    assert result.err == "claimline: nothing to mend\n"
    assert run("fix", "tidy.837", "-o", "same.837").code == 0
    assert (folder / "same.837").read_bytes() == TIDY


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["untidy.837"], "-o OUT, or --diff"),
        (["untidy.837", "--diff", "-o", "new.837"], "-o OUT, or --diff"),
        (["untidy.837", "-o", "./untidy.837"], "is the file to be fixed"),
        (["untidy.837", "--diff", "--select", "NOPE99"], "no rule or family NOPE99"),
        (["untidy.837", "--diff", "--payer", "medicaidd"], "did you mean medicaid?"),
        (["nowhere.837", "--diff"], "nowhere.837: no such file or directory"),
        ([".", "--diff"], ".: is a directory"),
        (["untidy.837", "-o", "nowhere/new.837"], "cannot be written"),
    ],
)
def test_wrong_usage_is_one_message(run: Run, arguments: list[str], message: str) -> None:
    result = run("fix", *arguments)

    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_file_that_cannot_be_read_whole_is_not_written(run: Run, folder: Path) -> None:
    (folder / "cut.837").write_bytes(UNTIDY[:-40])

    result = run("fix", "cut.837", "-o", "new.837")

    assert result.code == 2
    assert "cut.837: the file ends before IEA" in result.err
    assert not (folder / "new.837").exists()
