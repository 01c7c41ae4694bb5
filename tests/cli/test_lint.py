"""`claimline lint`: findings on standard output, messages on standard error, and exit codes."""

from __future__ import annotations

import json
import os
import stat
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claimline.cli import lint as command
from claimline.lint import jobs
from claimline.lint.locate import Located
from claimline.lint.run import LintRun
from claimline.rules.example import lay
from tests.cli.conftest import Run

CLEAN = lay("")
BAD = lay("SV1*HC:L1960:RT:LT:KX*1800*UN*2***1~")
WARNED = CLEAN.removesuffix(b"~\n")  # X12008: the last segment has no terminator
INFORMED = CLEAN.replace(b"005010X222A1", b"005010X222A2")  # X12021: another errata of the guide
RULES = ("--select", "X12", "--select", "LAT002")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = {"clean": CLEAN, "bad": BAD, "warned": WARNED, "informed": INFORMED}
    for name, data in files.items():
        (tmp_path / f"{name}.837").write_bytes(data)
    (tmp_path / "image.837").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    (tmp_path / "cut.837").write_bytes(BAD[:-20])
    return tmp_path


pytestmark = pytest.mark.usefixtures("folder")


# Processes


@pytest.mark.parametrize("shape", ["text", "json", "jsonl"])
def test_report_of_several_processes_is_that_of_one(run: Run, shape: str) -> None:
    names = [f"{name}.837" for name in ("bad", "clean", "cut", "image", "nowhere", "warned", "bad")]

    whole = run("lint", "--format", shape, *names)

    assert whole.code == 2
    assert run("lint", "-j", 2, "--format", shape, *names) == whole
    assert run("lint", "--jobs", 3, "--format", shape, *names) == whole


def test_standard_input_is_read_by_one_process(run: Run) -> None:
    whole = run("lint", *RULES, "bad.837", "-", stdin=BAD)

    assert run("lint", "-j", 2, *RULES, "bad.837", "-", stdin=BAD) == whole
    assert "<stdin>" in whole.out


def test_process_that_is_lost_is_exit_2_and_a_message(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_work", lambda *arguments: os._exit(1))

    result = run("lint", "-j", 2, "bad.837", "-o", "report.txt")

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("claimline: a process that judged claims was ended from outside")
    assert not Path("report.txt").exists()


@pytest.mark.parametrize("count", ["0", "-1", "x"])
def test_number_of_processes_is_above_zero(run: Run, count: str) -> None:
    result = run("lint", "-j", count, "bad.837")

    assert result.code == 2
    assert "Invalid value for '-j'" in result.err


# Exit codes


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.837"], 0),
        (["bad.837"], 1),
        (["clean.837", "bad.837"], 1),
        (["warned.837"], 1),
        (["warned.837", "--fail-on", "error"], 0),
        (["informed.837"], 0),
        (["informed.837", "--fail-on", "info"], 1),
        (["bad.837", "--ignore", "LAT002"], 0),
        (["image.837"], 2),
        (["cut.837"], 2),
        (["nowhere.837"], 2),
        (["bad.837", "nowhere.837"], 2),
        (["image.837", "--ignore", "X12"], 2),
    ],
)
def test_exit_code_says_what_was_found(run: Run, arguments: list[str], code: int) -> None:
    assert run("lint", *RULES, *arguments).code == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'FILE...'"),
        (["clean.837", "--select", "LAT0O2"], "no rule or family LAT0O2, did you mean LAT002?"),
        (["clean.837", "--ignore", "NOPE99"], "no rule or family NOPE99"),
        (
            ["clean.837", "--payer", "medicaidd"],
            "no payer profile medicaidd, did you mean medicaid?",
        ),
        (["clean.837", "--format", "xml"], "'xml' is not one of"),
        (["clean.837", "--fail-on", "never"], "'never' is not one of"),
        (["clean.837", "--as-of", "2026-02-30"], "'2026-02-30' does not match"),
        (["clean.837", "--shew-phi"], "No such option"),
    ],
)
def test_wrong_usage_is_one_message(run: Run, arguments: list[str], message: str) -> None:
    result = run("lint", *arguments)

    assert result.code == 2
    assert message in result.err
    assert result.out == ""


# Unreadable input


def test_missing_file_among_three_stops_nothing(run: Run) -> None:
    result = run("lint", *RULES, "--format", "json", "bad.837", "nowhere.837", "bad.837")

    report = json.loads(result.out)
    assert result.code == 2
    assert result.err == (
        "claimline: nowhere.837: no such file or directory; check the path and the permissions\n"
    )
    assert [finding["rule"] for finding in report["findings"]] == ["LAT002", "X12001", "LAT002"]
    assert [(one["file"], one["status"]) for one in report["files"]] == [
        ("bad.837", "read"),
        ("nowhere.837", "unreadable"),
        ("bad.837", "read"),
    ]
    assert report["summary"]["claims"] == 2


def test_findings_before_a_cut_are_shown(run: Run) -> None:
    result = run("lint", *RULES, "cut.837")

    assert "error[LAT002]" in result.out
    assert "error[X12005]" in result.out
    assert result.err.count("\n") == 1


def test_message_names_a_file_without_its_control_characters(run: Run) -> None:
    result = run("lint", "a\x1b[31m.837")

    assert "a\\x1b[31m.837: no such file" in result.err
    assert "\x1b" not in result.out + result.err


# Input and formats


def test_standard_input_is_named_so(run: Run) -> None:
    result = run("lint", *RULES, "--format", "jsonl", "-", stdin=BAD)

    assert result.code == 1
    assert json.loads(result.out)["file"] == "<stdin>"


def test_files_come_in_the_order_given(run: Run, folder: Path) -> None:
    result = run("lint", *RULES, "--format", "json", "warned.837", "bad.837", folder / "*n.837")

    names = [one["file"] for one in json.loads(result.out)["files"]]
    assert names == ["warned.837", "bad.837", str(folder / "clean.837")]


def test_formats_tell_the_same(run: Run) -> None:
    whole = json.loads(run("lint", *RULES, "--format", "json", "bad.837", "warned.837").out)
    lines = run("lint", *RULES, "--format", "jsonl", "bad.837", "warned.837").out.splitlines()
    text = run("lint", *RULES, "bad.837", "warned.837").out

    assert [json.loads(line) for line in lines] == whole["findings"]
    assert all(f"[{finding['rule']}]" in text for finding in whole["findings"])


def test_same_input_gives_the_same_bytes(run: Run) -> None:
    first = run("lint", "--format", "json", "bad.837", "cut.837")
    second = run("lint", "--format", "json", "bad.837", "cut.837")

    assert first == second


def test_options_reach_the_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    class Asked(LintRun):
        def __init__(self, **options: Any) -> None:
            asked.update(options)
            super().__init__(**options)

    monkeypatch.setattr(command, "LintRun", Asked)

    run("lint", "clean.837", "--payer", "medicaid", "--as-of", "2026-02-01", "--show-phi")

    assert asked["profile"] == "medicaid"
    assert asked["as_of"] == date(2026, 2, 1)
    assert asked["show_phi"] is True


# Colour


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        (["--color"], {"NO_COLOR": "1"}, True),
        (["--no-color"], {}, False),
        (["-o", "-"], {}, True),
        (["--format", "jsonl"], {}, False),
    ],
)
def test_colour_on_a_terminal(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environment: dict[str, str],
    coloured: bool,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)

    result = run("lint", *RULES, "bad.837", *arguments)

    assert ("\x1b[31merror[LAT002]" in result.out) is coloured


def test_no_colour_where_no_terminal_is(run: Run) -> None:
    assert "\x1b" not in run("lint", *RULES, "bad.837").out
    assert "\x1b[31m" in run("lint", *RULES, "--color", "bad.837").out


# Output to a file


def test_file_holds_what_standard_output_would(run: Run, folder: Path) -> None:
    shown = run("lint", *RULES, "--format", "json", "bad.837")

    result = run("lint", *RULES, "--format", "json", "bad.837", "-o", "report.json")

    assert result.out == ""
    assert result.code == shown.code == 1
    assert (folder / "report.json").read_text("utf-8") == shown.out
    assert not list(folder.glob(".*"))


def test_report_in_the_folder_that_is_read_is_no_input(run: Run, folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "clean.837").write_bytes(CLEAN)

    result = run("lint", *RULES, "out", "-o", "out/report.txt")

    assert result.code == 0
    assert "1 claim" in (folder / "out" / "report.txt").read_text()


class Broken(LintRun):
    """A run that fails after its first finding."""

    def read(self, *arguments: Any, **named: Any) -> Iterator[Located]:
        yield from super().read(*arguments, **named)
        raise RuntimeError("on purpose")


def test_failure_leaves_an_older_file_as_it_was(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "LintRun", Broken)
    before = sorted(folder.iterdir())
    (folder / "report.txt").write_text("older")

    result = run("lint", "bad.837", "-o", "report.txt")

    assert result.code == 2
    assert (folder / "report.txt").read_text() == "older"
    assert sorted(folder.iterdir()) == sorted([*before, folder / "report.txt"])


def test_file_that_is_replaced_keeps_its_permissions(run: Run, folder: Path) -> None:
    report = folder / "report.txt"
    report.touch(mode=0o600)

    run("lint", "bad.837", "-o", "report.txt")

    assert report.stat().st_size > 0
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_new_file_has_the_usual_permissions(run: Run, folder: Path) -> None:
    mask = os.umask(0o027)
    try:
        run("lint", "bad.837", "-o", "report.txt")
    finally:
        os.umask(mask)

    assert stat.S_IMODE((folder / "report.txt").stat().st_mode) == 0o640


def test_link_is_written_through(run: Run, folder: Path) -> None:
    (folder / "link.txt").symlink_to("report.txt")

    run("lint", "clean.837", "-o", "link.txt")

    assert (folder / "link.txt").is_symlink()
    assert "1 claim" in (folder / "report.txt").read_text()


def test_pipe_is_written_to_as_it_is(run: Run, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append((folder / "pipe").read_text()))
    reader.start()

    result = run("lint", *RULES, "clean.837", "-o", "pipe")
    reader.join(timeout=10)

    assert result.code == 0
    assert "1 claim" in read[0]
    assert (folder / "pipe").is_fifo()


@pytest.mark.parametrize(
    ("target", "reason"),
    [(".", "is a directory"), ("nowhere/report.txt", "no such file or directory")],
)
def test_file_that_cannot_be_written_is_one_message(run: Run, target: str, reason: str) -> None:
    result = run("lint", "bad.837", "-o", target)

    assert result.code == 2
    assert result.err == f"claimline: {target} cannot be written: {reason}\n"


# Our own failure


def test_own_failure_is_one_message(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMLINE_DEBUG", raising=False)
    monkeypatch.setattr(command, "LintRun", Broken)

    result = run("lint", "clean.837")

    assert result.code == 2
    assert result.err.startswith("claimline: internal error: RuntimeError: on purpose;")
    assert result.err.count("\n") == 1


def test_own_failure_is_raised_for_who_looks_for_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMLINE_DEBUG", "1")
    monkeypatch.setattr(command, "LintRun", Broken)

    with pytest.raises(RuntimeError, match="on purpose"):
        run("lint", "clean.837")


def test_interruption_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(LintRun):
        def read(self, *arguments: Any, **named: Any) -> Iterator[Located]:
            raise KeyboardInterrupt

    monkeypatch.setattr(command, "LintRun", Interrupted)

    result = run("lint", "clean.837")

    assert result.code == 2
    assert result.err.split() == ["claimline:", "interrupted"]


# PHI


def test_names_are_masked_unless_asked_for(run: Run, folder: Path) -> None:
    (folder / "member.837").write_bytes(lay("NM1*IL*1*TESTPATIENT*ADA****MI*1TE5TE5TT0~"))

    for shape in ("text", "json", "jsonl"):
        hidden = run("lint", "--format", shape, "member.837").out
        assert "TESTPATIENT" not in hidden
        assert "1TE5TE5TT0" not in hidden


# The side file


def test_facts_that_no_claim_took_are_said_once(run: Run, folder: Path) -> None:
    (folder / "facts.csv").write_text(
        "claim,line,order_date\nTEST-1,1,20260102\nTEST-1,7,20260102\n", "utf-8"
    )

    result = run("lint", "clean.837", "clean.837", "--facts", "facts.csv")

    assert result.code == 0
    assert result.err == "claimline: facts.csv, row 3: claim TEST-1, line 7 is in no file\n"


def test_wrong_facts_are_refused_before_anything_is_read(run: Run, folder: Path) -> None:
    (folder / "facts.csv").write_text("claim,line,order_date\nTEST-1,1,soon\n", "utf-8")

    result = run("lint", "bad.837", "--facts", "facts.csv")

    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("claimline: facts.csv, row 2: order_date: 'soon': is no date")


# Configuration


def test_nearest_configuration_is_read_unless_told_not_to(run: Run, folder: Path) -> None:
    (folder / "claimline.toml").write_text('ignore = ["LAT002"]\n', "utf-8")

    assert run("lint", *RULES, "bad.837").code == 0
    assert run("lint", *RULES, "bad.837", "--no-config").code == 1
    assert run("lint", *RULES, "bad.837", "--ignore", "MOD").code == 1


def test_named_configuration_is_read(run: Run, folder: Path) -> None:
    (folder / "ours.toml").write_text(
        '[profiles.acme]\nbase = "commercial"\non = ["LAT002"]\n', "utf-8"
    )

    result = run("lint", *RULES, "bad.837", "--config", "ours.toml", "--payer", "acme")

    assert "LAT002" in result.out
    assert run("lint", *RULES, "bad.837", "--payer", "commercial").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--config", "nowhere.toml"], "nowhere.toml: No such file or directory"),
        (["--config", "wrong.toml"], "wrong.toml: ignroe: is not known, did you mean ignore?"),
        (["--config", "wrong.toml", "--no-config"], "exclude each other"),
    ],
)
def test_wrong_configuration_is_one_message(
    run: Run, folder: Path, arguments: list[str], message: str
) -> None:
    (folder / "wrong.toml").write_text("ignroe = []\n", "utf-8")

    result = run("lint", "bad.837", *arguments)

    assert result.code == 2
    assert message in result.err
    assert result.out == ""
