"""What all tests share: the bundled code tables alone, and a second opinion on a file.

Whatever releases the user who runs the tests has imported are out of sight.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
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


@pytest.fixture
def found_valid_by_pyx12() -> Callable[[str], bool]:
    """Whether `x12valid` would find the text of a file valid."""

    def is_valid(text: str) -> bool:
        import pyx12.params
        import pyx12.x12n_document

        parameters = pyx12.params.params()
        parameters.set("charset", "E")
        parameters.set("exclude_external_codes", None)
        answer = io.StringIO()
        valid = pyx12.x12n_document.x12n_document(parameters, io.StringIO(text), answer, None)
        return bool(valid) and "IK3*" not in answer.getvalue()

    return is_valid
