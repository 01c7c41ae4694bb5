"""What the README says is so: its commands, its output, its example, its table of families."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline.cli import cli
from claimline.explain.catalogue import family_table
from claimline.lint.configuration_file import read_configuration
from claimline.rules.registry import all_rules

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
OUTPUTS = re.findall(r"<!-- output: claimline (.+?) -->\n```text\n(.*?)```", README, re.DOTALL)
EXAMPLES = re.findall(r"```python\n(.*?)```", README.partition("\n## Cookbook\n")[0], re.DOTALL)


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize(("command", "shown"), OUTPUTS)
def test_output_shown_is_what_the_command_prints(command: str, shown: str) -> None:
    result = CliRunner().invoke(cli, shlex.split(command))

    assert result.stdout == shown


@pytest.mark.parametrize("example", EXAMPLES)
def test_python_example_runs(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(example, "README.md", "exec"), {})

    assert "NIGHT-04" in capsys.readouterr().out


def test_table_of_families_is_that_of_the_rules() -> None:
    shown = README.partition("<!-- families -->\n")[2].partition("<!-- /families -->")[0]

    assert shown.splitlines() == list(family_table(all_rules().values()))


def test_first_command_lints_a_batch_with_findings() -> None:
    command = README.partition("<!-- command: lint -->\n```sh\n")[2].partition("\n")[0]
    arguments = command.partition("bin/claimline ")[2]

    result = CliRunner().invoke(cli, shlex.split(arguments))

    assert result.exit_code == 1


def test_configuration_shown_can_be_read(tmp_path: Path) -> None:
    shown = README.partition("<!-- configuration -->\n```toml\n")[2].partition("```")[0]
    path = tmp_path / "claimline.toml"
    path.write_text(shown, "utf-8")

    assert read_configuration(path).payer_named("acme").profile == "commercial"


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`claimline (\w+)", README))))
def test_every_command_named_is_there(command: str) -> None:
    assert CliRunner().invoke(cli, [command, "--help"]).exit_code == 0
