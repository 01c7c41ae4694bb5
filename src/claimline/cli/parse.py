"""`claimline parse`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from claimline.claim.document import Readable, read
from claimline.claim.events import Closed
from claimline.claim.views import ClaimAsSent, TransactionSet
from claimline.cli import complain
from claimline.cli.files import STDIN, expand
from claimline.cli.output import output
from claimline.cli.progress import Progress
from claimline.report.claims import Record, csv_claims, json_claims, jsonl_claims, record_of
from claimline.x12.errors import X12Error

_REPORTS = {"json": json_claims, "jsonl": jsonl_claims, "csv": csv_claims}


@click.command("parse")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "shape",
    type=click.Choice([*_REPORTS]),
    default="json",
    show_default=True,
    help="json: one object; jsonl: one claim a line; csv: one service line a row.",
)
@click.option("--show-phi", is_flag=True, help="Show names, ids, birth dates and addresses.")
@click.option("-o", "--output", "target", metavar="PATH", help="Write the claims to a file.")
def command(files: tuple[str, ...], shape: str, show_phi: bool, target: str | None) -> None:
    """Print the claims of 837P files as data.

    FILE is an 837P file, a folder, a glob, or - for standard input. A claim of which an element
    cannot be typed is a record too, with its problems and segments; then the exit code is 1, and 2
    where a file could not be read whole. `claimline schema claim` prints what a claim may hold.
    """
    reading = _Reading(show_phi)
    with output(target) as stream:
        for piece in _REPORTS[shape](reading.records(files), show_phi=show_phi):
            stream.write(piece.encode("utf-8", "backslashreplace"))
    raise click.exceptions.Exit(2 if reading.unreadable else int(reading.untyped))


class _Reading:
    """Reads files, and notes what could not be read or typed."""

    def __init__(self, show_phi: bool) -> None:
        self.unreadable = False
        self.untyped = False
        self._show_phi = show_phi
        self._progress = Progress()
        self._claims = self._segments = 0

    def records(self, names: tuple[str, ...]) -> Iterator[Record]:
        """The claims of all files; each is let go when the next is asked for."""
        for name in expand(names):
            source: Readable = name
            if name == STDIN:
                source = sys.stdin.buffer if sys.stdin else b""
            shown = "<stdin>" if name == STDIN else name
            try:
                yield from self._of(source, shown)
            except X12Error as error:
                self._complain("; ".join((f"{shown}: {error}", *getattr(error, "__notes__", ()))))
        self._progress.clear()

    def _of(self, source: Readable, shown: str) -> Iterator[Record]:
        is_837p = False
        for event in read(source).events():
            view = event.view if isinstance(event, Closed) else None
            if isinstance(view, TransactionSet):
                is_837p |= view.is_837p
            if isinstance(view, ClaimAsSent):
                record = record_of(shown, view, show_phi=self._show_phi)
                self.untyped |= record.claim is None
                self._claims += 1
                self._segments += sum(end - start for _, start, end, _ in view.spans)
                self._progress.tick(self._claims, self._segments)
                yield record
                view.release()
        if not is_837p:
            self._complain(f"{shown}: holds no 837P transaction set")

    def _complain(self, message: str) -> None:
        self.unreadable = True
        self._progress.clear()
        complain(message)
