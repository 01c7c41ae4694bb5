"""The command line as a function: arguments in, exit code and output back."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from claimline.cli import main


@dataclass(frozen=True)
class Result:
    """What a command answered."""

    code: int | str | None
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Result]:
    """Runs `claimline` in this process with the arguments, and bytes for its standard input."""

    def with_arguments(*arguments: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["claimline", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsysbinary.readouterr()
        return Result(ended.value.code, out.decode("utf-8"), err.decode("utf-8"))

    return with_arguments
