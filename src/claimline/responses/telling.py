"""Telling: each answer as records, joined to what was sent and explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimline.responses.answer import Kind
from claimline.responses.explaining import Explainer, Look
from claimline.responses.hints import Action, Candidate
from claimline.responses.joining import Joined, Joiner
from claimline.responses.matching import Join, LineMatch
from claimline.responses.record import Code, Level, Outcome, Record, money
from claimline.responses.sent import Envelope, Sent, SentClaim, SentLine, SentSet
from claimline.responses.tally import Settlement, Stake
from claimline.x12.display import as_written


@dataclass(frozen=True, slots=True)
class Rejected:
    """A whole transaction set, group or interchange that was rejected, by its number."""

    scope: str
    number: int


@dataclass(frozen=True, slots=True)
class Told:
    """A record, what it puts at stake, and what it settles.

    `counted` are the codes that the stake is counted under, where those of the record are more.
    """

    record: Record
    stake: Stake | None = None
    rejected: Rejected | None = None
    settles: Settlement | None = None
    counted: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a record is about, and how that is known."""

    level: Level
    join: Join = Join.NONE
    claim: SentClaim | None = None
    line: SentLine | None = None
    file: str | None = None
    offset: int | None = None
    own_claim: str | None = None
    own_line: str | None = None

    @property
    def key(self) -> str:
        """What tells the claim apart in a tally."""
        return str(self.claim.number) if self.claim else f"?{self.own_claim or ''}"

    def of_line(self, match: LineMatch | None, control_number: str | None) -> About:
        """What a record of one of the claim's lines is about; the weaker of both joins holds."""
        return About(
            Level.LINE,
            max(self.join, match.join, key=list(Join).index) if match else Join.NONE,
            self.claim,
            match.line if match else None,
            own_claim=self.own_claim,
            own_line=control_number,
        )

    @property
    def line_key(self) -> str:
        """What tells the line apart in a tally."""
        return str(self.line.first) if self.line else f"?{self.own_line or ''}"


def above_claims(level: Level, joined: Joined[Envelope] | Joined[SentSet]) -> About:
    """What a record of a transaction set, group or interchange is about."""
    target = joined.target
    return About(
        level,
        joined.join,
        file=target.file if target else None,
        offset=target.offset if target else None,
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer says: outcome, codes, words and amounts in cents."""

    outcome: Outcome
    codes: tuple[Code, ...]
    words: tuple[str, ...]
    action: Action
    charge: int | None = None
    paid: int | None = None
    adjusted: int | None = None


_NOTHING = Look((), (), ())


class Remittances:
    """Which claims a remittance spoke of before, and whether it took a payment back."""

    def __init__(self, sent: Sent) -> None:
        self._database = sent.database
        self._database.execute("create table remitted (claim text primary key, what text)")

    def note(self, claim: str, *, reversal: bool) -> str | None:
        """What was said last, and remember what is said now: `reversed` or `spoken of`."""
        row = self._database.execute(
            "select what from remitted where claim = ?", (claim,)
        ).fetchone()
        what = "reversed" if reversal else "spoken of"
        self._database.execute("insert or replace into remitted values (?, ?)", (claim, what))
        return row[0] if row else None


class Desk:
    """What the tellers of each kind share: the index, the joiner, the explainer, the file."""

    def __init__(
        self,
        sent: Sent,
        joiner: Joiner,
        explainer: Explainer,
        remittances: Remittances,
        file: str,
        *,
        show_phi: bool,
    ) -> None:
        self.sent = sent
        self.joiner = joiner
        self.explainer = explainer
        self.remittances = remittances
        self.file = file
        self.show_phi = show_phi

    def record(self, kind: Kind, about: About, verdict: Verdict, look: Look = _NOTHING) -> Record:
        """The record of a verdict."""
        claim, line = about.claim, about.line
        place = (about.file, about.offset)
        if claim:
            place = claim.file, line.offset if line else claim.start
        return Record(
            response_file=self.file,
            kind=kind,
            level=about.level,
            outcome=verdict.outcome,
            claim=_shown(claim.identifier if claim else about.own_claim),
            service_line=_shown(line.number) if line else None,
            line_item_control_number=_shown(line.control_number if line else about.own_line),
            sent_file=place[0],
            offset=place[1],
            join=about.join,
            codes=tuple(Code(one.list, as_written(one.code)) for one in verdict.codes),
            message=as_written("; ".join(dict.fromkeys(filter(None, verdict.words)))),
            action=verdict.action,
            candidates=tuple(one.designator for one in look.candidates),
            values=look.values,
            rules=look.rules,
            charge=money(verdict.charge),
            paid=money(verdict.paid),
            adjusted=money(verdict.adjusted),
            loops=tuple(one.loop for one in look.candidates),
        )

    def look(
        self, about: About, candidates: Iterable[Candidate], foreseeing: Iterable[str]
    ) -> Look:
        """What stands at candidates of a claim or line."""
        return self.explainer.look(about.claim, about.line, candidates, foreseeing)


Tell = Iterator[Told]


def lost_line(about: About) -> tuple[str, ...]:
    """What is said of a service that is no line of the claim it was joined to."""
    is_lost = about.claim is not None and about.line is None
    return ("no line of the claim is told to be this one",) if is_lost else ()


def unknown(name: str) -> str:
    """What is said of a code that the hint tables do not have."""
    return f"{name} is not in our tables"


def _shown(text: str | None) -> str | None:
    return as_written(text) if text else None
