"""Telling 835: claims, services, provider adjustments and the payment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claimline.claim import readings
from claimline.claim.phi import MASK
from claimline.responses.answer import Kind
from claimline.responses.explaining import Look, rules_foreseeing_adjustment
from claimline.responses.hints import Action, Candidate, Hint, advice, load_hints, strongest
from claimline.responses.joining import Clues
from claimline.responses.matching import Join, LineMatch, Service
from claimline.responses.record import Code, Level, Outcome, Record, money
from claimline.responses.remittance import (
    Adjustment,
    ClaimPayment,
    Imbalance,
    ProviderAdjustment,
    Remittance,
    ServicePayment,
)
from claimline.responses.sent import SentClaim
from claimline.responses.tally import Settlement, Stake
from claimline.responses.telling import About, Desk, Tell, Told, Verdict, lost_line, unknown
from claimline.rules.sub.sub001_member_identifier_no_mbi import MBI

_REVERSAL, _DENIED = "22", "4"
_OPEN = (Outcome.REDUCED, Outcome.DENIED)
_MEMBER_IDENTIFIER = re.compile(rf"(?<!\w){MBI.pattern}(?!\w)")
# Stands for no line in a tally: what a claim lost beside that of its services.
_BESIDE_LINES = "*"


@dataclass(frozen=True, slots=True)
class Understood:
    """What adjustments and remarks say.

    `lost` are the cents that no contract or share explains, None where they cannot be read;
    `open_codes` say why they are lost, and `action` what to do about it.
    """

    codes: tuple[Code, ...]
    open_codes: tuple[Code, ...]
    words: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    foreseeing: tuple[str, ...]
    action: Action
    lost: int | None

    @property
    def is_settled(self) -> bool:
        """Whether contract, patient's share and earlier payers explain everything."""
        return self.lost == 0


@dataclass(frozen=True, slots=True)
class Part:
    """A service of a claim, the `number`th that is told: its line, and what became of it."""

    number: int
    service: ServicePayment
    about: About
    match: LineMatch | None
    understood: Understood
    outcome: Outcome


class RemittanceTeller:
    """Tells what the 835 of one file say."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def claim(self, answer: ClaimPayment) -> Tell:
        """A claim, then its services."""
        services = [_service(one) for one in answer.services]
        clues = Clues(None, answer.payer_claim_number, answer.charge, services)
        joined = self._desk.joiner.claim(answer.identifier, clues)
        claim = joined.target
        about = About(Level.CLAIM, joined.join, claim, own_claim=answer.identifier)
        matches = self._desk.joiner.lines(claim, services)
        parts = [self._part(number, answer, about, match) for number, match in enumerate(matches)]
        notes = [*joined.notes, *self._earlier(about, answer), *self._about_lines(claim, parts)]
        yield self._whole(about, answer, parts, notes)
        for part in parts:
            yield self._line(part, _parts_of(part.match, matches))

    def provider_adjustment(self, answer: ProviderAdjustment) -> Tell:
        """Money taken from the payment as a whole, or added to it."""
        claim = self._desk.joiner.by_payer_number(answer.reference)
        hint = load_hints().code("PLB", answer.reason, answer.remittance.date)
        join = Join.CONTROL_NUMBER if claim else Join.NONE
        words = [hint.words if hint else unknown(f"PLB:{answer.reason}")]
        if answer.reference:
            words.append(f"reference {self._reference(answer.reference)}")
        amount = answer.amount
        if amount is not None:
            words.append("taken from the payment" if amount > 0 else "added to the payment")
        verdict = Verdict(
            Outcome.ADJUSTED,
            (Code("PLB", answer.reason),),
            tuple(words),
            (hint.action if hint else None) or Action.ASK_PAYER,
            adjusted=amount,
        )
        about = About(Level.PROVIDER, join, claim)
        yield Told(self._desk.record(Kind.REMITTANCE, about, verdict))

    def _reference(self, reference: str) -> str:
        """PLB03-2, in which Medicare may put the member id behind its claim number."""
        return reference if self._desk.show_phi else _MEMBER_IDENTIFIER.sub(MASK, reference)

    def payment(self, answer: Remittance) -> Tell:
        """The payment itself, once all that it is made of is known."""
        doubts = _doubts(answer.imbalances(), answer.payment)
        day = f" of {answer.date.isoformat()}" if answer.date else ""
        payer = f" from {answer.payer}" if answer.payer else ""
        count = f"{answer.claims:,} claim{'' if answer.claims == 1 else 's'}"
        verdict = Verdict(
            Outcome.PAID,
            (),
            (f"payment {answer.number or 'without number'}{day}{payer}: {count}", *doubts),
            Action.ASK_PAYER if doubts else Action.NOTHING,
            paid=answer.payment,
            adjusted=answer.provider_adjusted or None,
        )
        about = About(Level.TRANSACTION_SET)
        yield Told(self._desk.record(Kind.REMITTANCE, about, verdict))

    # Claims and lines

    def _part(
        self, number: int, answer: ClaimPayment, claim: About, match: LineMatch | None
    ) -> Part:
        service = answer.services[number]
        understood = self._understand(answer, service.adjustments, service.remarks, claim.claim)
        outcome = _outcome(answer, service, understood)
        about = claim.of_line(match, service.control_number)
        return Part(number, service, about, match, understood, outcome)

    def _whole(
        self, about: About, answer: ClaimPayment, parts: Sequence[Part], notes: Sequence[str]
    ) -> Told:
        own = self._understand(answer, answer.adjustments, answer.remarks, about.claim)
        outcome = _claim_outcome(answer, own, [one.outcome for one in parts])
        actions = [_advice(one.outcome, one.understood) for one in parts]
        if answer.adjustments or not answer.services:
            actions.append(_advice(outcome, own))
        action = strongest(actions)
        doubts = _doubts(answer.imbalances(), answer.paid)
        verdict = Verdict(
            outcome,
            own.codes,
            (_status_words(answer), *notes, *own.words, *doubts),
            strongest([action, Action.ASK_PAYER if doubts else None]) or Action.NOTHING,
            answer.charge,
            answer.paid,
            readings.total(one.adjusted for one in (answer, *answer.services)),
        )
        look = self._look(about, own, outcome)
        record = self._desk.record(Kind.REMITTANCE, about, verdict, look)
        if parts:
            action = _advice(outcome, own)
            stake = Stake(about.key, _BESIDE_LINES, own.lost or 0)
        else:
            stake = Stake(about.key, "", _lost(answer, own))
        told = _told(record, outcome, action, stake, own)
        return replace(told, settles=_settlement(about, parts))

    def _line(self, part: Part, notes: Iterable[str]) -> Told:
        about, service, understood = part.about, part.service, part.understood
        action = _advice(part.outcome, understood)
        doubts = _doubts(service.imbalances(), service.paid)
        verdict = Verdict(
            part.outcome,
            understood.codes,
            (*understood.words, *_changed(service), *notes, *lost_line(about), *doubts),
            strongest([action, Action.ASK_PAYER if doubts else None]) or Action.NOTHING,
            service.charge,
            service.paid,
            service.adjusted,
        )
        look = self._look(about, understood, part.outcome)
        record = self._desk.record(Kind.REMITTANCE, about, verdict, look)
        stake = Stake(about.key, about.line_key, _lost(service, understood), part.number)
        return _told(record, part.outcome, action, stake, understood)

    def _look(self, about: About, understood: Understood, outcome: Outcome) -> Look:
        if outcome not in _OPEN or not understood.codes:
            return Look((), (), ())
        return self._desk.look(about, understood.candidates, understood.foreseeing)

    def _understand(
        self,
        answer: ClaimPayment,
        adjustments: Sequence[Adjustment],
        remarks: Sequence[str],
        claim: SentClaim | None,
    ) -> Understood:
        on = answer.remittance.date
        tables = load_hints()
        adjusted = [(one, tables.adjustment(one.group, one.reason, on)) for one in adjustments]
        open_ones = [(one, hint) for one, hint in adjusted if not _is_settled(hint)]
        reason = open_ones[0][0].reason if open_ones else ""
        remarked = [(one, tables.remark(reason, one, on)) for one in remarks]
        hints = [hint for _, hint in (*remarked, *open_ones)]
        medicare = bool(open_ones) and self._desk.explainer.is_medicare(
            claim, answer.filing_indicator
        )
        return Understood(
            (*_adjustment_codes(adjustments), *(Code("RARC", one) for one in remarks)),
            (
                *_adjustment_codes(one for one, _ in open_ones),
                *(Code("RARC", one) for one, hint in remarked if not _is_mere_note(hint)),
            ),
            (
                *(_adjustment_words(one, hint) for one, hint in adjusted),
                *(hint.words if hint else unknown(remark) for remark, hint in remarked),
            ),
            tuple(one for hint in hints if hint for one in hint.candidates),
            tuple(
                rule
                for one, _ in open_ones
                for rule in rules_foreseeing_adjustment(one.reason, remarks)
            ),
            _action(adjusted, [hint for _, hint in remarked], medicare=medicare),
            readings.total(one.amount for one, _ in open_ones),
        )

    def _earlier(self, about: About, answer: ClaimPayment) -> Iterator[str]:
        """What earlier remittances said of the claim."""
        earlier = self._desk.remittances.note(about.key, reversal=answer.status == _REVERSAL)
        if earlier == "reversed":
            yield "replaces the payment that was taken back"
        elif earlier == "spoken of" and answer.status != _REVERSAL:
            yield "not the first that a remittance says of this claim"

    def _about_lines(self, claim: SentClaim | None, parts: Sequence[Part]) -> Iterator[str]:
        outcomes = [one.outcome for one in parts]
        for outcome in _OPEN:
            if outcomes.count(outcome):
                name = "service" if len(outcomes) == 1 else "services"
                yield f"{outcomes.count(outcome)} of {len(outcomes)} {name} {outcome}"
        told = [one.match.line for one in parts if one.match]
        if not claim or not told or len(told) < len(parts):
            return
        silent = [one for one in self._desk.sent.lines(claim) if one not in told]
        for line in silent:
            yield f"line {line.number} is not spoken of"


def _service(service: ServicePayment) -> Service:
    """What tells a service: as submitted, where the payer says that it changed it."""
    procedure = service.changed_from or service.adjudicated
    return Service(
        service.control_number,
        procedure.code if procedure else None,
        procedure.modifiers if procedure else (),
        service.charge,
        service.service_date or service.first_date,
    )


def _settlement(claim: About, parts: Iterable[Part]) -> Settlement:
    """What an answer decides: the lines that it speaks of, or the claim as a whole."""
    keys = frozenset(one.about.line_key for one in parts)
    return Settlement(claim.key, keys | {_BESIDE_LINES} if keys else keys)


def _is_settled(hint: Hint | None) -> bool:
    return hint is not None and hint.outcome == Outcome.PAID


def _is_mere_note(hint: Hint | None) -> bool:
    return hint is not None and hint.action is Action.NOTHING


def _status_words(answer: ClaimPayment) -> str:
    if not answer.status:
        return "its status is not said"
    hint = load_hints().code("CLP02", answer.status)
    return hint.words if hint else unknown(f"CLP02 {answer.status}")


def _outcome(answer: ClaimPayment, service: ServicePayment, understood: Understood) -> Outcome:
    """What became of a service."""
    explained = bool(answer.adjustments or service.adjustments)
    return _of_claim(answer) or _of_amounts(service, understood, explained=explained)


def _claim_outcome(answer: ClaimPayment, own: Understood, services: Sequence[Outcome]) -> Outcome:
    """What became of a claim: as its status says, else as its amounts and its services do."""
    stated = _of_claim(answer)
    if stated:
        return stated
    if answer.status == _DENIED:
        return Outcome.DENIED
    if not services or not own.is_settled:
        explained = bool(answer.adjustments)
        return _of_amounts(answer, own, explained=explained)
    if set(services) == {Outcome.DENIED}:
        return Outcome.DENIED
    if set(services) & set(_OPEN):
        return Outcome.REDUCED
    return Outcome.PENDING if Outcome.PENDING in services else Outcome.PAID


def _of_claim(answer: ClaimPayment) -> Outcome | None:
    """What the status of a claim says of all that is in it."""
    hint = load_hints().code("CLP02", answer.status or "")
    stated = Outcome(hint.outcome) if hint and hint.outcome else None
    return None if stated is Outcome.DENIED else stated


def _of_amounts(
    answer: ClaimPayment | ServicePayment, understood: Understood, *, explained: bool
) -> Outcome:
    """What became of money; `explained` says whether any adjustment tells why it is less."""
    if not understood.is_settled:
        return Outcome.REDUCED if answer.paid else Outcome.DENIED
    if answer.paid is None:
        return Outcome.PENDING
    is_unpaid = answer.paid == 0 < (answer.charge or 0)
    return Outcome.DENIED if is_unpaid and not explained else Outcome.PAID


def _advice(outcome: Outcome, understood: Understood) -> Action | None:
    """What to do about what is still open."""
    return understood.action if outcome in _OPEN else None


def _action(
    adjusted: Sequence[tuple[Adjustment, Hint | None]],
    remarks: Iterable[Hint | None],
    *,
    medicare: bool,
) -> Action:
    """What to do about adjustments that are open, or about money that none explains."""
    reasons = [hint for _, hint in adjusted if not _is_settled(hint)]
    if adjusted and not reasons:
        return Action.NOTHING
    return advice(reasons, remarks, medicare=medicare) or Action.ASK_PAYER


def _adjustment_codes(adjustments: Iterable[Adjustment]) -> Iterator[Code]:
    for one in adjustments:
        yield Code("GROUP", one.group)
        yield Code("CARC", one.reason)


def _adjustment_words(one: Adjustment, hint: Hint | None) -> str:
    words = hint.words if hint else unknown(f"{one.group}-{one.reason}")
    return f"{words} ({money(one.amount)})" if one.amount is not None else words


def _changed(service: ServicePayment) -> Iterator[str]:
    """What the payer changed before it paid."""
    before, after = service.changed_from, service.adjudicated
    if before and after and before.written[:6] != after.written[:6]:
        yield f"adjudicated as {_procedure(after.written)}, sent as {_procedure(before.written)}"
    if service.submitted_units is not None and service.units not in (0, service.submitted_units):
        units = 1 if service.units is None else service.units
        yield f"{units} of {service.submitted_units} units taken"


def _procedure(written: Sequence[str]) -> str:
    return ":".join(filter(None, written[1:6]))


def _parts_of(match: LineMatch | None, matches: Sequence[LineMatch | None]) -> Iterator[str]:
    """Whether a line was split into several services."""
    parts = [one for one in matches if one and match and one.line is match.line]
    if len(parts) > 1:
        yield f"one of {len(parts)} parts of the line"


def _lost(answer: ClaimPayment | ServicePayment, understood: Understood) -> int:
    """The cents that adjustments leave open, or all that was not paid where none says why."""
    return understood.lost or (answer.charge or 0) - (answer.paid or 0)


def _told(
    record: Record, outcome: Outcome, action: Action | None, stake: Stake, understood: Understood
) -> Told:
    """The record, with what is lost where it could be won back."""
    if outcome not in _OPEN or action in (None, Action.NOTHING) or stake.cents <= 0:
        return Told(record)
    return Told(record, stake, counted=understood.open_codes)


def _doubts(imbalances: Iterable[Imbalance], paid: int | None) -> list[str]:
    """What does not add up, or is not said."""
    found = [
        f"unbalanced: {one.subject} says {money(one.stated)}, the rest {money(one.computed)}"
        for one in imbalances
    ]
    return found if paid is not None else [*found, "what was paid is not said"]
