"""Reading what a user names: which published file it is, of which release, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claimline.codes.importers import (
    diagnoses,
    edit_pairs,
    fees,
    hcpcs_text,
    hcpcs_workbook,
    required_lists,
    unit_limits,
)
from claimline.codes.importers.layout import Content, Layout, Period, Start
from claimline.codes.importers.members import Member, RefusedError, members

# Text before workbooks: of an archive that has both the faster is read.
LAYOUTS = (
    hcpcs_text.LAYOUT,
    hcpcs_workbook.LAYOUT,
    unit_limits.LAYOUT,
    fees.LAYOUT,
    edit_pairs.LAYOUT,
    diagnoses.LAYOUT,
    required_lists.LAYOUT,
)


@dataclass(slots=True)
class Reading:
    """A published file that was read whole."""

    name: str
    layout: Layout
    period: Period
    content: Content


def read_files(
    paths: list[Path], effective: date | None, tick: Callable[[str, int], None]
) -> list[Reading]:
    """What the files hold, the parts of one release put together.

    `effective` is the first day of the releases, by default what their names say. `tick` is called
    with a file's name and the lines or rows read so far. Raises RefusedError, whichever file it is
    for.
    """
    readings: dict[tuple[str, str], Reading] = {}
    for path in paths:
        for reading in _read_file(path, effective, tick):
            key = (reading.layout.kind, reading.period.release)
            if key in readings:
                _merge(readings[key], reading)
            else:
                readings[key] = reading
    for reading in readings.values():
        _refuse_empty(reading)
    return list(readings.values())


def _read_file(
    path: Path, effective: date | None, tick: Callable[[str, int], None]
) -> Iterator[Reading]:
    with members(path, tick) as found:
        chosen = _chosen(path, found) if found and found[0].archive else found
        read: set[str] = set()
        for member in chosen:
            wanted = _kinds(member)
            if not wanted or not wanted <= read:
                layout = _recognised(member)
                read.add(layout.kind)
                period = _period(layout, member, effective)
                yield Reading(member.path, layout, period, layout.read(member, period))


def _chosen(path: Path, found: list[Member]) -> list[Member]:
    """The members of an archive that hold data, text before workbooks."""
    chosen = [member for member in found if _kinds(member)]
    if not chosen:
        names = ", ".join(member.name for member in found) or "none"
        raise RefusedError(
            f"{path}: expected a data file named as it is published; found {names[:400]}; "
            "unpack the archive and import the file itself"
        )
    return sorted(chosen, key=lambda member: member.is_workbook)


def _kinds(member: Member) -> set[str]:
    """The kinds of files that are published under such a name."""
    return {layout.kind for layout in LAYOUTS if layout.wanted.fullmatch(member.name)}


def _recognised(member: Member) -> Layout:
    start = Start(member)
    for layout in LAYOUTS:
        if layout.recognises(start):
            return layout
    expected = "; ".join(f"{layout.title}: {layout.expected}" for layout in LAYOUTS)
    first = next((row for row in start.rows if any(row)), [])
    found = ", ".join(first) or (start.lines or [""])[0].strip()
    if not found:
        raise RefusedError(f"{member.path}: the file is empty")
    raise RefusedError(
        f"{member.path}: it begins like no file that can be imported; found {found[:80]!r}; "
        f"expected one of these: {expected}"
    )


def _period(layout: Layout, member: Member, effective: date | None) -> Period:
    if effective:
        return layout.since(effective)
    try:
        period = layout.period(member.path)
    except ValueError:  # Digits that are no day.
        period = None
    if period is None:
        raise RefusedError(
            f"{member.path}: its name does not say of which release it is; give the first day of "
            "that with --effective YYYY-MM-DD"
        )
    return period


def _merge(reading: Reading, other: Reading) -> None:
    """Put a further part of a release to its first; Raises RefusedError where one is no part."""
    if reading.content.tables == other.content.tables:
        return
    if not reading.layout.in_parts:
        raise RefusedError(
            f"{other.name}: it is of the same release as {reading.name} and holds other rows; "
            "import the right one of them"
        )
    for table, rows in other.content.tables.items():
        reading.content.tables[table] = [*reading.content.tables[table], *rows]
    reading.content.dropped.update(other.content.dropped)
    starts = filter(None, (reading.content.covers_from, other.content.covers_from))
    reading.content.covers_from = min(starts, default=None)


def _refuse_empty(reading: Reading) -> None:
    for table, rows in reading.content.tables.items():
        if not rows:
            raise RefusedError(f"{reading.name}: expected rows for the table {table}; found none")
