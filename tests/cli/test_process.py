"""The command line as a process: exit codes, streams that are closed, full or not read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimline import __version__
from claimline.rules.example import lay

BAD = lay("SV1*HC:L1960:RT:LT:KX*1800*UN*2***1~")
COMMAND = [sys.executable, "-W", "error", "-m", "claimline"]


def run(*arguments: str, stdin: bytes = b"", tail: str = "") -> tuple[int, str, str]:
    """The exit code and the two outputs; `tail` is what a shell appends to the command."""
    if tail:
        line = " ".join(f"'{part}'" for part in (*COMMAND, *arguments))
        process = ["bash", "-c", f"{line} {tail}"]
    else:
        process = [*COMMAND, *arguments]
    done = subprocess.run(process, input=stdin, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def test_version_is_told_without_a_claim() -> None:
    assert run("--version") == (0, f"claimline {__version__}\n", "")


def test_findings_of_standard_input_are_exit_1() -> None:
    code, out, err = run("lint", "--select", "LAT002", "-", stdin=BAD)

    assert (code, err) == (1, "")
    assert out.startswith("error[LAT002]: ")
    assert "--> <stdin>:24:17" in out


def test_any_byte_passes_through_standard_input() -> None:
    data = lay("SV1*HC:L1960:RT:LT:\xe9*1800*UN*2***1~REF*6R*\xff\x80~")

    code, out, err = run("lint", "--select", "LAT002", "-", stdin=data)

    assert (code, err) == (1, "")
    assert "SV1*HC:L1960:RT:LT:\xe9*1800" in out


def test_unreadable_input_is_exit_2_and_a_message() -> None:
    code, _, err = run("lint", "-", stdin=b"\xff\xd8\xff\xe0")

    assert code == 2
    assert err.startswith("claimline: <stdin>: this is no X12 interchange")
    assert "Traceback" not in err


def test_output_nobody_reads_is_no_finding_and_no_noise(tmp_path: Path) -> None:
    batch = tmp_path / "batch.837"
    claim = "CLM*A*1800***12:B:1*Y*A*Y*Y~SV1*HC:L1960:RT:LT:KX*1800*UN*2***1~"
    batch.write_bytes(lay(claim * 400))

    code, out, err = run(
        "lint", "--select", "LAT002", str(batch), tail="| head -1; exit ${PIPESTATUS[0]}"
    )

    assert code == 2
    assert out.count("\n") == 1
    assert err == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")
@pytest.mark.parametrize("arguments", [["lint", "-"], ["rules"], ["sample", "--claims", "1"]])
def test_output_that_is_full_is_one_message(arguments: list[str]) -> None:
    code, _, err = run(*arguments, stdin=BAD, tail="> /dev/full")

    assert code == 2
    assert err == "claimline: no space left on device\n"


def test_standard_input_that_is_closed_is_empty() -> None:
    code, _, err = run("lint", "-", tail="<&-")

    assert code == 2
    assert err.startswith("claimline: <stdin>: the file is empty")


def test_standard_output_that_is_closed_is_one_message() -> None:
    code, _, err = run("lint", "-", stdin=BAD, tail=">&-")

    assert (code, err) == (2, "claimline: standard output is closed\n")


def test_killed_run_leaves_no_half_of_a_report(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("older")
    process = subprocess.Popen(
        [*COMMAND, "lint", "-", "-o", str(report)], stdin=subprocess.PIPE, cwd=tmp_path
    )
    assert process.stdin
    process.stdin.write(BAD[:-20])
    process.stdin.flush()

    process.kill()
    process.communicate()

    assert report.read_text() == "older"


def test_output_in_another_encoding_is_still_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")

    code, out, _ = run("lint", "--select", "LAT002", "-", stdin=BAD.replace(b"TEST-1", b"M\xdc"))

    assert code == 1
    assert "claim M\xdc" in out
