"""Hints: what the codes of responses mean in our own words, where to look, and what to do.

The tables under `data/` are dated and hand-made; the texts of the code lists are X12's and are not
here. `known` says whether a CMS or payer publication gave a hint, or general knowledge of the list.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from claimline.responses.claim_status import StatusCode

_ANY = "*"
_ENTITYS_LOOP = "@"


class Action(StrEnum):
    """What to do, from the mildest on."""

    NOTHING = "nothing"
    ASK_PAYER = "ask-payer"
    REOPEN_OR_APPEAL = "reopen-or-appeal"
    CORRECT_AND_RESEND = "correct-and-resend"
    NEW_CLAIM = "new-claim"

    @property
    def rank(self) -> int:
        """How much work it is: the action of several codes is the one that ranks highest."""
        return list(Action).index(self)

    def how(self, *, adjudicated: bool) -> str:
        """How it is done; what a front end (TA1, 999, 277CA) refused was never adjudicated.

        By the Medicare Claims Processing Manual, chapter 1, section 80.3.2, and chapters 29 and 34.
        """
        if self is Action.CORRECT_AND_RESEND:
            return _CORRECTED if adjudicated else _NEVER_ADJUDICATED
        return _HOW.get(self, "")


_NEVER_ADJUDICATED = (
    "what a TA1, 999 or 277CA refuses was never adjudicated and goes as an original (CLM05-3 is 1)"
    " under new control numbers"
)
_CORRECTED = (
    "what an 835 denies goes the way the payer takes corrected claims, often as a replacement"
    " (CLM05-3 is 7) with the payer's claim number (REF F8)"
)
_HOW = {
    Action.NEW_CLAIM: "of the lines that were not processed, as an original (CLM05-3 is 1)",
    Action.REOPEN_OR_APPEAL: "a reopening mends clerical errors, an appeal brings records; sent"
    " again it is a duplicate, and Medicare takes no replacement (CLM05-3 is 7)",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An element or segment to look at, in a loop of the claim that was sent."""

    loop: str
    designator: str

    def __str__(self) -> str:
        return f"{self.loop} {self.designator}"


@dataclass(frozen=True, slots=True)
class Hint:
    """What a code or a combination of codes means; `action` None leaves that to other codes.

    `medicare` is the action where the payer is Medicare, where it differs.
    """

    words: str
    candidates: tuple[Candidate, ...] = ()
    action: Action | None = None
    medicare: Action | None = None
    outcome: str | None = None
    known: str = ""

    def action_for(self, *, medicare: bool) -> Action | None:
        """What to do, by the payer."""
        return self.medicare if medicare and self.medicare else self.action


_Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A row, the days it holds on, and its hint; of an entity's row the candidates are open."""

    row: _Row
    since: str
    until: str
    hint: Hint

    def holds(self, on: date | None) -> bool:
        """Whether it holds on a day; any does where no day is asked for."""
        if on is None or not (self.since or self.until):
            return True
        day = on.isoformat()
        return self.since <= day and (not self.until or day <= self.until)


_Table = dict[tuple[str, ...], list[_Dated]]


class Hints:
    """The tables, and the questions put to them; every question takes the date of the response."""

    def __init__(self) -> None:
        self._codes = _by(_rows("codes"), "list", "code")
        self._statuses = _by(_rows("statuses"), "status", "entity")
        self._adjustments = _by(_rows("adjustments"), "reason", "groups")
        self._remarks = _by(_rows("remarks"), "remark", "reason")

    def code(self, code_list: str, code: str, on: date | None = None) -> Hint | None:
        """A code of one of the short lists: TA105, AK905, IK502, IK304, IK403, CSCC, EIC ..."""
        return _hint_of(_found(self._codes, (code_list, code), on))

    def status(self, code: StatusCode, on: date | None = None) -> Hint | None:
        """A claim status with its entity; the category says whether it rejects."""
        entities = (code.entity, _ANY, "") if code.entity else ("",)
        for entity in entities:
            found = _found(self._statuses, (code.status, entity), on)
            if found:
                loops = self._loops(code.entity)
                candidates = _candidates(found.row["candidates"], code.entity, loops)
                return self._about(code, replace(found.hint, candidates=tuple(candidates)))
        return None

    def adjustment(self, group: str, reason: str, on: date | None = None) -> Hint | None:
        """A claim adjustment reason under its group."""
        found = _found(self._adjustments, (reason, group), on)
        return _hint_of(found or _found(self._adjustments, (reason, ""), on))

    def remark(self, reason: str, remark: str, on: date | None = None) -> Hint | None:
        """A remittance advice remark beside a reason, or on its own."""
        found = _found(self._remarks, (remark, reason), on)
        return _hint_of(found or _found(self._remarks, (remark, ""), on))

    def _loops(self, entity: str) -> tuple[str, ...]:
        found = _found(self._codes, ("EIC", entity), None)
        return tuple(found.row["loops"].split()) if found else ()

    def _about(self, code: StatusCode, hint: Hint) -> Hint:
        """The hint with the entity named, where there is one."""
        entity = self.code("EIC", code.entity) if code.entity else None
        category = self.code("CSCC", code.category)
        action = hint.action or (category.action if category else None)
        words = f"{entity.words}: {hint.words}" if entity else hint.words
        outcome = category.outcome if category else None
        return Hint(words, hint.candidates, action, None, outcome, hint.known)


@cache
def load_hints() -> Hints:
    """The tables, read once."""
    return Hints()


def strongest(actions: Iterable[Action | None]) -> Action | None:
    """The action that ranks highest of those there are."""
    return max(filter(None, actions), key=lambda action: action.rank, default=None)


def advice(
    reasons: Iterable[Hint | None], remarks: Iterable[Hint | None], *, medicare: bool
) -> Action | None:
    """What adjustment reasons and remarks advise together; a reason without a hint is asked about.

    A remark that leaves no more than asking (N211) rules an appeal out.
    """
    said = [hint.action_for(medicare=medicare) for hint in remarks if hint]
    given = [hint.action_for(medicare=medicare) if hint else Action.ASK_PAYER for hint in reasons]
    found = strongest([*given, *said])
    if found is Action.REOPEN_OR_APPEAL and Action.ASK_PAYER in said:
        return Action.ASK_PAYER
    return found


def _rows(name: str) -> Iterator[_Row]:
    text = files("claimline.responses").joinpath(f"data/{name}.csv").read_text("utf-8")
    return iter(csv.DictReader(text.splitlines()))


def _by(rows: Iterable[_Row], *names: str) -> _Table:
    table: _Table = {}
    for row in rows:
        dated = _Dated(row, row["valid_from"], row["valid_to"], _hint(row))
        table.setdefault(tuple(row[name] for name in names), []).append(dated)
    return table


def _found(table: _Table, key: tuple[str, ...], on: date | None) -> _Dated | None:
    """The row that holds on a day; without a day the last one that there is."""
    rows = [dated for dated in table.get(key, ()) if dated.holds(on)]
    return rows[-1] if rows else None


def _hint_of(dated: _Dated | None) -> Hint | None:
    return dated.hint if dated else None


def _hint(row: _Row) -> Hint:
    action, medicare = row.get("action"), row.get("medicare")
    return Hint(
        row["words"],
        tuple(_candidates(row["candidates"], "", ())),
        Action(action) if action else None,
        Action(medicare) if medicare else None,
        row.get("outcome") or None,
        row.get("known") or "",
    )


def _candidates(text: str, entity: str, loops: tuple[str, ...]) -> Iterator[Candidate]:
    """Candidates of a row; `@` stands for the loops of the entity, `NM1` for its whole name."""
    for one in filter(None, text.split(", ")):
        loop, _, designator = one.partition(" ")
        for place in loops if loop == _ENTITYS_LOOP else (loop,):
            named = designator if designator != "NM1" else f"NM1[{entity}]"
            yield Candidate(place, named)
