"""Explaining: what stands at the elements to look at, and which rules read them and fire."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent
from claimline.findings import Finding
from claimline.guide.tables import load_guide
from claimline.lint.desk import Desk
from claimline.lint.run import LintRun
from claimline.responses.claim_status import StatusCode
from claimline.responses.excerpt import Excerpt
from claimline.responses.hints import Candidate
from claimline.responses.record import RuleAsked
from claimline.responses.sent import Sent, SentClaim, SentLine
from claimline.rules.flagged import flagged_designators
from claimline.rules.registry import all_rules
from claimline.x12.designator import Designator

_MEDICARE = (Profile.MEDICARE_DME, Profile.MEDICARE)
_MEDICARE_INDICATORS = ("MA", "MB")
_MOST_VALUES = 4


@dataclass(frozen=True, slots=True)
class Look:
    """Elements to look at, likeliest first, their values, and the rules that read them."""

    candidates: tuple[Candidate, ...]
    values: tuple[str | None, ...]
    rules: tuple[RuleAsked, ...]


class Explainer:
    """Looks into claims that were sent. It holds one of them at a time."""

    def __init__(self, sent: Sent, run: LintRun, *, show_phi: bool) -> None:
        self._sent = sent
        self._run = run
        self._show_phi = show_phi
        self._held: tuple[int, Excerpt] | None = None

    def excerpt(self, claim: SentClaim) -> Excerpt:
        """The claim, read again and linted."""
        if self._held is None or self._held[0] != claim.number:
            excerpt = Excerpt(self._sent, claim, self._run, show_phi=self._show_phi)
            self._held = claim.number, excerpt
        return self._held[1]

    def is_medicare(self, claim: SentClaim | None, indicator: str | None = None) -> bool:
        """Whether the payer is Medicare: by the claim, else by the answer's filing indicator."""
        view = self._view(claim)
        if view:
            return self._run.payer_for(view).profile in _MEDICARE
        return indicator in _MEDICARE_INDICATORS

    def look(
        self,
        claim: SentClaim | None,
        line: SentLine | None,
        candidates: Iterable[Candidate],
        foreseeing: Iterable[str],
    ) -> Look:
        """What stands at the candidates, and which rules read them.

        Where a rule that foresees the answer fires, what it flags is a candidate too. Candidates at
        which a rule fires come first, and so do rules that fire.
        """
        asked, desk = list(dict.fromkeys(foreseeing)), self._desk(claim)
        excerpt = self.excerpt(claim) if claim else None
        number = line.number if line else None
        findings = _of_line(excerpt.findings if excerpt else (), number)
        wanted = list(dict.fromkeys(candidates))
        wanted += [
            found
            for finding in findings
            if finding.rule in asked and (found := _candidate_of(finding)) not in wanted
        ]
        firing = _firing(findings, wanted, asked)
        flagged = {_candidate_of(finding) for finding in firing}
        wanted.sort(key=lambda one: one not in flagged)
        fires = {finding.rule for finding in firing}
        silent = [code for code in _reading(wanted, asked) if code not in fires]
        return Look(
            tuple(wanted),
            tuple(self._value(excerpt, one, number) for one in wanted),
            tuple(
                [RuleAsked(code, True) for code in sorted(fires)]
                + [
                    RuleAsked(code, False if excerpt else None)
                    for code in silent
                    if desk is None or code in desk.rules
                ]
            ),
        )

    def _desk(self, claim: SentClaim | None) -> Desk | None:
        view = self._view(claim)
        return self._run.desk_of(self._run.payer_for(view)) if view else None

    def _view(self, claim: SentClaim | None) -> ClaimAsSent | None:
        return self.excerpt(claim).claim if claim else None

    def _value(self, excerpt: Excerpt | None, one: Candidate, line: str | None) -> str | None:
        if excerpt is None:
            return None
        values = excerpt.values(one.loop, Designator.parse(one.designator), line)
        return ", ".join(values[:_MOST_VALUES]) or None


def rules_foreseeing_status(code: StatusCode) -> list[str]:
    """The rules that foresee a claim status; one that names no entity foresees it with any."""
    return [
        rule
        for parts, rule in _statuses_foreseen()
        if parts == (code.category, code.status, code.entity)[: len(parts)]
    ]


def rules_foreseeing_adjustment(reason: str, remarks: Sequence[str]) -> list[str]:
    """The rules that foresee an adjustment reason with remarks."""
    return [
        rule
        for (foreseen, *beside), rule in _adjustments_foreseen()
        if foreseen == reason and set(beside) <= set(remarks)
    ]


def rules_foreseeing_acknowledgment(code: str) -> list[str]:
    """The rules that foresee a code of a 999 or TA1, such as `IK502:4`."""
    return [rule.code for rule in all_rules().values() if rule.acknowledgment == code]


@cache
def _statuses_foreseen() -> list[tuple[tuple[str, ...], str]]:
    return [
        (tuple(status.split(":")), rule.code)
        for rule in all_rules().values()
        for status in rule.statuses
    ]


@cache
def _adjustments_foreseen() -> list[tuple[list[str], str]]:
    return [
        (remittance.split(), rule.code)
        for rule in all_rules().values()
        for remittance in rule.remittance
    ]


def _of_line(findings: Iterable[Finding], line: str | None) -> list[Finding]:
    """The findings about a line and what stands around it; all of them where no line is meant.

    One on a segment whose id could be no one's has no designator, and is not looked at.
    """
    return [
        one
        for one in findings
        if one.designator and (line is None or one.service_line in (None, line))
    ]


def _candidate_of(finding: Finding) -> Candidate:
    return Candidate(finding.loop or "", finding.designator or "")


def _firing(
    findings: Iterable[Finding], wanted: Sequence[Candidate], asked: Sequence[str]
) -> list[Finding]:
    """The findings at a candidate, and those of rules that foresee the answer."""
    return [one for one in findings if _candidate_of(one) in wanted or one.rule in asked]


@cache
def _is_told(designator: str) -> bool:
    """Whether a designator means one loop, so that what flags it reads that one."""
    if not designator:
        return False
    return len({node.loop.id for node in load_guide("837").find_segments(designator)}) == 1


def _reading(wanted: Sequence[Candidate], asked: Sequence[str]) -> list[str]:
    """The rules that foresee the answer, then those that find something at a candidate."""
    designators = {Designator.parse(one.designator) for one in wanted if _is_told(one.designator)}
    reading = [
        code
        for code, flagged in flagged_designators().items()
        if not flagged.isdisjoint(designators) and all_rules()[code].selected
    ]
    return list(dict.fromkeys([*asked, *reading]))
