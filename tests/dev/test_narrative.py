"""The page on NOC narratives is that of the grammar, the list and the examples."""

from __future__ import annotations

from pathlib import Path

from claimline.dev.narrative import narrative_page

ROOT = Path(__file__).parents[2]


def test_committed_page_is_the_one_that_is_made() -> None:
    made = narrative_page(ROOT / "fixtures" / "narratives.toml")

    assert (ROOT / "fixtures" / "narratives.md").read_text("utf-8") == made
