"""Acknowledging: the 999 (005010X231A1) a receiver would send from what lint finds, or a TA1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from claimline.findings import Finding, Severity
from claimline.guide.nodes import ElementNode
from claimline.guide.tables import load_guide
from claimline.lint.locate import Located
from claimline.lint.run import LintRun
from claimline.responses.sent import Envelope, Sent, SentSet
from claimline.rules.registry import all_rules
from claimline.x12.delimiters import Delimiters
from claimline.x12.designator import Designator
from claimline.x12.errors import X12Error
from claimline.x12.types import DT, TM
from claimline.x12.writer import ElementText, Writer, X12WriteError

_GUIDE = "005010X231A1"
_SEGMENTS_IN_ERROR = "5"
_ELEMENTS_IN_ERROR = "8"
_MOST_CODES = 5
_LONGEST_COPY = 99
_LARGEST_NUMBER = 999_999_999
_NOT_IN_IDS = re.compile("[^A-Z0-9]")


@dataclass(slots=True)
class Acknowledged:
    """What was answered: how many interchanges and transaction sets were taken, and not."""

    accepted: int = 0
    rejected: int = 0
    failure: X12Error | None = None


def acknowledge(
    source: str | Path,
    stream: BinaryIO,
    *,
    control_number: int | None = None,
    as_of: date | None = None,
) -> Acknowledged:
    """Write to a stream what a receiver would answer to a file.

    A 999 for each functional group, in one interchange for each that was sent, sender and receiver
    swapped; a TA1 in its place where the interchange itself is in error, and before it where ISA14
    asks for one. Only errors reject. `control_number` is that of the first interchange, by default
    each answers under the number it was sent with; `as_of` is the day of the answer, by default
    that of ISA09. The same input gives the same bytes. A copy of bad data (IK404) is left out where
    it is PHI or cannot be written. Raises X12Error where nothing could be read; what ended reading
    later is the `failure`. Raises X12WriteError where ISA holds what no answer can carry.
    """
    with Sent() as sent:
        failure = sent.add(source)
        interchanges = list(sent.envelopes())
        if failure and not interchanges:
            raise failure
        run = LintRun(as_of=as_of)
        answer = _Answer(sent, _Located(run.read(source)), stream, as_of)
        number = control_number
        for interchange, groups in interchanges:
            answer.interchange(interchange, groups, number)
            number = None if number is None else number % _LARGEST_NUMBER + 1
    answer.done.failure = failure
    return answer.done


class _Located:
    """The findings of a file in their order, taken a transaction set at a time."""

    def __init__(self, found: Iterator[Located]) -> None:
        self._found = found
        self._next = next(found, None)

    def between(self, start: int, stop: int | None) -> Iterator[Located]:
        """Those that stand between two offsets; what comes before is passed over."""
        while self._next is not None:
            offset = self._next.finding.offset or 0
            if stop is not None and offset >= stop:
                return
            if offset >= start:
                yield self._next
            self._next = next(self._found, None)


class _Answer:
    def __init__(self, sent: Sent, located: _Located, stream: BinaryIO, as_of: date | None) -> None:
        self.done = Acknowledged()
        self._sent = sent
        self._located = located
        self._stream = stream
        self._as_of = as_of
        self._sets = 0

    def interchange(
        self, interchange: Envelope, groups: list[Envelope], number: int | None
    ) -> None:
        """The answer to one interchange."""
        wire = self._sent.wire(interchange.number)
        isa = wire.elements
        writer = Writer(self._stream, _delimiters(wire.header, wire.terminator), "\n")
        day, clock = self._as_of or _day(isa[9]), TM.read(isa[10]) or time(0)
        number = _number(isa[13]) if number is None else number
        writer.interchange(
            sender=isa[8].strip(),
            receiver=isa[6].strip(),
            sender_qualifier=isa[7],
            receiver_qualifier=isa[5],
            date=day,
            time=clock,
            control_number=number,
            usage=isa[15] if isa[15] in "PT" else "P",
        )
        rejected = self._rejection(interchange, groups)
        if rejected:
            self.done.rejected += 1
            writer.acknowledgment(*isa[13:14], isa[9], isa[10], "R", rejected[0])
        else:
            if isa[14] == "1":
                writer.acknowledgment(isa[13], isa[9], isa[10], "A", "000")
            self._groups(writer, groups, day, clock, number)
        writer.close()

    def _rejection(self, interchange: Envelope, groups: list[Envelope]) -> list[str]:
        """The codes that reject the interchange, for what is wrong with any of its envelopes."""
        sets = [one.number for group in groups for one in self._sent.sets(group.number)]
        return [
            *self._codes("interchange", interchange.number, "TA105"),
            *(code for number in sets for code in self._codes("transaction_set", number, "TA105")),
        ]

    def _groups(
        self, writer: Writer, groups: list[Envelope], day: date, clock: time, number: int
    ) -> None:
        if not groups:
            return
        first = groups[0]
        writer.group(
            sender=first.receiver or "UNKNOWN",
            receiver=first.sender or "UNKNOWN",
            date=day,
            time=clock,
            control_number=number,
            code="FA",
            version=_GUIDE,
        )
        for index, group in enumerate(groups, 1):
            writer.transaction_set(f"{index:04}", "999", _GUIDE)
            self._group(writer, group)

    def _group(self, writer: Writer, group: Envelope) -> None:
        header, trailer = self._sent.envelope_texts("group", group.number)
        gs = [*header.split(header[2]), *[""] * 9]
        writer.segment("AK1", gs[1], gs[6], gs[8])
        sets = self._sent.sets(group.number)
        codes = self._codes("group", group.number, "AK905")
        taken = sum([self._transaction_set(writer, one, rejected=bool(codes)) for one in sets])
        included = trailer.split(header[2])[1] if trailer else ""
        if not included.isdecimal() or len(included) > 6:
            included = str(len(sets))
        answer = "A" if taken == len(sets) and not codes else "P" if taken else "R"
        writer.segment("AK9", answer, included, str(len(sets)), str(taken), *codes)

    def _transaction_set(self, writer: Writer, one: SentSet, *, rejected: bool) -> bool:
        """Answer a transaction set; whether it was taken."""
        header, _ = self._sent.envelope_texts("transaction_set", one.number)
        st = [*header.split(header[2]), *[""] * 4]
        writer.segment("AK2", st[1], st[2], st[3])
        codes = self._codes("transaction_set", one.number, "IK502")
        found = self._located.between(one.offset, self._sent.offset_after(one))
        if self._segments(writer, filter(_is_answered, found)):
            codes = [_SEGMENTS_IN_ERROR, *codes][:_MOST_CODES]
        taken = not codes and not rejected
        writer.segment("IK5", "R" if codes or rejected else "A", *codes)
        self.done.accepted += taken
        self.done.rejected += not taken
        return taken

    def _segments(self, writer: Writer, found: Iterable[Located]) -> bool:
        """The segments in error; whether there were any."""
        any_error = False
        for _, together in groupby(found, key=lambda one: one.finding.segment_position):
            any_error = True
            of_segment: dict[tuple[str, str], list[Located]] = {}
            for one in together:
                code_list, _, code = (one.finding.acknowledgment or "").partition(":")
                segment_code = code if code_list == "IK304" else _ELEMENTS_IN_ERROR
                key = _segment_id(one), segment_code
                of_segment.setdefault(key, []).append(one)
            for (segment, code), alike in of_segment.items():
                _write_error(writer, segment, code, alike)
        return any_error

    def _codes(self, owner: str, number: int, code_list: str) -> list[str]:
        """The codes that answer what is wrong with an envelope."""
        found = []
        for rule, _ in self._sent.faults(owner, number):
            known = all_rules()[rule]
            answered, _, code = (known.acknowledgment or "").partition(":")
            if known.severity is Severity.ERROR and answered == code_list:
                found.append(code)
        return list(dict.fromkeys(found))[:_MOST_CODES]


def _is_answered(one: Located) -> bool:
    """Whether a receiver answers a finding at a segment."""
    finding = one.finding
    code_list = (finding.acknowledgment or "").partition(":")[0]
    return (
        finding.severity is Severity.ERROR
        and finding.segment_position is not None
        and code_list in ("IK304", "IK403")
    )


def _write_error(writer: Writer, segment: str, code: str, found: list[Located]) -> None:
    finding = found[0].finding
    writer.segment("IK3", segment, str(finding.segment_position), _loop(finding), code)
    if finding.claim:
        _write_if_possible(writer, "CTX", ("CLM01", finding.claim))
    written = set()
    for one in found:
        error = _element_error(one)
        if error and error[:3] not in written:
            written.add(error[:3])
            if not _write_if_possible(writer, "IK4", *error):
                writer.segment("IK4", *error[:3])


def _element_error(one: Located) -> tuple[ElementText, ...] | None:
    """The elements of IK4; None for what is wrong with the segment as a whole."""
    code_list, _, code = (one.finding.acknowledgment or "").partition(":")
    designator = Designator.parse(one.finding.designator or "ZZ")
    if code_list != "IK403" or designator.element is None:
        return None
    place = str(designator.element), str(designator.component) if designator.component else None
    element = _element(one, designator)
    number = element.data_element if element and element.data_element.isdecimal() else ""
    value = one.finding.value or ""
    copy = value[:_LONGEST_COPY] if value != "***" else ""
    return place, number, code, copy


def _element(one: Located, designator: Designator) -> ElementNode | None:
    node = one.segment.node if one.segment else None
    if node is None or designator.element is None:
        return None
    return node.element(designator.element, designator.component)


def _write_if_possible(writer: Writer, segment: str, *elements: ElementText) -> bool:
    """Write a segment, unless its data cannot stand in one."""
    try:
        writer.segment(segment, *elements)
    except X12WriteError:
        return False
    return True


def _segment_id(one: Located) -> str:
    """IK301: two or three letters and digits, whatever stands there."""
    standing = one.finding.segment or (one.segment.id if one.segment else "")
    return (_NOT_IN_IDS.sub("", standing.upper()) + "ZZ")[:3] if len(standing) != 2 else standing


def _loop(finding: Finding) -> str:
    """IK303: the loop, cut to what the element holds."""
    loop = finding.loop or ""
    return loop[: _loop_length()] if loop != "ST" else ""


def _loop_length() -> int:
    ((_, element),) = load_guide("999").find("IK303")
    return element.maximum


def _delimiters(header: str, terminator: str) -> Delimiters:
    """Those of the interchange that is answered; the usual ones where they cannot be used."""
    elements = header.split(header[3])
    found = Delimiters(header[3], elements[16][:1], elements[11], terminator)
    if terminator in "\r\n" or found.collision():
        return Delimiters()
    return found


def _day(text: str) -> date:
    """The day of ISA09, which has two digits of the year."""
    return DT.read(f"20{text}") or date(2000, 1, 1)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 9 else 1
