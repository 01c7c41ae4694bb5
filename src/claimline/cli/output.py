"""Where a command's answer goes: standard output, or a file that is never half-written."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import click


@contextmanager
def output(path: str | None) -> Iterator[BinaryIO]:
    """A binary stream to write the answer to.

    A file is written beside its final name and renamed when it is complete; what goes wrong leaves
    an older file as it was.
    """
    if path is None or path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as stream:
            held = Path(stream.name)
            try:
                yield cast("BinaryIO", stream)
                stream.flush()
                os.fsync(stream.fileno())
                held.chmod(_usual_mode())
                held.replace(target)
            except BaseException:
                held.unlink(missing_ok=True)
                raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.ClickException(f"{path} cannot be written: {reason}") from error


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
