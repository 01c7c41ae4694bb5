"""Where a command's answer goes: standard output, or a file that is never half-written."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import click


def painter(wish: bool | None, target: str | None) -> Callable[[str, str], str]:
    """What colours a text, where it is wished for, else on a terminal alone; NO_COLOR is heeded."""
    on_terminal = target in (None, "-") and sys.stdout is not None and sys.stdout.isatty()
    colour = wish if wish is not None else on_terminal and not os.environ.get("NO_COLOR")
    return lambda text, name: click.style(text, fg=name) if colour else text


@contextmanager
def output(path: str | None) -> Iterator[BinaryIO]:
    """A binary stream to write the answer to.

    A file is written beside its final name and renamed when it is complete; what goes wrong leaves
    an older file as it was. A device or a pipe is written to as it is.
    """
    if path is None or path == "-":
        if sys.stdout is None:
            raise click.ClickException("standard output is closed")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                yield stream
            return
        mode = _mode(target)
        # Hidden, so that a folder that is being read does not seem to hold it.
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=".claimline-", delete=False
        ) as temporary:
            held = Path(temporary.name)
            try:
                yield cast("BinaryIO", temporary)
                temporary.flush()
                os.fsync(temporary.fileno())
                held.chmod(mode)
                held.replace(target)
            except BaseException:
                held.unlink(missing_ok=True)
                raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.ClickException(f"{path} cannot be written: {reason}") from error


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those of a new one."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
