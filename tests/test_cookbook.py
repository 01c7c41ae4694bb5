"""Every recipe of the README's cookbook runs as it stands and prints what is shown under it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
COOKBOOK = (
    (ROOT / "README.md").read_text("utf-8").partition("\n## Cookbook\n")[2].partition("\n## ")[0]
)
RECIPES = dict(
    re.findall(r"^### (.+?)\n(.*?)(?=^### |\Z)", COOKBOOK, re.DOTALL | re.MULTILINE),
)
BLOCK = re.compile(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```)?", re.DOTALL)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES.keys())
def test_recipe_prints_what_is_shown(
    recipe: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    blocks = BLOCK.findall(recipe)
    assert len(blocks) == recipe.count("```python")

    for code, shown in blocks:
        names: dict[str, Any] = {}
        exec(compile(code, "README.md", "exec"), names)
        for test in [value for name, value in names.items() if name.startswith("test_")]:
            test()
        assert capsys.readouterr().out == shown


def test_cookbook_is_short() -> None:
    assert 1 <= len(RECIPES) <= 8


def test_a_recipe_that_tests_a_batch_fails_where_a_claim_bounces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    (recipe,) = (text for title, text in RECIPES.items() if "unit test" in title)
    ((code, _),) = BLOCK.findall(recipe)
    names: dict[str, Any] = {}
    exec(compile(code.replace("kafo_bilateral", "night_batch"), "README.md", "exec"), names)

    with pytest.raises(AssertionError, match="NIGHT-04: L3999"):
        next(value for name, value in names.items() if name.startswith("test_"))()
