"""Every test sees the bundled code tables alone, whatever the user who runs it has imported."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

_folder = TemporaryDirectory(prefix="claimline-codes-")


def pytest_configure(config: pytest.Config) -> None:
    """Name an empty folder of imported releases, before any test is collected."""
    os.environ["CLAIMLINE_CODES"] = _folder.name


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the folder away."""
    assert not list(Path(_folder.name).iterdir()), "a test imported into the folder of all tests"
    _folder.cleanup()
