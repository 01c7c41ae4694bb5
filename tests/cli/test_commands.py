"""`claimline`, `rules`, `explain`, `codes show` and `sample`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimline.rules.registry import all_rules
from tests.cli.conftest import Run


@pytest.mark.parametrize("arguments", [["--help"], ["-h"]])
def test_help_lists_the_commands(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)

    assert result.code == 0
    for name in ("lint", "rules", "explain", "codes", "sample"):
        assert f"\n  {name} " in result.out


@pytest.mark.parametrize("command", ["lint", "rules", "explain", "codes", "sample"])
def test_command_has_help(run: Run, command: str) -> None:
    result = run(command, "--help")

    assert result.code == 0
    assert result.out.startswith(f"Usage: claimline {command}")


def test_modifier_is_explained(run: Run) -> None:
    assert run("explain", "kx").out.startswith("# Modifier KX\n")


def test_name_of_a_segment_and_a_modifier_has_both_pages(run: Run) -> None:
    titles = [line for line in run("explain", "ST").out.splitlines() if line.startswith("# ")]

    assert len(titles) == 2
    assert titles[1] == "# Modifier ST"


@pytest.mark.parametrize("arguments", [["nonsense"], ["--nonsense"], ["codes", "nonsense"]])
def test_unknown_command_is_wrong_usage(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)

    assert result.code == 2
    assert "No such" in result.err
    assert result.out == ""


def test_rules_are_listed_one_a_line(run: Run) -> None:
    lines = run("rules").out.splitlines()

    assert [line.split()[0] for line in lines] == list(all_rules())
    assert "LAT002  error    both-sides-on-one-line" in lines


def test_rules_as_json_say_all_of_each(run: Run) -> None:
    records = json.loads(run("rules", "--format", "json").out)

    record = next(record for record in records if record["rule"] == "LAT002")
    assert [one["rule"] for one in records] == list(all_rules())
    assert (record["name"], record["severity"]) == ("both-sides-on-one-line", "error")
    assert (record["profiles"], record["since"]) == (["medicare-dme"], "2019-03-01")


def test_rules_as_markdown_are_tables_of_four_columns(run: Run) -> None:
    rows = [line for line in run("rules", "--format", "markdown").out.splitlines() if "|" in line]

    assert {row.count("|") for row in rows} == {5}
    assert any(row.startswith("| LAT002 | both-sides-on-one-line | error |") for row in rows)


@pytest.mark.parametrize("what", ["LAT002", "lat002", "both-sides-on-one-line"])
def test_rule_is_explained_by_code_or_name(run: Run, what: str) -> None:
    result = run("explain", what)

    assert result.code == 0
    assert result.out.startswith("# LAT002 both-sides-on-one-line\n")


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("SV101-7", "# SV101-7 description\n"),
        ("sv1", "# SV1 service\n"),
        ("REF[6R]02", "# REF[6R]02 line control number\n"),
        ("2420e", "# 2420E ordering provider\n"),
    ],
)
def test_element_segment_and_loop_are_explained(run: Run, what: str, title: str) -> None:
    result = run("explain", what)

    assert result.code == 0
    assert result.out.startswith(title)


@pytest.mark.parametrize(
    ("what", "hint"),
    [
        ("LAT0O2", "no rule, modifier, status, element or loop 'LAT0O2', did you mean LAT00"),
        ("both-sides-on-one-lien", "did you mean both-sides-on-one-line?"),
        ("SV1017", "did you mean SV101-7?"),
        ("REF[6R]2", "did you mean REF[6R]02?"),
        ("2420EE", "did you mean 2420E?"),
        ("SV199", "no rule, modifier, status, element or loop 'SV199', did you mean SV1"),
        ("?", "no rule, modifier, status, element or loop '?'; see claimline rules"),
    ],
)
def test_unknown_name_is_refused_with_the_nearest(run: Run, what: str, hint: str) -> None:
    result = run("explain", what)

    assert result.code == 2
    assert result.out == ""
    assert hint in result.err


def test_code_is_shown(run: Run) -> None:
    result = run("codes", "show", "l1960", "--on", "2026-01-08")

    assert result.code == 0
    assert "L1960" in result.out


def test_code_is_shown_as_json(run: Run) -> None:
    result = run("codes", "show", "L1960", "--on", "2026-01-08", "--format", "json")

    assert result.code == 0
    assert "L1960" in json.loads(result.out).values()


def test_code_past_the_table_is_exit_0(run: Run) -> None:
    result = run("codes", "show", "L1960", "--on", "2026-10-01")

    assert result.code == 0
    assert "past the table" in result.out


@pytest.mark.parametrize("code", ["L9999", "", "\x1b[31m"])
def test_code_in_no_table_is_exit_1(run: Run, code: str) -> None:
    result = run("codes", "show", code, "--on", "2026-01-08")

    assert result.code == 1
    assert "\x1b" not in result.out


def test_sample_is_the_same_for_the_same_options(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "batch.837"

    first = run("sample", "--claims", "3", "--seed", "7")
    second = run("sample", "--claims", "3", "--seed", "7", "-o", target)

    assert (first.code, second.code) == (0, 0)
    assert target.read_text("latin-1") == first.out
    assert first.out.count("CLM*") == 3


def test_sample_has_no_error(run: Run) -> None:
    batch = run("sample", "--claims", "20").out.encode("latin-1")

    result = run("lint", "-", "--fail-on", "error", "--format", "json", stdin=batch)

    assert result.code == 0
    assert json.loads(result.out)["summary"]["claims"] == 20


@pytest.mark.parametrize(
    "arguments",
    [[], ["--claims", "0"], ["--claims", "many"], ["--claims", "1", "--as-of", "1999-01-01"]],
)
def test_sample_that_cannot_be_made_is_wrong_usage(run: Run, arguments: list[str]) -> None:
    result = run("sample", *arguments)

    assert result.code == 2
    assert result.out == ""
    assert "Error: " in result.err


def test_planted_defects_are_listed_beside_the_batch(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = run("sample", "--claims", 40, "--defects", 50, "-o", "night.837")

    rows = (tmp_path / "night.837.defects.jsonl").read_text("utf-8").splitlines()
    assert (result.code, result.out, result.err) == (0, "", "")
    assert 5 < len(rows) < 35
    assert all(
        list(json.loads(row)) == ["claim", "service_line", "rule", "designator"] for row in rows
    )
    assert all(json.loads(row)["claim"] in (tmp_path / "night.837").read_text() for row in rows)


def test_planted_defects_of_standard_output_need_a_file(run: Run, tmp_path: Path) -> None:
    assert "say with --planted" in run("sample", "--claims", 3, "--defects", 50).err

    result = run("sample", "--claims", 20, "--defects", 100, "--planted", tmp_path / "planted")

    assert result.code == 0
    assert result.out.startswith("ISA*")
    assert len((tmp_path / "planted").read_text().splitlines()) > 14


@pytest.mark.parametrize("percent", ["-1", "101", "many"])
def test_percentage_that_is_none_is_wrong_usage(run: Run, percent: str) -> None:
    result = run("sample", "--claims", 3, "--defects", percent)

    assert (result.code, result.out) == (2, "")
