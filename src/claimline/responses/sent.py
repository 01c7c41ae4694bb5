"""Sent: what was sent, indexed so that an answer finds the claim, line or envelope it is about.

The index is a private SQLite database that SQLite itself keeps in memory while it is small and in
a temporary file, which only this process can see, once it is large.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimline.claim.document import open_binary
from claimline.responses.loading import TABLES, Loader, bare_number
from claimline.x12.designator import Designator
from claimline.x12.errors import X12Error
from claimline.x12.reader import read_chunks

_INDEXES = """
create index claims_by_key on claim (key);
create index claims_by_set on claim (transaction_set, first);
create index lines_by_claim on line (claim, first);
create index lines_by_control_number on line (control_number);
create index levels_by_set on level (transaction_set, first);
create index sets_by_start on transaction_set (start);
create index sets_by_batch on transaction_set (batch);
create index sets_by_group on transaction_set (functional_group, number);
create index groups_by_number on functional_group (number);
create index interchanges_by_number on interchange (number);
create index faults_by_owner on fault (owner, number);
"""


@dataclass(frozen=True, slots=True)
class SentLine:
    """A service line that was sent; the charge is in cents, `offset` that of its first byte."""

    number: str | None
    control_number: str | None
    code: str | None
    modifiers: tuple[str, ...]
    charge: int | None
    service_date: date | None
    first: int
    last: int
    offset: int


@dataclass(frozen=True, slots=True)
class SentClaim:
    """A claim that was sent.

    `first` and `last` are the positions of its segments, `number` its own in the index, and
    `repeated` says that its CLM01 stood on an earlier claim of the file.
    """

    number: int
    transaction_set: int
    level: int | None
    identifier: str | None
    charge: int | None
    first: int
    last: int
    file: str
    start: int
    stop: int
    batch: str | None
    sent_at: str
    repeated: bool


@dataclass(frozen=True, slots=True)
class SentSet:
    """A transaction set that was sent, with the numbers of what it stands in."""

    number: int
    group: int
    interchange: int
    control_number: str | None
    file: str
    offset: int
    sent_at: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """A functional group or an interchange that was sent."""

    number: int
    interchange: int
    file: str
    offset: int
    sent_at: str
    sender: str
    receiver: str
    is_interchange: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes of a file, and the position of their first segment."""

    start: int
    stop: int
    first: int


_Row = tuple[Any, ...]

_MOST_ALIKE = 100

_CLAIM = """
select claim.id, claim.transaction_set, claim.level, claim.identifier, claim.charge, claim.first,
    claim.last, file.path, claim.start, claim.stop, transaction_set.batch,
    interchange.day || interchange.time, claim.repeated
from claim join transaction_set on transaction_set.id = claim.transaction_set
    join functional_group on functional_group.id = transaction_set.functional_group
    join interchange on interchange.id = functional_group.interchange
    join file on file.id = interchange.file
"""
_SET = """
select transaction_set.id, functional_group.id, interchange.id, transaction_set.number, file.path,
    transaction_set.start, interchange.day || interchange.time
from transaction_set join functional_group on functional_group.id = transaction_set.functional_group
    join interchange on interchange.id = functional_group.interchange
    join file on file.id = interchange.file
"""
_GROUP = """
select functional_group.id, interchange.id, file.path, interchange.start,
    interchange.day || interchange.time, functional_group.sender, functional_group.receiver,
    false
from functional_group join interchange on interchange.id = functional_group.interchange
    join file on file.id = interchange.file
"""
_INTERCHANGE = """
select interchange.id, interchange.id, file.path, interchange.start,
    interchange.day || interchange.time, interchange.sender, interchange.receiver, true
from interchange join file on file.id = interchange.file
"""


@dataclass(frozen=True, slots=True)
class Wire:
    """The ISA of an interchange, without its terminator, and that."""

    header: str
    terminator: str

    @property
    def element(self) -> str:
        """The element separator."""
        return self.header[3]

    @property
    def elements(self) -> list[str]:
        """The elements of ISA; `elements[13]` is ISA13."""
        return self.header.split(self.element)


# The claims of an envelope: number and charge.
CLAIMS_IN = {
    "transaction_set": "select id, charge from claim where transaction_set = ?",
    "group": "select claim.id, claim.charge from claim join transaction_set"
    " on transaction_set.id = claim.transaction_set where functional_group = ?",
    "interchange": "select claim.id, claim.charge from claim"
    " join transaction_set on transaction_set.id = claim.transaction_set"
    " join functional_group on functional_group.id = transaction_set.functional_group"
    " where functional_group.interchange = ?",
}


class Sent:
    """Everything that was sent, as far as it is at hand. `claims` counts them."""

    def __init__(self) -> None:
        self.database = sqlite3.connect("", isolation_level=None)
        self.database.executescript(f"pragma journal_mode = off; {TABLES}")
        self.claims = 0
        self._indexed = False

    def add(
        self, path: str | Path, tick: Callable[[int, int], None] | None = None
    ) -> X12Error | None:
        """Index the 837P transaction sets of a file; what kept it from being read whole."""
        assert not self._indexed, "what was sent is indexed before it is asked for"
        self.database.execute("begin")
        loader = Loader(self.database, str(path))
        try:
            with open_binary(Path(path)) as stream:
                for chunk in read_chunks(stream):
                    loader.feed(chunk)
                    if tick:
                        tick(self.claims + loader.claims, loader.segments)
        except X12Error as error:
            loader.note(error.code)
            return error
        finally:
            loader.finish()
            self.claims += loader.claims
            self.database.execute("commit")
        return None

    def __enter__(self) -> Sent:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget everything."""
        self.database.close()

    def envelopes(self) -> Iterator[tuple[Envelope, list[Envelope]]]:
        """Every interchange with its functional groups, in order."""
        for row in self._rows(f"{_INTERCHANGE} order by interchange.id"):
            where = "interchange.id = ? order by functional_group.id"
            groups = self._rows(f"{_GROUP} where {where}", row[0])
            yield Envelope(*row), [Envelope(*one) for one in groups]

    def claims_by_identifier(self, identifier: str, *, cut: bool = False) -> list[SentClaim]:
        """The claims of a CLM01, its case aside; with `cut` those that it begins.

        No more than those sent last, where very many are alike.
        """
        key = identifier.strip().upper()
        last = f"order by claim.id desc limit {_MOST_ALIKE}"
        if cut:
            where = f"claim.key > ? and claim.key < ? {last}"
            return self._claims(where, key, key + "\U0010ffff")
        return self._claims(f"claim.key = ? {last}", key)

    def claim(self, number: int) -> SentClaim:
        """The claim of that number in the index."""
        (found,) = self._claims("claim.id = ?", number)
        return found

    def claims_with_lines(self, control_numbers: set[str]) -> list[SentClaim]:
        """The claims that have all these line item control numbers, no more than a few."""
        if not control_numbers:
            return []
        numbers = sorted(control_numbers)
        same = "select claim from line where control_number = ?"
        where = " and ".join([f"claim.id in ({same})"] * len(numbers))
        return self._claims(f"{where} limit 2", *numbers)

    def charge_in(self, owner: str, number: int) -> tuple[int, int | None]:
        """How many claims stand in an envelope, and what they charge in cents."""
        (row,) = self._rows(f"select count(*), sum(charge) from ({CLAIMS_IN[owner]})", number)
        return row[0], row[1]

    def claim_at(self, transaction_set: int, position: int) -> SentClaim | None:
        """The claim that has a segment at the position."""
        where = "claim.transaction_set = ? and claim.first <= ? order by claim.first desc limit 1"
        found = self._claims(where, transaction_set, position)
        return found[0] if found and found[0].last >= position else None

    def claim_after(self, transaction_set: int, position: int) -> SentClaim | None:
        """The first claim that begins after the position."""
        where = "claim.transaction_set = ? and claim.first > ? order by claim.first limit 1"
        found = self._claims(where, transaction_set, position)
        return found[0] if found else None

    def lines(self, claim: SentClaim) -> list[SentLine]:
        """The service lines of a claim, in order."""
        rows = self._rows(
            "select number, control_number, code, modifiers, charge, service_date, first, last,"
            " start from line where claim = ? order by first",
            claim.number,
        )
        return [_line(*row) for row in rows]

    def groups(self, control_number: str) -> list[Envelope]:
        """The functional groups of a GS06, leading zeros aside."""
        rows = self._rows(
            f"{_GROUP} where functional_group.number = ?", bare_number(control_number)
        )
        return [Envelope(*row) for row in rows]

    def interchanges(self, control_number: str) -> list[tuple[Envelope, str, str]]:
        """The interchanges of an ISA13, leading zeros aside, each with its ISA09 and ISA10."""
        rows = self._rows(
            f"{_INTERCHANGE} where interchange.number = ?", bare_number(control_number)
        )
        found = []
        for row in rows:
            ((day, time),) = self._rows("select day, time from interchange where id = ?", row[0])
            found.append((Envelope(*row), day, time))
        return found

    def sets(self, group: int, control_number: str | None = None) -> list[SentSet]:
        """The transaction sets of a functional group, or those of them with an ST02."""
        if control_number is None:
            rows = self._rows(
                f"{_SET} where functional_group.id = ? order by transaction_set.id", group
            )
        else:
            where = "functional_group.id = ? and transaction_set.number = ?"
            rows = self._rows(f"{_SET} where {where}", group, control_number)
        return [SentSet(*row) for row in rows]

    def offset_after(self, one: SentSet) -> int | None:
        """Where the next transaction set begins; None after the last."""
        ((start,),) = self._rows(
            "select min(start) from transaction_set where start > ?", one.offset
        )
        return None if start is None else int(start)

    def sets_of_batch(self, batch: str) -> list[SentSet]:
        """The transaction sets of a BHT03."""
        rows = self._rows(f"{_SET} where transaction_set.batch = ?", batch)
        return [SentSet(*row) for row in rows]

    def faults(self, owner: str, number: int) -> list[tuple[str, str]]:
        """What is wrong with an envelope: rules, and the designators they flag."""
        rows = self._rows(
            "select rule, designator from fault where owner = ? and number = ?", owner, number
        )
        return [(row[0], row[1]) for row in rows]

    def envelope_texts(self, owner: str, number: int) -> tuple[str, str | None]:
        """The header and the trailer of an envelope, as they stand."""
        table = "functional_group" if owner == "group" else owner
        ((header, trailer),) = self._rows(
            f"select header, trailer from {table} where id = ?", number
        )
        return header, trailer

    def envelope_value(self, owner: str, number: int, designator: Designator) -> str | None:
        """What stands at an element of an envelope's header or trailer."""
        header, trailer = self.envelope_texts(owner, number)
        # The element separator follows the segment id.
        separator = header[3] if owner == "interchange" else header[2]
        at = designator.element or 0
        for text in filter(None, (header, trailer)):
            elements = text.split(separator)
            if elements[0] == designator.segment and 0 < at < len(elements):
                return elements[at].strip() or None
        return None

    def wire(self, interchange: int) -> Wire:
        """How an interchange was written."""
        (row,) = self._rows("select header, terminator from interchange where id = ?", interchange)
        return Wire(*row)

    def set_of_number(self, number: int) -> SentSet:
        """The transaction set of that number in the index."""
        (row,) = self._rows(f"{_SET} where transaction_set.id = ?", number)
        return SentSet(*row)

    def around(self, claim: SentClaim) -> list[Span]:
        """Heading and levels that a claim stands under, outermost first."""
        spans = []
        level = claim.level
        while level is not None:
            ((above, first, start, stop),) = self._rows(
                "select above, first, start, stop from level where id = ?", level
            )
            spans.append(Span(start, stop, first))
            level = above
        ((start, stop),) = self._rows(
            "select start, heading_stop from transaction_set where id = ?", claim.transaction_set
        )
        return [Span(start, stop, 1), *reversed(spans)]

    def _claims(self, where: str, *values: Any) -> list[SentClaim]:
        rows = self._rows(f"{_CLAIM} where {where}", *values)
        return [SentClaim(*row) for row in rows]

    def _rows(self, query: str, *values: Any) -> list[_Row]:
        if not self._indexed:
            self.database.executescript(_INDEXES)
            self._indexed = True
        return self.database.execute(query, values).fetchall()


def _line(
    number: str | None,
    control_number: str | None,
    code: str | None,
    modifiers: str,
    charge: int | None,
    day: str | None,
    *places: int,
) -> SentLine:
    service_date = date.fromisoformat(day) if day else None
    row = number, control_number, code, tuple(modifiers.split()), charge, service_date
    return SentLine(*row, *places)
