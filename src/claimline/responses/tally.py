"""Tally: what is at stake by claim, by code and by rule, each claim counted once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TABLES = """
create table stake (claim text, line text, part integer, cents integer,
    primary key (claim, line, part));
create table reason (kind text, key text, claim text, line text, part integer, cents integer,
    primary key (kind, key, claim, line, part));
create table settled (claim text primary key);
create index reasons_by_claim on reason (claim);
"""
_WHOLE = ""


@dataclass(frozen=True, slots=True)
class Stake:
    """Money that a record puts at stake: of a claim, or of one line of it, in cents.

    `claim` and `line` tell claims and lines apart, `part` the services that one line was split
    into; they are shown nowhere.
    """

    claim: str
    line: str
    cents: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a payer decided: these lines of a claim, the whole of it where no line is named."""

    claim: str
    lines: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sum:
    """How many claims a code or a rule holds up, and for how many cents."""

    key: str
    claims: int
    cents: int


class Tally:
    """Adds up stakes in the index of what was sent, so that memory stays flat."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.executescript(_TABLES)

    def settle(self, settlement: Settlement) -> None:
        """A payer decided: what was at stake of it before is no longer."""
        claim = settlement.claim
        self._database.execute("insert or ignore into settled values (?)", (claim,))
        for table in ("stake", "reason"):
            delete = f"delete from {table} where claim = ?"
            if not settlement.lines:
                self._database.execute(delete, (claim,))
            self._database.executemany(
                f"{delete} and line = ?",
                [(claim, line) for line in (_WHOLE, *sorted(settlement.lines))],
            )

    def is_settled(self, claim: str) -> bool:
        """Whether a payer decided on the claim, so that no front end holds it up any more."""
        found = self._database.execute("select 1 from settled where claim = ?", (claim,))
        return found.fetchone() is not None

    def add(self, stake: Stake, codes: Iterable[str], rules: Iterable[str]) -> None:
        """One stake, and the codes and rules that it is counted under."""
        row = stake.claim, stake.line, stake.part, stake.cents
        self._database.execute("insert or replace into stake values (?, ?, ?, ?)", row)
        reasons = [("code", code) for code in codes] + [("rule", rule) for rule in rules]
        self._database.executemany(
            "insert or replace into reason values (?, ?, ?, ?, ?, ?)",
            [(kind, key, *row) for kind, key in reasons],
        )

    def add_claims(self, claims: str, number: int, codes: Iterable[str]) -> None:
        """Every claim of a transaction set, group or interchange that was rejected whole.

        `claims` selects them: number as text, and charge.
        """
        rows = (
            f"id, '{_WHOLE}', 0, charge from ({claims})"
            " where cast(id as text) not in (select claim from settled)"
        )
        self._database.execute(f"insert or replace into stake select {rows}", (number,))
        for code in codes:
            self._database.execute(
                f"insert or replace into reason select 'code', ?, {rows}", (code, number)
            )

    @property
    def at_stake(self) -> int:
        """All that is at stake, in cents: of a claim that is at stake whole its charge."""
        ((cents,),) = self._database.execute(
            f"select coalesce(sum(cents), 0) from stake where line = '{_WHOLE}' or not exists"
            " (select 1 from stake as whole"
            f" where whole.claim = stake.claim and whole.line = '{_WHOLE}')"
        )
        return int(cents)

    def sums(self, kind: str) -> Iterator[Sum]:
        """The codes or rules, most money first."""
        rows = self._database.execute(
            "select key, count(distinct claim), sum(cents) from reason where kind = ?"
            " group by key order by 3 desc, 2 desc, 1",
            (kind,),
        )
        return (Sum(*row) for row in rows)
