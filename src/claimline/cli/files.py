"""Files named on the command line: paths, folders, globs and `-`."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path

from claimline.cli import complain

STDIN = "-"


def expand(names: tuple[str, ...]) -> Iterator[str]:
    """The files, in the order given; those of a folder or a glob sorted, hidden ones left out.

    A folder without any is told on standard error.
    """
    for name in names:
        path = Path(name)
        if name == STDIN or path.is_file():
            yield name
        elif path.is_dir():
            yield from _below(path)
        else:
            yield from sorted(glob.glob(name, recursive=True)) or [name]


def _below(folder: Path) -> Iterator[str]:
    any_file = False
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") for part in inside):
            any_file = True
            yield str(path)
    if not any_file:
        complain(f"{folder}: the folder holds no files")
