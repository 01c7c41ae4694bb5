"""Telling 277CA: transaction sets, providers, claims and lines before adjudication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimline.claim import readings
from claimline.claim.phi import MASK
from claimline.responses.answer import Kind
from claimline.responses.claim_status import (
    BatchStatus,
    ClaimStatus,
    LineStatus,
    ProviderStatus,
    Status,
    StatusCode,
)
from claimline.responses.explaining import rules_foreseeing_status
from claimline.responses.hints import Action, Hint, load_hints, strongest
from claimline.responses.joining import Clues, first_day
from claimline.responses.matching import LineMatch, Service
from claimline.responses.record import Code, Level, Outcome, money
from claimline.responses.sent import SentClaim
from claimline.responses.tally import Stake
from claimline.responses.telling import (
    About,
    Desk,
    Rejected,
    Tell,
    Told,
    Verdict,
    above_claims,
    lost_line,
    unknown,
)

_ACCEPTED, _REJECTED = "WQ", "U"
_BY_ACTION = {_ACCEPTED: Outcome.ACCEPTED, _REJECTED: Outcome.REJECTED}


@dataclass(slots=True)
class _Listed:
    """Claims of a batch that were told: how many, and their charge in cents, None if unsaid."""

    claims: int = 0
    charge: int | None = 0

    def add(self, charge: int | None) -> None:
        """One more claim."""
        self.claims += 1
        self.charge = readings.total((self.charge, charge))


class ClaimStatusTeller:
    """Tells what the 277CA of one file say."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._batch: BatchStatus | None = None
        self._listed = _Listed()

    def batch(self, answer: BatchStatus) -> Tell:
        """A transaction set that was received."""
        yield from self.totals()
        self._batch = answer
        yield from self._above(answer, Level.TRANSACTION_SET, answer.batch)

    def totals(self) -> Tell:
        """Behind the claims of a batch: whether it says of them what it says in its totals."""
        batch, listed = self._batch, self._listed
        self._batch, self._listed = None, _Listed()
        # A receiver may answer for a batch as a whole.
        words = tuple(_unbalanced(batch, listed)) if batch and listed.claims else ()
        if batch and words:
            about = above_claims(Level.TRANSACTION_SET, self._desk.joiner.batch(batch.batch))
            verdict = Verdict(Outcome.PENDING, (), words, Action.ASK_PAYER)
            yield Told(self._desk.record(Kind.CLAIM_STATUS, about, verdict))

    def provider(self, answer: ProviderStatus) -> Tell:
        """A billing provider, where the answer says something of it."""
        batch = answer.batch.batch if answer.batch else None
        if answer.statuses:
            yield from self._above(answer, Level.PROVIDER, batch)

    def claim(self, answer: ClaimStatus) -> Tell:
        """A claim, then those of its lines that are spoken of."""
        services = [_service(line) for line in answer.lines]
        clues = Clues(
            answer.batch.batch if answer.batch else None,
            answer.payer_claim_number,
            answer.charge,
            services,
        )
        joined = self._desk.joiner.claim(answer.identifier, clues)
        claim = joined.target
        if claim:
            self._desk.joiner.learn(answer.payer_claim_number, claim)
        about = About(Level.CLAIM, joined.join, claim, own_claim=answer.identifier)
        charge = answer.charge if answer.charge is not None or not claim else claim.charge
        told = self._told(about, self._shown(answer, answer), charge, joined.notes)
        self._listed.add(answer.charge)
        yield told
        matches = self._desk.joiner.lines(claim, services)
        for line, match in zip(answer.lines, matches, strict=True):
            yield self._line(answer, line, about, match, told)

    def _line(
        self,
        answer: ClaimStatus,
        line: LineStatus,
        claim: About,
        match: LineMatch | None,
        whole: Told,
    ) -> Told:
        about = claim.of_line(match, line.control_number)
        notes = lost_line(about)
        if not line.statuses:
            return self._silent(about, line, whole.record.outcome, notes)
        told = self._told(about, self._shown(line, answer), line.charge, notes)
        # With the claim the whole charge comes back, not that of the line alone.
        return Told(told.record, whole.stake if told.stake and whole.stake else told.stake)

    def _shown(self, part: ClaimStatus | LineStatus, answer: ClaimStatus) -> list[Status]:
        """The statuses of a part, the patient's names and id masked in their free text."""
        if self._desk.show_phi:
            return part.statuses
        private = answer.last_name, answer.first_name, answer.member_identifier
        words = "|".join(re.escape(one) for one in private if one)
        if not words:
            return part.statuses
        named = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
        return [
            replace(one, text=named.sub(MASK, one.text)) if one.text else one
            for one in part.statuses
        ]

    def _silent(
        self, about: About, line: LineStatus, outcome: Outcome, notes: tuple[str, ...]
    ) -> Told:
        """A line that is named without a status goes the way of its claim."""
        words = ("nothing is said of the line itself", *notes)
        verdict = Verdict(outcome, (), words, Action.NOTHING, line.charge)
        return Told(self._desk.record(Kind.CLAIM_STATUS, about, verdict))

    def _above(self, answer: BatchStatus | ProviderStatus, level: Level, batch: str | None) -> Tell:
        joined = self._desk.joiner.batch(batch)
        target = joined.target
        about = above_claims(level, joined)
        charge = next((one.charge for one in answer.statuses if one.charge is not None), None)
        near = self._desk.sent.claim_after(target.number, 0) if target else None
        if near and isinstance(answer, ProviderStatus) and not self._bills(near, answer.provider):
            near = None
        told = self._told(about, answer.statuses, charge, joined.notes, near)
        is_whole = level is Level.TRANSACTION_SET and told.record.outcome is Outcome.REJECTED
        yield Told(
            told.record, rejected=Rejected("ST", target.number) if target and is_whole else None
        )

    def _bills(self, claim: SentClaim, provider: str | None) -> bool:
        """Whether the claim is that of a billing provider."""
        view = self._desk.explainer.excerpt(claim).claim
        party = view.billing.provider if view and view.billing else None
        return party is not None and party.identifier == provider

    def _told(
        self,
        about: About,
        statuses: Sequence[Status],
        charge: int | None,
        notes: tuple[str, ...],
        near: SentClaim | None = None,
    ) -> Told:
        """What statuses say; `near` is a claim that stands under what they are about."""
        outcome = _outcome(statuses)
        codes = [code for status in statuses for code in status.codes]
        hints = [_hint(code, status.date) for status in statuses for code in status.codes]
        words = [hint.words for hint in hints]
        words += [f'the answer adds "{one.text}"' for one in statuses if one.text]
        if outcome is Outcome.REJECTED and any(one.action == _ACCEPTED for one in statuses):
            words.append("its action code says accepted, its category rejected")
        action = Action.NOTHING
        if outcome is Outcome.REJECTED:
            action = _action(hints)
            words = words or ["no reason is given"]
        verdict = Verdict(
            outcome,
            tuple(part for code in codes for part in _parts(code)),
            (*words, *notes),
            action,
            charge,
        )
        if outcome is not Outcome.REJECTED:
            return Told(self._desk.record(Kind.CLAIM_STATUS, about, verdict))
        candidates = [one for hint in hints for one in hint.candidates]
        foreseeing = [rule for code in codes for rule in rules_foreseeing_status(code)]
        seen = replace(about, claim=about.claim or near)
        look = self._desk.look(seen, candidates, foreseeing)
        stake = None
        if charge and action is not Action.NOTHING and about.level in (Level.CLAIM, Level.LINE):
            stake = Stake(about.key, about.line_key if about.level is Level.LINE else "", charge)
        return Told(self._desk.record(Kind.CLAIM_STATUS, about, verdict, look), stake)


def _unbalanced(batch: BatchStatus, listed: _Listed) -> Iterator[str]:
    """Totals of loop 2200B that are not those of its claims (005010X214, QTY and AMT).

    Accepted and rejected ones are taken together: receivers count them apart in several ways.
    """
    claims = _sum(batch.accepted_claims, batch.rejected_claims)
    if claims is not None and claims != listed.claims:
        yield f"unbalanced: QTY says {claims:,} claims, {listed.claims:,} are listed"
    charge = _sum(batch.accepted_charge, batch.rejected_charge)
    if None not in (charge, listed.charge) and charge != listed.charge:
        yield f"unbalanced: AMT says {money(charge)}, the claims listed {money(listed.charge)}"


def _sum(accepted: int | None, rejected: int | None) -> int | None:
    """Both together; None where neither is said."""
    said = [one for one in (accepted, rejected) if one is not None]
    return sum(said) if said else None


def _service(line: LineStatus) -> Service:
    procedure = line.procedure
    return Service(
        line.control_number,
        procedure.code if procedure else None,
        procedure.modifiers if procedure else (),
        line.charge,
        first_day(line.service_dates),
    )


def _outcome(statuses: Sequence[Status]) -> Outcome:
    """The worst that is said: by categories, else by the action code."""
    found = set()
    for status in statuses:
        for code in status.codes:
            hint = load_hints().code("CSCC", code.category)
            found.add(Outcome(hint.outcome) if hint and hint.outcome else None)
        if not status.codes or found == {None}:
            found.add(_BY_ACTION.get(status.action or ""))
    for outcome in (Outcome.REJECTED, Outcome.ACCEPTED):
        if outcome in found:
            return outcome
    return Outcome.PENDING


def _hint(code: StatusCode, on: date | None) -> Hint:
    """The hint of a status, or what its category says of one that no table has."""
    hint = load_hints().status(code, on)
    if hint:
        return hint
    category = load_hints().code("CSCC", code.category)
    words = unknown(str(code))
    if category is None or not code.status:
        return category or Hint(words)
    return Hint(f"{category.words}; {words}", action=category.action)


def _parts(code: StatusCode) -> list[Code]:
    lists = ("CSCC", code.category), ("CSC", code.status), ("EIC", code.entity)
    return [Code(name, text) for name, text in lists if text]


def _action(hints: Iterable[Hint]) -> Action:
    """What to do about a rejection; that nothing is to be done holds where all codes say so."""
    actions = [hint.action for hint in hints]
    if not actions or Action.ASK_PAYER in actions:
        return Action.ASK_PAYER
    if actions and all(one is Action.NOTHING for one in actions):
        return Action.NOTHING
    return strongest(actions) or Action.CORRECT_AND_RESEND
