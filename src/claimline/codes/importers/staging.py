"""Installing imported releases: each a folder that is there whole, or not at all.

A release's folder is named by what it holds and never changes. It is written under a hidden name,
flushed and renamed, so that nothing locks: of two imports of the same the second finds it there.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from claimline.codes.releases import is_whole

_HIDDEN = ".import-"
# What a killed import left behind is taken away after this many seconds; a live one is younger.
_LEFT_BEHIND = 24 * 60 * 60


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A hidden folder to write to, on the disk of the releases, that is gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    stage = Path(mkdtemp(prefix=_HIDDEN, dir=folder))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def write(folder: Path, texts: dict[str, str]) -> None:
    """Write the files of a new folder so that they outlive a loss of power."""
    folder.mkdir()
    for name, text in texts.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
    _flush_folder(folder)


def install(staged_folder: Path, target: Path) -> bool:
    """Give a written folder its name; False where another import has just done so.

    What stands there and is no whole release is set aside.
    """
    try:
        staged_folder.rename(target)
    except OSError:
        if not target.exists():
            raise
        if is_whole(target):
            return False
        target.rename(staged_folder.with_suffix(".damaged"))
        staged_folder.rename(target)
    _flush_folder(target.parent)
    return True


def _flush_folder(folder: Path) -> None:
    # Windows neither has nor needs this.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{_HIDDEN}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(left)
