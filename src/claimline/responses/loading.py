"""Loading: one file of what was sent, written into the index as it is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from claimline.claim.assembly import Assembler, Stray
from claimline.claim.events import Closed, Event, Opened
from claimline.claim.loop import Loop
from claimline.claim.views import (
    ClaimAsSent,
    FunctionalGroup,
    Heading,
    Interchange,
    Level,
    LineAsSent,
    TransactionSet,
)
from claimline.findings import Problem
from claimline.lint.seen import Seen
from claimline.rules import envelope
from claimline.x12.reader import HEADER_WIDTH, Chunk

TABLES = """
create table file (id integer primary key, path text);
create table interchange (id integer primary key, file, number, day, time, sender, receiver,
    start, header, terminator, trailer);
create table functional_group (id integer primary key, interchange, code, number, sender,
    receiver, header, trailer);
create table transaction_set (id integer primary key, functional_group, number, batch, header,
    trailer, start, heading_stop);
create table level (id integer primary key, transaction_set, kind, above, first, last, start, stop);
create table claim (id integer primary key, transaction_set, level, identifier, key, repeated,
    charge, first, last, start, stop);
create table line (claim, number, control_number, code, modifiers, charge, service_date, first,
    last, start);
create table fault (owner, number, rule, designator);
"""
# Rows are written this many at a time.
_AT_ONCE = 1024


class Loader:
    """Writes the rows of one file; `claims` counts them."""

    def __init__(self, database: sqlite3.Connection, path: str) -> None:
        self.claims = 0
        self._database = database
        self._assembler = Assembler()
        self._file = self._insert("file", path)
        self._interchange = self._group = self._set = self._level = 0
        self._group_view: FunctionalGroup | None = None
        self._of_next_header: list[str] = []
        self._levels: dict[str, int] = {}
        self._claim = self._last("claim")
        self._interchanges, self._groups, self._sets = Seen(), Seen(), Seen()
        self._identifiers = Seen()
        self._claim_rows: list[tuple[Any, ...]] = []
        self._line_rows: list[tuple[Any, ...]] = []

    @property
    def segments(self) -> int:
        """How many segments were read."""
        return self._assembler.segments

    def feed(self, chunk: Chunk) -> None:
        """One more chunk."""
        for event in self._assembler.feed(chunk):
            self._event(event)

    def finish(self) -> None:
        """The end of the file, or of what can be read of it: all that is open is complete."""
        for event in self._assembler.finish():
            self._event(event)
        self._write()

    def _event(self, event: Event) -> None:
        if isinstance(event, Opened):
            self._open(event.view)
        elif isinstance(event, Closed):
            self._close(event.view)
        elif event.code == HEADER_WIDTH:
            self._of_next_header.append(event.code)
        else:
            self.note(event.code)

    def note(self, code: str) -> None:
        """Something that reading met in the present interchange."""
        self._fault("interchange", code, "")

    def _open(self, view: Interchange | FunctionalGroup | TransactionSet) -> None:
        number = view.control_number or ""
        if isinstance(view, Interchange):
            self._interchange = self._insert("interchange", self._file, *_interchange(view))
            repeated = self._interchanges.before(number)
            self._faults("interchange", envelope.interchange_opened(view, repeated))
            for code in self._of_next_header:
                self.note(code)
            self._of_next_header.clear()
            self._groups = Seen()
        elif isinstance(view, FunctionalGroup):
            self._group_view = view
            self._group = self._insert("functional_group", self._interchange, *_group(view))
            self._faults("group", envelope.group_opened(view, self._groups.before(number)))
            self._sets = Seen()
        else:
            header = next(view.segments()).text
            if view.group is not self._group_view:
                # Its group has no GS; one without a number stands for that.
                none = ("", "", "", "", f"GS{header[2]}", None)
                self._group_view = view.group
                self._group = self._insert("functional_group", self._interchange, *none)
            row = self._group, view.control_number, None, header, None, _first(view)[0], None
            self._set = self._insert("transaction_set", *row)
            repeated = self._sets.before(number)
            self._faults("transaction_set", envelope.transaction_set_opened(view, repeated))
            self._levels.clear()

    def _close(self, view: Loop) -> None:
        # A level that its first segment did not open, for it was missing, may have none at all.
        if isinstance(view, (Level, Heading, ClaimAsSent)) and not view.spans:
            self._levels.pop(view.loop, None)
        elif isinstance(view, ClaimAsSent):
            self._add_claim(view)
            view.release()
        elif isinstance(view, Level):
            self._add_level(view)
            view.release()
        elif isinstance(view, Heading):
            self._database.execute(
                "update transaction_set set heading_stop = ? where id = ?",
                (_last(view)[0], self._set),
            )
        elif isinstance(view, TransactionSet):
            self._update("transaction_set", view, self._set)
            self._database.execute(
                "update transaction_set set batch = ? where id = ?",
                (view.batch_number, self._set),
            )
            self._faults("transaction_set", envelope.closed(view))
        elif isinstance(view, FunctionalGroup):
            self._update("functional_group", view, self._group)
            self._faults("group", envelope.closed(view))
        elif isinstance(view, Interchange):
            self._update("interchange", view, self._interchange)
            self._faults("interchange", envelope.closed(view))
        elif isinstance(view, Stray):
            self._faults("interchange", envelope.closed(view))

    def _update(
        self, table: str, view: Interchange | FunctionalGroup | TransactionSet, number: int
    ) -> None:
        trailer = list(view.segments())[-1].text if view.closed else None
        self._database.execute(f"update {table} set trailer = ? where id = ?", (trailer, number))

    def _add_level(self, view: Level) -> None:
        (start, first), (stop, last) = _first(view), _last(view)
        above = self._levels.get(view.above.loop) if view.above else None
        row = self._set, view.loop, above, first, last, start, stop
        self._levels[view.loop] = self._insert("level", *row)

    def _add_claim(self, view: ClaimAsSent) -> None:
        self.claims += 1
        self._claim += 1
        (start, first), lines = _first(view), [self._line(view, line) for line in view.lines]
        stop, last = _last(view)
        around = view.patient or view.subscriber
        identifier = view.identifier or ""
        self._claim_rows.append(
            (
                *(self._claim, self._set, self._levels.get(around.loop) if around else None),
                *(view.identifier, identifier.upper(), self._identifiers.before(identifier)),
                *(view.charge, first, last, start, stop),
            )
        )
        self._line_rows += lines
        if len(self._claim_rows) >= _AT_ONCE:
            self._write()

    def _line(self, claim: ClaimAsSent, line: LineAsSent) -> tuple[Any, ...]:
        day = line.service_date
        _, start, end, first = claim.spans[-1]
        stop = first + end - start if line.stop is None else line.stop
        return (
            *(self._claim, line.number, line.control_number, line.code),
            *(" ".join(line.modifiers or ()), line.charge, day.isoformat() if day else None),
            *(line.first, stop - 1, _offset(claim, line.first)),
        )

    def _write(self) -> None:
        for table, rows in (("claim", self._claim_rows), ("line", self._line_rows)):
            if rows:
                places = ", ".join("?" * len(rows[0]))
                self._database.executemany(f"insert into {table} values ({places})", rows)
                rows.clear()

    def _insert(self, table: str, *row: Any) -> int:
        places = ", ".join("?" * len(row))
        cursor = self._database.execute(f"insert into {table} values (null, {places})", row)
        return cursor.lastrowid or 0

    def _last(self, table: str) -> int:
        ((number,),) = self._database.execute(f"select coalesce(max(id), 0) from {table}")
        return int(number)

    def _faults(self, owner: str, problems: Iterable[Problem]) -> None:
        for one in problems:
            self._fault(owner, one.code or "", one.place.designator)

    def _fault(self, owner: str, rule: str, designator: str) -> None:
        number = {
            "interchange": self._interchange,
            "group": self._group,
            "transaction_set": self._set,
        }[owner]
        row = owner, number, rule, designator
        self._database.execute("insert into fault values (?, ?, ?, ?)", row)


def bare_number(control_number: str | None) -> str:
    """A control number as it is compared: without leading zeros."""
    number = (control_number or "").strip()
    return number.lstrip("0") or number[:1]


def _interchange(view: Interchange) -> tuple[Any, ...]:
    elements = view.header.elements
    header = next(view.segments()).text
    number = bare_number(elements[13])
    return (
        number,
        elements[9],
        elements[10],
        elements[6],
        elements[8],
        view.header.offset,
        header,
        view.header.delimiters.terminator,
        None,
    )


def _group(view: FunctionalGroup) -> tuple[Any, ...]:
    segment = next(view.segments())
    code, sender, receiver = (*segment.elements[1:4], "", "", "")[:3]
    number = bare_number(view.control_number)
    return code, number, sender.strip(), receiver.strip(), segment.text, None


def _first(view: Loop) -> tuple[int, int]:
    """The byte offset and the position of a view's first segment."""
    chunk, start, _, position = view.spans[0]
    return chunk.start(start), position


def _last(view: Loop) -> tuple[int, int]:
    """The byte offset behind a view's last segment, and the position of that."""
    chunk, start, end, position = view.spans[-1]
    last = end - 1
    return chunk.start(last) + len(chunk.texts[last]), position + last - start


def _offset(view: Loop, position: int) -> int:
    """The byte offset of a view's segment."""
    for chunk, start, end, first in view.spans:
        if position < first + end - start:
            return chunk.start(start + position - first)
    raise ValueError(f"position {position} is behind the view")
