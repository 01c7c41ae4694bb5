"""Every recipe of the README's cookbook runs as it stands and prints what is shown under it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claimline.cli import cli

ROOT = Path(__file__).parents[1]
COOKBOOK = (
    (ROOT / "README.md").read_text("utf-8").partition("\n## Cookbook\n")[2].partition("\n## ")[0]
)
RECIPES: dict[str, str] = dict(
    re.findall(r"^### (.+?)\n(.*?)(?=^### |\Z)", COOKBOOK, re.DOTALL | re.MULTILINE),
)
BLOCK = re.compile(r"```(python|sh)\n(.*?)```\n(?:\n```text\n(.*?)```)?", re.DOTALL)
FILE = re.compile(r"```yaml\n(# (\S+)\n.*?)```", re.DOTALL)


def named(words: str) -> str:
    """The recipe whose title has these words."""
    (recipe,) = (recipe for title, recipe in RECIPES.items() if words in title)
    return recipe


def run_python(code: str) -> None:
    """Run a recipe, and the tests it defines, as pytest would."""
    names: dict[str, Any] = {}
    exec(compile(code, "README.md", "exec"), names)
    for test in [value for name, value in names.items() if name.startswith("test_")]:
        test()


def run_commands(commands: str) -> None:
    for command in commands.splitlines():
        program, *arguments = shlex.split(command)
        assert program == "claimline"
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code == 0, result.output
        print(result.stdout, end="")


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES.keys())
def test_recipe_prints_what_is_shown(
    recipe: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    files = FILE.findall(recipe)
    for text, name in files:
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path if files else ROOT)
    blocks = BLOCK.findall(recipe)
    assert len(blocks) + len(files) == len(re.findall(r"^```(?!text)\w", recipe, re.MULTILINE))

    for language, code, shown in blocks:
        run_python(code) if language == "python" else run_commands(code)
        assert capsys.readouterr().out == shown


def test_cookbook_is_short() -> None:
    assert 1 <= len(RECIPES) <= 8


def test_recipe_of_a_unit_test_fails_where_a_claim_bounces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    ((_, code, _),) = BLOCK.findall(named("unit test"))

    with pytest.raises(AssertionError, match="NIGHT-04: L3999"):
        run_python(code.replace("kafo_bilateral", "night_batch"))
