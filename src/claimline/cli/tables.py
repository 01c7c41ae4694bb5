"""The option that names the code tables, and loading them."""

from __future__ import annotations

from pathlib import Path

import click

from claimline.cli import complain
from claimline.codes import Tables, load_tables
from claimline.codes.releases import codes_folder, imported_releases

codes_option = click.option(
    "--codes",
    "codes",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The folder of imported code tables, instead of CLAIMLINE_CODES or your own.",
)


def tables_in_use(folder: Path | None) -> Tables:
    """The tables of a folder; what cannot be used there is said on standard error."""
    for reason in imported_releases(codes_folder(folder))[1]:
        complain(reason)
    return load_tables(folder)
