"""The benchmark still runs and prints every row. Nothing here looks at a figure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROWS = [
    "bare split",
    "lint, 200 claims",
    "pyx12, 200 claims",
    "lint against pyx12",
    "lint against bare split",
    "hits of the memory of services of a claim",
    "lint, every text distinct",
    "lint against bare split, every text distinct",
    "lint, 10 % bad segments",
    "lint against bare split, 10 % bad segments",
    "of the time: asking rules",
    "peak memory, 100 claims",
    "peak memory, 1,000 claims",
    "peak memory, large against half",
    "cost of a claim, 1,000 claims against 20",
    "lint -j 2 against one process, 1,000 claims",
    "claimline --version",
    "claimline lint of one claim",
]


@pytest.mark.slow
def test_benchmark_prints_every_row() -> None:
    script = Path(__file__).with_name("run.py")

    finished = subprocess.run(
        [sys.executable, str(script), "--claims", "200", "--rounds", "1"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 0, finished.stderr
    lines = finished.stdout.splitlines()
    assert [row for row in ROWS if not any(line.startswith(row) for line in lines)] == []
