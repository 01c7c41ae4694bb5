"""Telling TA1 and 999: interchanges, groups, transaction sets, and the segments in error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from claimline.claim.loop import Segment
from claimline.claim.phi import may_hold_phi
from claimline.findings import Finding
from claimline.guide.nodes import SegmentNode
from claimline.guide.tables import load_guide
from claimline.responses.answer import Kind
from claimline.responses.explaining import Look, rules_foreseeing_acknowledgment
from claimline.responses.functional import ElementError, GroupAnswer, SegmentError, SetAnswer
from claimline.responses.hints import Action, Candidate, Hint, load_hints
from claimline.responses.joining import MISSING, Joined, Spot
from claimline.responses.matching import Join
from claimline.responses.record import Code, Level, Outcome, RuleAsked
from claimline.responses.sent import Envelope, SentClaim, SentSet
from claimline.responses.ta1 import InterchangeAnswer
from claimline.responses.tally import Stake
from claimline.responses.telling import (
    About,
    Desk,
    Rejected,
    Tell,
    Told,
    Verdict,
    above_claims,
    unknown,
)
from claimline.x12.designator import Designator

_ACCEPTED = {"A": "accepted", "E": "accepted, with errors noted", "P": "accepted in part"}
_OUTCOMES: dict[str | None, Outcome] = {
    **dict.fromkeys(_ACCEPTED, Outcome.ACCEPTED),
    None: Outcome.PENDING,
}
_NO_ERROR = "000"
# Says only that segments are named; the segments say which.
_SEGMENTS_IN_ERROR = ("5", "I5")
_SEGMENT_ID = re.compile("[A-Z][A-Z0-9]{1,2}")
_IN_CLAIM = ("23", "24")
# Where a trailer's elements are looked up.
_OWNERS = {"ISA": "interchange", "GS": "group", "ST": "transaction_set"}


class AcknowledgmentTeller:
    """Tells what the TA1 and 999 of one file say.

    `sender` and `receiver` are those of the functional group that is being read.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.sender = self.receiver = ""
        self._group: tuple[GroupAnswer | None, Joined[Envelope]] = None, Joined(None)

    def interchange(self, answer: InterchangeAnswer) -> Tell:
        """A TA1."""
        joined = self._desk.joiner.interchange(answer)
        codes = [answer.note] if answer.note and answer.note != _NO_ERROR else []
        yield self._envelope(
            "ISA", Level.INTERCHANGE, Kind.TA1, "TA105", answer.code, codes, joined
        )

    def group(self, answer: GroupAnswer) -> Tell:
        """The end of a 999: whether the functional group was taken."""
        joined = self._joined_group(answer)
        told = self._envelope(
            "GS", Level.GROUP, Kind.FUNCTIONAL, "AK905", answer.code, answer.codes, joined
        )
        # The sets that were spoken of have said what is at stake.
        yield Told(told.record) if answer.transaction_sets else told

    def transaction_set(self, answer: SetAnswer) -> Tell:
        """A transaction set, then what is wrong in it: a record a line, claim or level."""
        joined = self._desk.joiner.transaction_set(
            self._joined_group(answer.group), answer.control_number
        )
        yield self._envelope(
            "ST", Level.TRANSACTION_SET, Kind.FUNCTIONAL, "IK502", answer.code, answer.codes, joined
        )
        outcome = _OUTCOMES.get(answer.code, Outcome.REJECTED)
        yield from self._errors(answer.errors, joined, outcome)

    def _joined_group(self, answer: GroupAnswer | None) -> Joined[Envelope]:
        if self._group[0] is not answer or answer is None:
            found = self._desk.joiner.group(answer, self.sender, self.receiver)
            self._group = answer, found
        return self._group[1]

    # Envelopes

    def _envelope(
        self,
        loop: str,
        level: Level,
        kind: Kind,
        code_list: str,
        answer: str | None,
        codes: Sequence[str],
        joined: Joined[Envelope] | Joined[SentSet],
    ) -> Told:
        outcome = _OUTCOMES.get(answer, Outcome.REJECTED)
        hints = [(code, load_hints().code(code_list, code)) for code in codes]
        target = joined.target
        charge = self._charge(loop, target.number) if target else (0, None)
        words = [_ACCEPTED.get(answer, "rejected whole") if answer else "its answer is not said"]
        if outcome is Outcome.REJECTED and charge[0]:
            words[0] += f", with its {charge[0]:,} claim{'' if charge[0] == 1 else 's'}"
        words += [hint.words if hint else unknown(f"{code_list}:{code}") for code, hint in hints]
        words += joined.notes
        verdict = Verdict(
            outcome,
            tuple(Code(code_list, code) for code in codes),
            tuple(words),
            _action(outcome, [hint for _, hint in hints]),
            charge[1],
        )
        about = above_claims(level, joined)
        look = self._envelope_look(target, code_list, hints)
        record = self._desk.record(kind, about, verdict, look)
        rejected = Rejected(loop, target.number) if target else None
        return Told(record, rejected=rejected if outcome is Outcome.REJECTED else None)

    def _charge(self, loop: str, number: int) -> tuple[int, int | None]:
        """How many claims stand in an envelope, and what they charge."""
        return self._desk.sent.charge_in(_OWNERS[loop], number)

    def _envelope_look(
        self,
        target: Envelope | SentSet | None,
        code_list: str,
        hints: Iterable[tuple[str, Hint | None]],
    ) -> Look:
        candidates = [one for _, hint in hints if hint for one in hint.candidates]
        foreseeing = [
            rule
            for code, _ in hints
            if code not in _SEGMENTS_IN_ERROR or code_list != "IK502"
            for rule in rules_foreseeing_acknowledgment(f"{code_list}:{code}")
        ]
        faults = {
            (rule, loop): designator
            for loop, owner, number in _around(target)
            for rule, designator in self._desk.sent.faults(owner, number)
        }
        firing = [key for key in faults if key[0] in foreseeing]
        wanted = [Candidate(key[1], faults[key]) for key in firing if faults[key]]
        wanted += [one for one in candidates if one not in wanted]
        fires = [rule for rule, _ in firing]
        silent = [rule for rule in foreseeing if rule not in fires]
        return Look(
            tuple(wanted),
            tuple(self._envelope_value(target, one) for one in wanted),
            tuple(
                [RuleAsked(rule, True) for rule in fires]
                + [RuleAsked(rule, None if target is None else False) for rule in silent]
            ),
        )

    def _envelope_value(self, target: Envelope | SentSet | None, one: Candidate) -> str | None:
        designator = Designator.parse(one.designator)
        for loop, owner, number in _around(target):
            if loop == one.loop and designator.element is not None:
                return self._desk.sent.envelope_value(owner, number, designator)
        return None

    # Segments in error

    def _errors(
        self, errors: Sequence[SegmentError], joined: Joined[SentSet], outcome: Outcome
    ) -> Tell:
        placed = [self._place(joined, error) for error in errors]
        for _, together in groupby(placed, key=lambda one: one.key):
            yield self._told(list(together), joined, outcome)

    def _place(self, joined: Joined[SentSet], error: SegmentError) -> _Placed:
        """Where an error stands, and the findings of lint that say the same."""
        if joined.target is None:
            return _Placed(error, Spot(None, None, Join.NONE, ()), None, ())
        spot = self._desk.joiner.spot(joined.target, error)
        near = spot.claim or self._desk.joiner.claim_near(joined.target, error.position or 0)
        if near is None:
            return _Placed(error, spot, None, ())
        excerpt = self._desk.explainer.excerpt(near)
        findings = tuple(_alike(error, excerpt.findings, excerpt.sent_position))
        segment = excerpt.segment_at(error.position) if error.position is not None else None
        spot = self._desk.joiner.settle(spot, error, findings, segment)
        return _Placed(error, spot, segment, findings, near)

    def _told(self, placed: list[_Placed], joined: Joined[SentSet], outcome: Outcome) -> Told:
        spot = placed[0].spot
        hints = [found for one in placed for found in _hints(one.error)]
        candidates = [found for one in placed for found in one.candidates()]
        level = Level.TRANSACTION_SET
        own_claim = placed[0].error.claim
        if spot.claim or own_claim:
            level = Level.LINE if spot.line else Level.CLAIM
        target = joined.target
        about = About(
            level,
            Join.ORDER if joined.join is Join.ORDER and spot.join is not Join.NONE else spot.join,
            spot.claim,
            spot.line,
            target.file if target else None,
            target.offset if target else None,
            own_claim,
        )
        words = _error_words(placed[0].error, hints)
        words += [note for one in placed for note in (*self._copies(one.error), *one.spot.notes)]
        verdict = Verdict(
            outcome,
            tuple(code for one in placed for code in _codes(one.error)),
            tuple(words),
            _action(outcome, ()),
            _charge_of(spot),
        )
        near = next((one.near for one in placed if one.near), None)
        seen = About(level, claim=spot.claim or near, line=spot.line)
        record = self._desk.record(
            Kind.FUNCTIONAL, about, verdict, self._desk.look(seen, candidates, ())
        )
        # With its transaction set the whole claim comes back.
        stake = None
        if spot.claim and outcome is Outcome.REJECTED:
            stake = Stake(about.key, "", spot.claim.charge or 0)
        return Told(record, stake)

    def _copies(self, error: SegmentError) -> Iterator[str]:
        """The data that the answer shows."""
        for bad in error.elements:
            hidden = may_hold_phi(error.segment or "", bad.element)
            if bad.value and (self._desk.show_phi or not hidden):
                yield f'the answer shows "{bad.value}"'


@dataclass(frozen=True, slots=True)
class _Placed:
    """An error, where it stands, the segment there, and the findings that say the same.

    `near` is a claim that stands under what the error is about.
    """

    error: SegmentError
    spot: Spot
    segment: Segment | None
    findings: tuple[Finding, ...]
    near: SentClaim | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What errors that make one record have in common."""
        claim, line = self.spot.claim, self.spot.line
        if claim is None:
            return self.error.claim, self.error.position
        return claim.number, line.first if line else None

    def candidates(self) -> Iterator[Candidate]:
        """The elements that the error means, those that lint flags first."""
        for finding in self.findings:
            if finding.designator:
                yield Candidate(finding.loop or "", finding.designator)
        if self.findings or not _SEGMENT_ID.fullmatch(self.error.segment or ""):
            return
        node = self._node()
        for element in self.error.elements:
            yield self._element(node, element)
        if not self.error.elements and self.error.segment:
            loop = node.loop.id if node else self.error.loop or ""
            yield Candidate(loop, node.designator() if node else self.error.segment)

    def _node(self) -> SegmentNode | None:
        """What the segment is in the guide: by where it stands, else by its name and loop."""
        is_there = self.segment is not None and self.segment.id == self.error.segment
        if is_there and self.segment and self.error.code not in MISSING:
            return self.segment.node
        return _required(self.error)

    def _element(self, node: SegmentNode | None, error: ElementError) -> Candidate:
        segment, number = self.error.segment or "", error.element
        if node is None or number is None:
            designator = Designator(segment, None, number, error.component)
            return Candidate(self.error.loop or "", str(designator))
        qualifier = None
        if self.segment and len(self.segment.elements) > 1:
            qualifier = self.segment.elements[1]
        return Candidate(node.loop.id, node.designator(number, error.component, qualifier))


def _required(error: SegmentError) -> SegmentNode | None:
    """The only node that a segment's name and loop can mean, or the only required one.

    The loop comes cut to four characters, or not at all.
    """
    nodes = [
        node
        for node in load_guide("837").segments()
        if node.id == error.segment and node.loop.id.startswith(error.loop or "")
    ]
    if error.claim and not error.loop:
        nodes = [node for node in nodes if node.loop.id[:2] in _IN_CLAIM]
    if len(nodes) == 1:
        return nodes[0]
    required = [node for node in nodes if node.usage == "R" and error.loop]
    return required[0] if len(required) == 1 else None


def _alike(
    error: SegmentError,
    findings: Iterable[Finding],
    sent_position: Callable[[int | None], int | None],
) -> Iterator[Finding]:
    """The findings of lint that a receiver would answer with this error."""
    codes = {f"IK403:{one.code}" for one in error.elements} or {f"IK304:{error.code}"}
    at = error.position
    for finding in findings:
        if finding.acknowledgment not in codes or finding.segment != error.segment:
            continue
        stands = sent_position(finding.segment_position)
        # A gap is told by the segment before it, or by the one behind it.
        gap = error.code in MISSING and at is not None and stands == at - 1
        if stands == at or gap:
            yield finding


def _hints(error: SegmentError) -> Iterator[tuple[str, Hint | None]]:
    """The words for an error: those of its elements, which say more than the segment's."""
    codes = [Code("IK403", one.code) for one in error.elements if one.code]
    if not codes and error.code:
        codes = [Code("IK304", error.code)]
    for one in codes:
        yield f"{one.list}:{one.code}", load_hints().code(one.list, one.code)


def _error_words(error: SegmentError, hints: Iterable[tuple[str, Hint | None]]) -> list[str]:
    """What is wrong, led by the segment that it is wrong with."""
    words = [hint.words if hint else unknown(name) for name, hint in hints]
    first, *rest = words or ["what is wrong with it is not said"]
    return [f"{error.segment or 'a segment'}: {first}", *rest]


def _codes(error: SegmentError) -> Iterator[Code]:
    if error.code:
        yield Code("IK304", error.code)
    for one in error.elements:
        if one.code:
            yield Code("IK403", one.code)


def _charge_of(spot: Spot) -> int | None:
    if spot.line:
        return spot.line.charge
    return spot.claim.charge if spot.claim else None


def _action(outcome: Outcome, hints: Iterable[Hint | None]) -> Action:
    if outcome is not Outcome.REJECTED:
        return Action.NOTHING if outcome is Outcome.ACCEPTED else Action.ASK_PAYER
    actions = [hint.action for hint in hints if hint and hint.action]
    return max(actions, key=lambda one: one.rank, default=Action.CORRECT_AND_RESEND)


def _around(target: Envelope | SentSet | None) -> list[tuple[str, str, int]]:
    """The envelopes of a target, innermost first: loop, owner and number."""
    if target is None:
        return []
    if isinstance(target, SentSet):
        return [
            ("ST", "transaction_set", target.number),
            ("GS", "group", target.group),
            ("ISA", "interchange", target.interchange),
        ]
    if target.is_interchange:
        return [("ISA", "interchange", target.number)]
    return [("GS", "group", target.number), ("ISA", "interchange", target.interchange)]
