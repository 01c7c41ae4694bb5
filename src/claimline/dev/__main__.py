"""Commands for developers: `python -m claimline.dev --help`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claimline.dev import guide as compiler

_DATA = Path(__file__).parents[1] / "guide" / "data"


@click.group()
def main() -> None:
    """Rebuild the files of the package that are made from others."""


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a file would change.")
def guide(check: bool) -> None:
    """Compile pyx12's maps into the tables under guide/data/."""
    changed = False
    for name, text in compiler.compile_all().items():
        path = _DATA / name
        if path.exists() and path.read_bytes() == text.encode():
            continue
        changed = True
        click.echo(f"{'differs' if check else 'written'}: {name}")
        if not check:
            path.write_bytes(text.encode())
    sys.exit(1 if check and changed else 0)


if __name__ == "__main__":
    main(prog_name="python -m claimline.dev")
