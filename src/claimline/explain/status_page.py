"""The page of a code that comes back: a claim status, an adjustment with remarks, a 999 code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claimline.guide.names import load_names
from claimline.guide.tables import load_guide
from claimline.responses.claim_status import StatusCode
from claimline.responses.explaining import (
    rules_foreseeing_acknowledgment,
    rules_foreseeing_adjustment,
    rules_foreseeing_status,
)
from claimline.responses.hints import Action, Candidate, Hint, advice, load_hints
from claimline.rules.registry import all_rules
from claimline.x12.designator import Designator

_STATUS = re.compile(r"([A-Z][0-9])(?::([0-9]{1,4})(?::([A-Z0-9]{2,3}))?)?")
_ADJUSTMENT = re.compile(r"(CO|CR|OA|PI|PR)-?([0-9]{1,3}|[A-Z][0-9]{1,2})")
_GROUP = re.compile(r"CO|CR|OA|PI|PR")
_REMARK = re.compile(r"(?:MA?|N)[0-9]{1,4}")
_LISTED = re.compile(r"(TA105|AK905|IK502|IK304|IK403|PLB):([A-Z0-9]{1,3})")
_COMES_IN = {
    "TA105": "TA1, the answer to an interchange",
    "AK905": "999, of a functional group",
    "IK502": "999, of a transaction set",
    "IK304": "999, of a segment",
    "IK403": "999, of an element",
    "PLB": "835, of the payment as a whole",
}
_UNKNOWN = "not in our tables"
_KNOWN = {
    "published": "from what CMS or a payer has published",
    "likely": "from general knowledge of the code list",
}


@dataclass(slots=True)
class _Page:
    """What a page says, in its order; `adjudicated` codes come from a payer, in an 835."""

    title: str
    facts: list[str] = field(default_factory=list)
    hints: list[tuple[str, Hint]] = field(default_factory=list)
    remarks: list[tuple[str, Hint]] = field(default_factory=list)
    adjudicated: bool = False
    foreseeing: list[str] = field(default_factory=list)


def status_page(what: str) -> str | None:
    """The page as Markdown; None for what has not the form of such a code.

    A code that the hint tables do not have is shown as it is written.
    """
    words = what.upper().replace(",", " ").split()
    if len(words) > 1 and _GROUP.fullmatch(words[0]):
        words[:2] = [f"{words[0]}-{words[1]}"]
    page = _page(words) if words else None
    return None if page is None else "\n".join(_lines(page)) + "\n"


def _page(words: Sequence[str]) -> _Page | None:
    status, listed = _STATUS.fullmatch(words[0]), _LISTED.fullmatch(words[0])
    if len(words) == 1 and status:
        return _of_status(StatusCode(status[1], status[2] or "", status[3] or ""))
    if len(words) == 1 and listed:
        return _of_listed(listed[1], listed[2])
    adjustment = _ADJUSTMENT.fullmatch(words[0])
    remarks = words[1:] if adjustment else words
    if all(map(_REMARK.fullmatch, remarks)):
        group, reason = (adjustment[1], adjustment[2]) if adjustment else ("", "")
        return _of_adjustment(group, reason, remarks)
    return None


def _of_status(code: StatusCode) -> _Page | None:
    category = load_hints().code("CSCC", code.category)
    if category is None and not code.status:
        return None
    page = _Page(f"{code} claim status", ["- comes in: 277CA, before adjudication"])
    said = category.words if category else _UNKNOWN
    page.facts.append(f"- category {code.category}: {said}")
    if code.status:
        unknown = Hint(_UNKNOWN, action=category.action if category else None)
        page.hints.append((str(code), load_hints().status(code) or unknown))
        page.foreseeing = rules_foreseeing_status(code)
    elif category:
        page.hints.append((code.category, category))
    return page


def _of_listed(code_list: str, code: str) -> _Page:
    code = code.zfill(3) if code_list == "TA105" else code
    name = f"{code_list}:{code}"
    return _Page(
        f"{name} answer code",
        [f"- comes in: {_COMES_IN[code_list]}"],
        [(name, load_hints().code(code_list, code) or Hint(_UNKNOWN))],
        foreseeing=rules_foreseeing_acknowledgment(name),
    )


def _of_adjustment(group: str, reason: str, remarks: Sequence[str]) -> _Page:
    name = f"{group}-{reason}" if reason else ""
    page = _Page(" ".join(filter(None, (name, *remarks))), ["- comes in: 835, after adjudication"])
    page.title += " adjustment" if reason else " remark"
    page.adjudicated = True
    if reason:
        bearer = load_hints().code("GROUP", group)
        page.facts.append(f"- group {group}: {bearer.words if bearer else _UNKNOWN}")
        unknown = Hint(_UNKNOWN, action=Action.ASK_PAYER)
        page.hints.append((name, load_hints().adjustment(group, reason) or unknown))
        page.foreseeing = rules_foreseeing_adjustment(reason, remarks)
    page.remarks = [
        (remark, load_hints().remark(reason, remark) or Hint(_UNKNOWN)) for remark in remarks
    ]
    return page


def _lines(page: _Page) -> Iterator[str]:
    yield f"# {page.title}"
    yield ""
    said = [*page.hints, *page.remarks]
    for name, hint in said:
        yield f"{name}: {hint.words}."
    yield ""
    yield from page.facts
    yield from _actions(page)
    hints = [hint for _, hint in said]
    for known in dict.fromkeys(hint.known for hint in hints if hint.known):
        yield f"- known: {_KNOWN[known]}"
    # Remarks are the more exact, and come behind the reason.
    yield from _candidates(one for hint in reversed(hints) for one in hint.candidates)
    yield from _rules(page.foreseeing)


def _actions(page: _Page) -> Iterator[str]:
    reasons = [hint for _, hint in page.hints]
    remarks = [hint for _, hint in page.remarks]
    any_payer = advice(reasons, remarks, medicare=False)
    medicare = advice(reasons, remarks, medicare=True)
    if any_payer:
        yield f"- what to do: {any_payer}"
    if medicare and medicare is not any_payer:
        yield f"- what to do where Medicare pays: {medicare}"
    for action in dict.fromkeys(filter(None, (any_payer, medicare))):
        how = action.how(adjudicated=page.adjudicated)
        if how:
            yield f"- {action}: {how}"


def _candidates(candidates: Iterable[Candidate]) -> Iterator[str]:
    found = list(dict.fromkeys(candidates))
    if not found:
        return
    yield ""
    yield "## Where to look"
    yield ""
    yield "| element | name | loop |"
    yield "|---|---|---|"
    for one in found:
        yield f"| {one.designator} | {_name(one)} | {one.loop} |"


def _name(one: Candidate) -> str:
    """What the element or segment is called in the claim's guide, or in the envelope's."""
    wanted = Designator.parse(one.designator)
    for guide in ("837", "control"):
        for segment in load_guide(guide).find_segments(one.designator):
            if segment.loop.id == one.loop and wanted.element:
                return load_names(guide).element(segment, wanted.element, wanted.component)
            if segment.loop.id == one.loop:
                return load_names(guide).segment(segment)
    return ""


def _rules(codes: Iterable[str]) -> Iterator[str]:
    yield ""
    yield "## Rules that foresee it"
    yield ""
    rules = [all_rules()[code] for code in codes]
    if not rules:
        yield "None."
    for rule in rules:
        yield f"- {rule.code} {rule.name} ({rule.severity}): {rule.title}"
