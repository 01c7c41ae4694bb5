"""HCPCS Level II as a workbook of one row a code, or as CSV made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimline.codes.importers import hcpcs
from claimline.codes.importers.layout import (
    Content,
    Layout,
    Period,
    Start,
    quarter,
    rows_by_column,
    words,
)
from claimline.codes.importers.members import Member, RefusedError
from claimline.codes.importers.text import Row

_FIRST = ("3", "7")
_PRICING = ("PRICE1", "PRICE2", "PRICE3", "PRICE4")
_CROSS_REFERENCES = ("XREF1", "XREF2", "XREF3", "XREF4", "XREF5")
_TYPES_OF_SERVICE = ("TOS1", "TOS2", "TOS3", "TOS4", "TOS5")
_COLUMNS = (
    *("HCPC", "RECID", "LONG DESCRIPTION", "SHORT DESCRIPTION", *_PRICING, "MULT_PI"),
    *(*_CROSS_REFERENCES, "COV", "BETOS", *_TYPES_OF_SERVICE),
    *("ADD DT", "ACT EFF DT", "TERM DT", "ACTION CD"),
)


def _is_header(row: Row) -> bool:
    return set(_COLUMNS) <= set(words(row))


def _recognises(start: Start) -> bool:
    return any(_is_header(row) for row in start.rows)


def _read(member: Member, period: Period) -> Content:
    return hcpcs.content(_records(member), period)


def _records(member: Member) -> Iterator[hcpcs.Record]:
    for where, cells in rows_by_column(member, _is_header):
        if cells["RECID"] in ("4", "8"):
            continue  # A stray continuation row of the 2019 workbook would overwrite its code.
        if cells["RECID"] not in _FIRST:
            raise RefusedError(
                f"{where}: expected 3 or 7 in RECID; found {cells['RECID']!r}: the file is damaged"
            )
        yield hcpcs.Record(
            where=where,
            code=cells["HCPC"],
            long_description=cells["LONG DESCRIPTION"],
            short_description=cells["SHORT DESCRIPTION"],
            pricing=_fields(cells, _PRICING),
            multiple_pricing=cells["MULT_PI"],
            cross_references=_fields(cells, _CROSS_REFERENCES),
            coverage=cells["COV"],
            betos=cells["BETOS"],
            types_of_service=_fields(cells, _TYPES_OF_SERVICE),
            added=cells["ADD DT"],
            action_effective=cells["ACT EFF DT"],
            ended=cells["TERM DT"],
            action=cells["ACTION CD"],
        )


def _fields(cells: dict[str, str], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cells[name] for name in names if cells[name])


LAYOUT = Layout(
    kind=hcpcs.KIND,
    title="HCPCS Level II quarterly release, workbook",
    publisher=hcpcs.PUBLISHER,
    expected="a header row with HCPC, SEQNUM, RECID, LONG DESCRIPTION and the 44 columns after it",
    wanted=re.compile(hcpcs.DATA_MEMBER + "(?:xlsx|csv)", re.IGNORECASE),
    recognises=_recognises,
    period=hcpcs.period,
    since=quarter,
    read=_read,
)
