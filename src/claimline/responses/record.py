"""Record: what one response says of one claim, line or envelope, in the keys every report has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from claimline.responses.answer import Kind
from claimline.responses.hints import Action
from claimline.responses.matching import Join


class Level(StrEnum):
    """What a record is about."""

    INTERCHANGE = "interchange"
    GROUP = "group"
    TRANSACTION_SET = "transaction_set"
    PROVIDER = "provider"
    CLAIM = "claim"
    LINE = "line"


class Outcome(StrEnum):
    """What became of it."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PAID = "paid"
    REDUCED = "reduced"
    DENIED = "denied"
    REVERSED = "reversed"
    ADJUSTED = "adjusted"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it came, and the list it is of."""

    list: str
    code: str


@dataclass(frozen=True, slots=True)
class RuleAsked:
    """A rule that reads a candidate; whether it fires on the claim, None where none was joined."""

    rule: str
    fires: bool | None


@dataclass(frozen=True, slots=True)
class Record:
    """One claim, line, transaction set, group or interchange that a response speaks of.

    Identifiers are those of what was sent, the response's own where nothing was joined; `offset`
    counts bytes from 0 in the sent file. `values` stand at `candidates` in the sent file, None
    where nothing does and `***` for PHI. Money is text in dollars, None where it is not said.
    """

    response_file: str
    kind: Kind
    level: Level
    outcome: Outcome
    claim: str | None
    service_line: str | None
    line_item_control_number: str | None
    sent_file: str | None
    offset: int | None
    join: Join
    codes: tuple[Code, ...]
    message: str
    action: Action
    candidates: tuple[str, ...]
    values: tuple[str | None, ...]
    rules: tuple[RuleAsked, ...]
    charge: str | None
    paid: str | None
    adjusted: str | None
    # In which loop each candidate is: for the table, and none of the documented keys.
    loops: tuple[str, ...] = ()

    @property
    def is_unmatched(self) -> bool:
        """Whether it is about something sent that was not found."""
        if self.join is not Join.NONE:
            return False
        if self.kind in (Kind.TA1, Kind.FUNCTIONAL):
            return True
        return self.level in (Level.CLAIM, Level.LINE)

    def as_json(self) -> dict[str, Any]:
        """The record as plain JSON values, every key present, in the documented order."""
        names = [field.name for field in fields(self) if field.name != "loops"]
        return {name: _plain(getattr(self, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, (Code, RuleAsked)):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return value


def money(cents: int | None) -> str | None:
    """Cents as dollars with two decimals."""
    if cents is None:
        return None
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def codes_as_text(codes: tuple[Code, ...]) -> Iterator[str]:
    """Codes as people write them: `A7:507`, `CO-16`, `N350`, `IK403:1`."""
    held = ""
    for code in codes:
        match code.list:
            case "CSCC" | "GROUP":
                if held:
                    yield held
                held = code.code
            case "CSC" | "EIC":
                held = f"{held}:{code.code}"
            case "CARC":
                yield f"{held}-{code.code}" if held else code.code
                held = ""
            case "RARC":
                if held:
                    yield held
                yield code.code
                held = ""
            case _:
                yield f"{code.list}:{code.code}"
    if held:
        yield held
