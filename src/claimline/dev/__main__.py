"""Commands for developers: `python -m claimline.dev --help`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from claimline.dev import diagnoses as icd10
from claimline.dev import guide as compiler
from claimline.dev import narrative as page
from claimline.dev import tables as codes

_PACKAGE = Path(__file__).parents[1]
_GUIDE = _PACKAGE / "guide" / "data"
_CODES = _PACKAGE / "codes" / "data"


@click.group()
def main() -> None:
    """Rebuild the files of the package that are made from others."""


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a file would change.")
def guide(check: bool) -> None:
    """Compile pyx12's maps into the tables under guide/data/."""
    sys.exit(_write(compiler.compile_all(), _GUIDE, check))


@main.command()
@click.argument("official", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--diagnoses", is_flag=True, help="Make diagnoses.csv from simple-icd-10-cm too.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a file would change.")
def tables(official: Path, diagnoses: bool, check: bool) -> None:
    """Make the code tables from the official ones in a folder, and renew all digests."""
    texts = codes.compile_tables(official, _CODES)
    if diagnoses:
        texts["diagnoses.csv"] = icd10.compile_diagnoses()
    status = _write(texts, _CODES, check)
    sources = (_CODES / "SOURCES.toml").read_text(encoding="utf-8")
    sys.exit(_write({"SOURCES.toml": codes.with_digests(sources, _CODES)}, _CODES, check) | status)


@main.command()
@click.argument("found", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a file would change.")
def narrative(found: Path, check: bool) -> None:
    """Make the page on NOC narratives, of narratives as found, beside their file."""
    texts = {found.with_suffix(".md").name: page.narrative_page(found)}
    sys.exit(_write(texts, found.parent, check))


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a file would change.")
def schemas(folder: Path, check: bool) -> None:
    """Make the JSON Schemas of inputs and outputs, into a folder."""
    from claimline.report.schemas import schema_names, schema_text

    texts = {f"{name}.schema.json": schema_text(name) for name in schema_names()}
    sys.exit(_write(texts, folder, check))


def _write(texts: Mapping[str, str], folder: Path, check: bool) -> int:
    """Write the texts that differ from the files; 1 where one does and nothing may be written."""
    changed = False
    for name, text in texts.items():
        path = folder / name
        if path.exists() and path.read_bytes() == text.encode():
            continue
        changed = True
        click.echo(f"{'differs' if check else 'written'}: {name}")
        if not check:
            path.write_bytes(text.encode())
    return 1 if check and changed else 0


if __name__ == "__main__":
    main(prog_name="python -m claimline.dev")
