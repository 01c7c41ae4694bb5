"""`claimline lint --pyx12`: disagreements on standard error, findings and exit codes as ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.rules.example import lay
from tests.cli.conftest import Run

CERTIFICATE = lay("SV1*HC:L1960:RT:KX*900*UN*1***1~PWK*CT*AD~")
FIVE_POINTERS = lay("SV1*HC:L1960:RT:KX*900*UN*1***1:2:1:2:1~")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "night.837"
    path.write_bytes(CERTIFICATE)
    return path


def test_disagreement_is_a_line_on_standard_error(run: Run, file: Path) -> None:
    plain, asked = run("lint", file), run("lint", "--pyx12", file)

    assert "PWK02: the code is not in the list (7)" in asked.err
    assert (asked.out, asked.code) == (plain.out, plain.code)


def test_crash_of_pyx12_changes_nothing_but_the_messages(run: Run, file: Path) -> None:
    file.write_bytes(FIVE_POINTERS)

    result = run("lint", "--pyx12", "--select", "IGC", file)

    assert result.code == 1
    assert "no verdict on interchange 000000001: pyx12 stopped with IndexError" in result.err


def test_standard_input_is_read_once(run: Run) -> None:
    result = run("lint", "--pyx12", "-", stdin=CERTIFICATE)

    assert "<stdin>: only pyx12: " in result.err


def test_file_that_cannot_be_opened_is_told_once(run: Run, tmp_path: Path) -> None:
    result = run("lint", "--pyx12", tmp_path / "nowhere.837")

    assert result.code == 2
    assert result.err.count("nowhere.837") == 1
