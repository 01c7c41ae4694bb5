"""Joining: what was sent that an answer is about, how that is known, and what is odd about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from claimline.claim.loop import Segment
from claimline.findings import Finding
from claimline.responses.functional import GroupAnswer, SegmentError
from claimline.responses.loading import bare_number
from claimline.responses.matching import Join, LineMatch, Service, match_lines
from claimline.responses.sent import Envelope, Sent, SentClaim, SentLine, SentSet
from claimline.responses.ta1 import InterchangeAnswer

# Receivers need keep no more of CLM01 (005010X222A1, loop 2300, CLM01).
_KEPT_OF_IDENTIFIER = 20
# Segments of such errors are absent: their position is that of the gap.
MISSING = frozenset(("3", "I6", "I7", "I8"))
_FIRST_OF_LINE = ("LX", "SV1")

Target = TypeVar("Target")


@dataclass(frozen=True, slots=True)
class Joined(Generic[Target]):
    """What an answer is about, None where that was not found; `notes` say what is odd."""

    target: Target | None
    join: Join = Join.NONE
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clues:
    """What an answer says of a claim beside its id; the charge is in cents."""

    batch: str | None = None
    payer_claim_number: str | None = None
    charge: int | None = None
    services: Sequence[Service] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a transaction set an error of a 999 stands."""

    claim: SentClaim | None
    line: SentLine | None
    join: Join
    notes: tuple[str, ...] = ()


class _Dated(Protocol):
    @property
    def sent_at(self) -> str: ...
    @property
    def number(self) -> int: ...


_Sent = TypeVar("_Sent", bound=_Dated)


class Joiner:
    """Finds what answers are about. Payer claim numbers are learnt from 277CA as they come.

    `answered` is the day of the answer being read, YYMMDD: what was sent later is not what it is
    about, where numbers were used twice.
    """

    def __init__(self, sent: Sent) -> None:
        self.answered = ""
        self._sent = sent
        sent.database.execute("create table payer_number (number text primary key, claim)")

    def interchange(self, answer: InterchangeAnswer) -> Joined[Envelope]:
        """The interchange of a TA1: its control number, date and time."""
        number = answer.control_number or ""
        found = self._sent.interchanges(number)
        alike = [one for one, day, time in found if (day, time) == (answer.date, answer.time)]
        if not alike and found:
            note = f"interchange {number} is at hand, but with another date or time"
            return Joined(None, Join.NONE, (note,))
        return self._only_or_last(alike, f"interchanges bear number {number}")

    def group(self, answer: GroupAnswer | None, sender: str, receiver: str) -> Joined[Envelope]:
        """The functional group of a 999, which went from its receiver to its sender."""
        number = (answer.control_number if answer else None) or ""
        found = self._sent.groups(number)
        sides = (receiver, sender)
        found = [one for one in found if (one.sender, one.receiver) == sides] or found
        return self._only_or_last(found, f"functional groups bear number {number}")

    def transaction_set(self, group: Joined[Envelope], number: str | None) -> Joined[SentSet]:
        """The transaction set of a number in a functional group."""
        if group.target is None:
            return Joined(None, Join.NONE, group.notes)
        found = self._sent.sets(group.target.number, number or "") or [
            one
            for one in self._sent.sets(group.target.number)
            if bare_number(one.control_number) == bare_number(number)
        ]
        joined = self._only_or_last(found, f"transaction sets of the group bear number {number}")
        if joined.target and group.join is Join.ORDER:
            return Joined(joined.target, Join.ORDER, group.notes + joined.notes)
        return Joined(joined.target, joined.join, group.notes + joined.notes)

    def batch(self, batch: str | None) -> Joined[SentSet]:
        """The transaction set of a BHT03."""
        found = self._sent.sets_of_batch(batch) if batch else []
        return self._only_or_last(found, f"transaction sets bear batch number {batch}")

    def spot(self, sent_set: SentSet, error: SegmentError) -> Spot:
        """The claim and the line of an error, by its position and by the claim that CTX names."""
        at = error.position
        claim = self._sent.claim_at(sent_set.number, at) if at is not None else None
        named = self._named(sent_set, error.claim)
        if named and claim and at == claim.first == named.last + 1 and error.code in MISSING:
            lines = self._sent.lines(named)
            return Spot(named, lines[-1] if lines else None, Join.POSITION)
        if named and claim is None and at is not None and at < named.first:
            return Spot(named, None, Join.CONTROL_NUMBER)
        if named and (claim is None or claim.number != named.number):
            note = f"segment {at} is not one of the claim that the answer names"
            return Spot(named, None, Join.CONTROL_NUMBER, (note,))
        if claim is None or at is None:
            return Spot(None, None, Join.POSITION if at is not None else Join.CONTROL_NUMBER)
        lines = self._sent.lines(claim)
        line = next((one for one in lines if one.first <= at <= one.last), None)
        return Spot(claim, line, Join.POSITION)

    def claim_near(self, sent_set: SentSet, position: int) -> SentClaim | None:
        """The claim at a position, or the first one that stands under what is there."""
        at = self._sent.claim_at(sent_set.number, position)
        return at or self._sent.claim_after(sent_set.number, position)

    def settle(
        self,
        spot: Spot,
        error: SegmentError,
        findings: Sequence[Finding],
        segment: Segment | None,
    ) -> Spot:
        """The spot, with the line of what is missing, or without one where another file answers.

        What lint finds there tells the line for sure.
        """
        if spot.claim and findings:
            number = findings[0].service_line
            lines = self._sent.lines(spot.claim)
            line = next((one for one in lines if number and one.number == number), None)
            return replace(spot, line=line)
        if error.code in MISSING:
            return self._settle_missing(spot, error)
        if error.position is None or not error.segment:
            return spot
        there = segment.id if segment else "not there"
        if there != error.segment:
            note = f"segment {error.position} of what was sent is {there}, not {error.segment}"
            if spot.join is Join.POSITION:
                return Spot(None, None, Join.NONE, (note,))
            return replace(spot, notes=(*spot.notes, note))
        return spot

    def _settle_missing(self, spot: Spot, error: SegmentError) -> Spot:
        """A gap noticed at the segment that opens a line is one of the line before."""
        if spot.claim and spot.line and error.position == spot.line.first:
            if error.segment in _FIRST_OF_LINE:
                return spot
            lines = self._sent.lines(spot.claim)
            before = (one for one in lines if one.last == error.position - 1)
            return replace(spot, line=next(before, None))
        return spot

    def claim(self, identifier: str | None, clues: Clues) -> Joined[SentClaim]:
        """The claim of a CLM01, whole or cut, or else that of the payer's number for it."""
        notes: tuple[str, ...] = ()
        found = self._sent.claims_by_identifier(identifier) if identifier else []
        if not found and identifier and len(identifier.strip()) >= _KEPT_OF_IDENTIFIER:
            found = self._sent.claims_by_identifier(identifier, cut=True)
            if found:
                notes = (f"the claim id came back cut to {len(identifier.strip())} characters",)
        if not found:
            return self._by_other_numbers(clues)
        joined = self._narrowed(found, clues, identifier or "")
        return Joined(joined.target, joined.join, notes + joined.notes)

    def learn(self, payer_claim_number: str | None, claim: SentClaim) -> None:
        """A 277CA says which number the payer gave a claim."""
        if payer_claim_number:
            self._sent.database.execute(
                "insert or replace into payer_number values (?, ?)",
                (payer_claim_number, claim.number),
            )

    def by_payer_number(self, number: str | None) -> SentClaim | None:
        """The claim that a 277CA gave the payer's number of."""
        if not number:
            return None
        rows = self._sent.database.execute(
            "select claim from payer_number where number = ?", (number,)
        ).fetchall()
        return self._sent.claim(rows[0][0]) if rows else None

    def lines(self, claim: SentClaim | None, services: Sequence[Service]) -> list[LineMatch | None]:
        """The lines of a claim that services are."""
        if claim is None or not services:
            return [None] * len(services)
        return match_lines(self._sent.lines(claim), services)

    def _named(self, sent_set: SentSet, identifier: str | None) -> SentClaim | None:
        found = self._sent.claims_by_identifier(identifier) if identifier else []
        inside = [one for one in found if one.transaction_set == sent_set.number]
        return inside[0] if len(inside) == 1 else None

    def _by_other_numbers(self, clues: Clues) -> Joined[SentClaim]:
        """By the payer's own number, or by line item control numbers that only one claim has."""
        unknown = "the claim id is not one that was sent; found by"
        found = self.by_payer_number(clues.payer_claim_number)
        if found:
            note = f"{unknown} the payer's claim number"
            return Joined(found, Join.CONTROL_NUMBER, (note,))
        numbers = {one.control_number for one in clues.services if one.control_number}
        of_lines = self._sent.claims_with_lines(numbers)
        if len(of_lines) == 1 and of_lines[0].charge == clues.charge:
            note = f"{unknown} its line item control numbers"
            return Joined(of_lines[0], Join.CONTROL_NUMBER, (note,))
        return Joined(None)

    def _narrowed(self, found: list[SentClaim], clues: Clues, identifier: str) -> Joined[SentClaim]:
        """The one claim of several: by number, then by what it bills, then the one sent last."""
        if len(found) == 1:
            return Joined(found[0], Join.CONTROL_NUMBER)
        known = self.by_payer_number(clues.payer_claim_number)
        by_number: list[Callable[[SentClaim], bool]] = [
            lambda one: known is not None and one.number == known.number,
            lambda one: clues.batch is not None and one.batch == clues.batch,
        ]
        narrowed = _filtered(found, by_number)
        if len(narrowed) == 1:
            return Joined(narrowed[0], Join.CONTROL_NUMBER)
        by_content: list[Callable[[SentClaim], bool]] = [
            lambda one: self._bills_all(one, clues.services),
            lambda one: one.charge == clues.charge,
        ]
        narrowed = _filtered(narrowed, by_content)
        note = f"{len(found)} claims that were sent bear {identifier}"
        if len(narrowed) == 1:
            taken = "taken for the one that bills what the answer says"
            return Joined(narrowed[0], Join.PROCEDURE, (f"{note}; {taken}",))
        return Joined(self._last(narrowed), Join.ORDER, (f"{note}; taken for the one sent last",))

    def _only_or_last(self, found: Sequence[_Sent], many: str) -> Joined[_Sent]:
        if not found:
            return Joined(None)
        if len(found) == 1:
            return Joined(found[0], Join.CONTROL_NUMBER)
        note = f"{len(found)} {many}; taken for the one sent last"
        return Joined(self._last(found), Join.ORDER, (note,))

    def _last(self, found: Sequence[_Sent]) -> _Sent:
        """The one sent last before the answer."""
        day = len(self.answered)
        before = [one for one in found if not day or one.sent_at[:day] <= self.answered]
        return max(before or found, key=lambda one: (one.sent_at, one.number))

    def _bills_all(self, claim: SentClaim, services: Sequence[Service]) -> bool:
        matches = match_lines(self._sent.lines(claim), services)
        weak = (Join.ORDER, Join.NONE)
        return bool(matches) and all(match and match.join not in weak for match in matches)


def first_day(dates: tuple[date, ...] | None) -> date | None:
    """The first day of a date or period."""
    return dates[0] if dates else None


def _filtered(found: list[_Sent], tests: Iterable[Callable[[_Sent], bool]]) -> list[_Sent]:
    """What passes the tests, each of which counts only where something passes it."""
    for test in tests:
        found = [one for one in found if test(one)] or found
    return found
