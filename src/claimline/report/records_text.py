"""The table of what came back for a terminal: what to see to, and what it is worth."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from claimline.guide.names import load_names
from claimline.guide.tables import load_guide
from claimline.report.text import Paint
from claimline.report.visible import visible
from claimline.responses.answer import Kind
from claimline.responses.hints import Action
from claimline.responses.matching import Join
from claimline.responses.record import Level, Outcome, Record, codes_as_text
from claimline.responses.run import RejectsRun
from claimline.responses.tally import Sum
from claimline.rules.registry import all_rules
from claimline.x12.designator import Designator

_COLOURS = {
    Outcome.ACCEPTED: "green",
    Outcome.PAID: "green",
    Outcome.REJECTED: "red",
    Outcome.DENIED: "red",
    Outcome.REDUCED: "yellow",
    Outcome.REVERSED: "yellow",
    Outcome.ADJUSTED: "yellow",
    Outcome.PENDING: "cyan",
}
_ACTIONS = {
    Action.NOTHING: "nothing to do",
    Action.ASK_PAYER: "ask the payer",
    Action.CORRECT_AND_RESEND: "correct and resend",
    Action.NEW_CLAIM: "send a new claim",
    Action.REOPEN_OR_APPEAL: "reopen or appeal",
}
_JOINS = {
    Join.CONTROL_NUMBER: "",
    Join.POSITION: "",
    Join.PROCEDURE: "told by its procedure, charge and date",
    Join.ORDER: "told by order alone: check it",
    Join.NONE: "not found in what was sent",
}
_MARGIN = " " * 11
_WIDTH = 100
_BLOCK = 1 << 16
_MOST_CANDIDATES = 3
_MOST_SUMS = 10
_LONGEST_VALUE = 48


def text_records(
    records: Iterable[Record], run: RejectsRun, paint: Paint, *, everything: bool
) -> Iterator[str]:
    """Pieces of the table, as records come; `paint` colours a text.

    Without `everything` what needs nobody is only counted.
    """
    hidden = 0
    advised: dict[tuple[Action, bool], None] = {}
    places = _Places()
    last: Record | None = None
    for record in records:
        if not everything and not _is_listed(record, last, run):
            hidden += 1
            continue
        if last is None:
            yield _HEAD
        yield "\n".join(_record(record, last, run, places, paint)) + "\n"
        advised[record.action, record.kind is Kind.REMITTANCE] = None
        last = record
    if last is not None:
        yield "\n"
    yield from _how(advised)
    yield from _sums("code", run.sums("code"), run)
    yield from _sums("rule that fires", _with_names(run.sums("rule")), run)
    yield _summary(run, hidden)


def _how(advised: Iterable[tuple[Action, bool]]) -> Iterator[str]:
    """How to do what was advised, each way once."""
    told = [
        f"{_ACTIONS[action]}: {how}"
        for action, adjudicated in advised
        if (how := action.how(adjudicated=adjudicated))
    ]
    for text in dict.fromkeys(told):
        yield textwrap.fill(text, _WIDTH, subsequent_indent="  ", break_on_hyphens=False) + "\n"
    if told:
        yield "\n"


_HEAD = (
    f"{'outcome':<9}  {'claim':<20} {'line':<4} {'codes':<16} {'charge':>10} {'paid':>10}"
    "  what to do\n"
)


def _is_listed(record: Record, last: Record | None, run: RejectsRun) -> bool:
    """Whether somebody must see it; a group says again what its transaction sets have said."""
    if record.level is Level.GROUP and not record.codes and last and last.kind is record.kind:
        return last.response_file != record.response_file
    return run.needs_someone(record) or record.outcome is Outcome.ADJUSTED


def _record(
    record: Record, last: Record | None, run: RejectsRun, places: _Places, paint: Paint
) -> Iterator[str]:
    if last is None or (last.response_file, last.kind) != (record.response_file, record.kind):
        yield paint(f"-- {record.kind} {visible(record.response_file)}", "cyan")
        last = None
    again = last is not None and last.claim == record.claim and record.service_line is not None
    claim = "" if again else visible(record.claim or _level(record))
    codes = list(dict.fromkeys(codes_as_text(record.codes)))
    line = visible(record.service_line or "")
    shown, rest = _fitting(codes, 16)
    outcome = paint(f"{record.outcome:<9}", _COLOURS[record.outcome])
    paid = record.adjusted if record.outcome is Outcome.ADJUSTED else record.paid
    yield (
        f"{outcome}  {claim:<20} {line:<4} {shown:<16} {record.charge or '':>10} {paid or '':>10}"
        f"  {_ACTIONS[record.action]}"
    ).rstrip()
    yield from _wrapped(visible(" ".join(rest)))
    yield from _wrapped(visible(record.message))
    yield from _candidates(record)
    yield from _rules(record)
    yield from _where(record, run, places)


def _level(record: Record) -> str:
    return f"({record.level.replace('_', ' ')})"


def _fitting(codes: list[str], width: int) -> tuple[str, list[str]]:
    """As many codes as fit, and the others."""
    shown: list[str] = []
    for code in codes:
        if shown and len(" ".join((*shown, code))) > width:
            break
        shown.append(visible(code))
    return " ".join(shown), codes[len(shown) :]


def _candidates(record: Record) -> Iterator[str]:
    if record.action is Action.NOTHING:
        return
    rows = list(zip(record.loops, record.candidates, record.values, strict=True))
    # What is absent is worth a look where lint says so, or where nothing at all is there.
    flagged = any(one.fires for one in record.rules)
    told = [row for at, row in enumerate(rows) if row[2] is not None or (flagged and at == 0)]
    told = [row for row in told if not _is_told_by_elements(row[1], told)]
    for loop, designator, value in (told or rows)[:_MOST_CANDIDATES]:
        shown = "is absent" if value is None else f"= {_cut(visible(value))}"
        if record.sent_file is None:
            shown = ""
        place = f"{loop} {designator}".strip() + _named_element(loop, designator)
        yield f"{_MARGIN}look at {place} {shown}".rstrip()


def _is_told_by_elements(designator: str, rows: Iterable[tuple[str, str, str | None]]) -> bool:
    """Whether it is a segment some of whose elements are shown anyway."""
    segment = Designator.parse(designator)
    others = [Designator.parse(other) for _, other, _ in rows]
    return segment.element is None and any(
        one.element is not None and one.segment == segment.segment for one in others
    )


@cache
def _named_element(loop: str, designator: str) -> str:
    """What an element is called, in brackets; empty for what the guide does not know."""
    wanted = Designator.parse(designator)
    for segment, _ in load_guide("837").find(designator):
        if segment.loop.id == loop and wanted.element:
            name = load_names("837").element(segment, wanted.element, wanted.component)
            return f" ({name})"
    return ""


def _cut(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 3] + "..."


def _rules(record: Record) -> Iterator[str]:
    firing = [one.rule for one in record.rules if one.fires]
    if firing:
        yield from _wrapped(f"lint finds it too: {', '.join(firing)}")
    elif record.rules and record.rules[0].fires is False:
        asked = _plural(len(record.rules), "rule")
        yield f"{_MARGIN}lint finds nothing wrong there ({asked} asked)"


def _where(record: Record, run: RejectsRun, places: _Places) -> Iterator[str]:
    told = [_JOINS[record.join]] if run.any_sent else []
    if not record.is_unmatched and record.join is Join.NONE:
        told = []
    if record.sent_file is not None and record.offset is not None:
        told.insert(0, f"sent in {visible(places.place(record.sent_file, record.offset))}")
    if record.service_line is None and record.line_item_control_number:
        told.insert(0, f"line item {visible(record.line_item_control_number)}")
    if any(told):
        yield f"{_MARGIN}{'; '.join(filter(None, told))}"


class _Places:
    """Lines and columns of bytes in the files that were sent, counted on from where it was asked.

    A file that is not there any more has byte offsets alone.
    """

    def __init__(self) -> None:
        self._file = ""
        self._offset = 0
        self._line = self._column = 1

    def place(self, file: str, offset: int) -> str:
        """`FILE:LINE:COLUMN`, both counted from 1, the column in bytes."""
        if file != self._file or offset < self._offset:
            self._file, self._offset, self._line, self._column = file, 0, 1, 1
        try:
            with Path(file).open("rb") as stream:
                stream.seek(self._offset)
                while self._offset < offset:
                    self._count(stream.read(min(_BLOCK, offset - self._offset)))
        except OSError:
            return f"{file}, byte {offset}"
        return f"{file}:{self._line}:{self._column}"

    def _count(self, block: bytes) -> None:
        if not block:
            raise OSError("the file is shorter than it was")
        self._offset += len(block)
        self._line += block.count(b"\n")
        last = block.rfind(b"\n")
        self._column = len(block) - last if last >= 0 else self._column + len(block)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=_MARGIN, subsequent_indent=_MARGIN, break_on_hyphens=False
    )


def _with_names(sums: Iterable[Sum]) -> Iterator[Sum]:
    for one in sums:
        yield Sum(f"{one.key} {all_rules()[one.key].name}", one.claims, one.cents)


def _sums(title: str, sums: Iterable[Sum], run: RejectsRun) -> Iterator[str]:
    """The codes or rules with the most money."""
    rows = list(zip(range(_MOST_SUMS + 1), sums, strict=False))
    if not rows:
        return
    width = max(28, *(len(visible(one.key)) for _, one in rows))
    yield f"{'at stake by ' + title:<{width}} {'claims':>8} {'amount':>14}\n"
    for _, one in rows[:_MOST_SUMS]:
        amount = f"{one.cents // 100:,}.{one.cents % 100:02}"
        yield f"{visible(one.key):<{width}} {one.claims:>8,} {amount:>14}\n"
    if len(rows) > _MOST_SUMS:
        yield "and others\n"
    yield "\n"


def _summary(run: RejectsRun, hidden: int) -> str:
    outcomes = run.summary.outcomes
    counts = ", ".join(f"{outcomes[one]:,} {one}" for one in Outcome if one in outcomes)
    text = f"{_plural(run.summary.records, 'record')}: {counts or 'none'}"
    text += f"; {run.at_stake} at stake\n"
    if hidden:
        text += f"left out: {_plural(hidden, 'record')} that nobody need see (--only all)\n"
    if not run.any_sent:
        text += "nothing is joined: say with --sent what was sent\n"
    return text


def _plural(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
