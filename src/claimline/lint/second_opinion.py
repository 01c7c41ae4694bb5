"""The second opinion: what pyx12 finds wrong with the structure of a file, held beside ours.

pyx12 is asked for one interchange at a time, for it takes the delimiters of the first ISA for
those of the whole file. Where it crashes it has no verdict.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any

from claimline.findings import Finding, Severity
from claimline.lint.run import LintRun
from claimline.rules.structure import structure_rules
from claimline.x12.designator import Designator
from claimline.x12.display import as_written
from claimline.x12.errors import X12Error
from claimline.x12.reader import Header, read_chunks

MOST_SHOWN = 20

_GUIDE = "005010X222A1"
_ENVELOPE = frozenset(("ISA", "GS", "ST", "SE", "GE", "IEA"))
# What reading finds has no segment.
_READING = "X1200"
# pyx12 looks up its map by GS08 and never says that a set is of another guide.
_OF_ANOTHER_GUIDE = "X12020"
# Relations between elements, and too many of them, are compared as facts about the segment: which
# of its elements is the wrong one is a matter of view.
_OF_THE_WHOLE = frozenset(("IGC011", "IGC023", "IGC024"))
_GROUP_TRAILER_ABSENT = "X12026"
_ABSENT = frozenset(("IGC001", "X12022", _GROUP_TRAILER_ABSENT, "X12030"))

# pyx12 names a composite in words alone.
_COMPOSITE = re.compile(r"[Cc]omposite .*\([A-Z0-9]{2,3}([0-9]{2})\)")
# What closes out of turn: that the trailer before it is absent, it says too.
_CONSEQUENCE = "Unterminated segment"
_WITH_ELEMENT_ERRORS = "8"

# Where pyx12's own codes for levels, lines and envelopes have their place.
_OF_SEGMENT = {"HL1": 1, "HL2": 2, "LX": 1}
_OF_TRANSACTION_SET = {"2": ("SE", None), "3": ("SE", 2), "4": ("SE", 1), "23": ("ST", 2)}
_OF_GROUP = {"3": ("GE", None), "4": ("GE", 2), "5": ("GE", 1), "6": ("GS", 6)}
_OF_INTERCHANGE = {
    "001": ("IEA", 2),
    "021": ("IEA", 1),
    "023": ("IEA", None),
    "024": ("GE", None),
    "025": ("ISA", 13),
}
_SEGMENT_WORDS = {
    "1": "the segment has no place",
    "2": "the segment is not used",
    "3": "a required segment is absent",
    "4": "the loop stands too often",
    "5": "the segment stands too often",
    "8": "the segment or its elements are malformed",
    "HL1": "the number is out of sequence",
    "HL2": "the number names no open level",
    "LX": "the number is out of sequence",
    "SEG1": "the segment ends in a separator",
}
_ELEMENT_WORDS = {
    "1": "a required element is absent",
    "4": "the value is too short",
    "5": "the value is too long",
    "6": "a character is not allowed",
    "7": "the code is not in the list",
    "8": "no date of the calendar",
    "9": "no time of day",
    "10": "the element is not used",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong, as exactly as both can say it.

    Control numbers are texts as they stand; `position` counts in the transaction set with ST = 1
    and is None for envelope segments. `missing` says that a segment is absent: the position is then
    one between the gap and where it was noticed. `element` counts from 1, None for the segment.
    """

    interchange: str | None
    group: str | None
    transaction_set: str | None
    position: int | None
    segment: str
    element: int | None = None
    missing: bool = False

    def __str__(self) -> str:
        where = [f"interchange {self.interchange}"]
        if self.transaction_set is not None:
            where = [f"transaction set {self.transaction_set}"]
        if self.position is not None:
            where.append(f"segment {self.position}")
        number = "" if self.element is None else f"{self.element:02}"
        return ", ".join(filter(None, (*where, f"{self.segment}{number}")))


@dataclass(frozen=True, slots=True)
class Objection:
    """Something that one of the two calls wrong: its place, its code and what it is.

    `code` is our rule, or pyx12's code; `message` holds no value of the file.
    """

    place: Place
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What pyx12 says of one interchange; `no_verdict` is why it says nothing."""

    interchange: str | None
    objections: tuple[Objection, ...] = ()
    no_verdict: str | None = None


@dataclass(slots=True)
class Comparison:
    """Both opinions of one file: on how many places they agree, and where only one objects.

    `judged` counts the interchanges that pyx12 has a verdict on.
    """

    judged: int = 0
    agreements: int = 0
    only_ours: list[Objection] = field(default_factory=list)
    only_pyx12: list[Objection] = field(default_factory=list)
    no_verdict: list[Opinion] = field(default_factory=list)


def compare(data: bytes) -> Comparison:
    """Hold what we find wrong with the structure of a file against what pyx12 finds."""
    comparison = Comparison()
    theirs: list[Objection] = []
    for opinion in second_opinion(data):
        if opinion.no_verdict:
            comparison.no_verdict.append(opinion)
        else:
            comparison.judged += 1
            theirs += opinion.objections
    silent = {opinion.interchange for opinion in comparison.no_verdict}
    ours = [
        one
        for one in our_opinion(data)
        if one.place.interchange not in silent and one.code != _OF_ANOTHER_GUIDE
    ]
    _match(ours, theirs, comparison)
    return comparison


def disagreements(data: bytes) -> Iterator[str]:
    """Where the two disagree on a file: a line each, at most `MOST_SHOWN` a side, and a count."""
    comparison = compare(data)
    for opinion in comparison.no_verdict:
        yield f"pyx12: no verdict on interchange {opinion.interchange}: {opinion.no_verdict}"
    for who, objections in (
        ("only claimline", comparison.only_ours),
        ("only pyx12", comparison.only_pyx12),
    ):
        for one in objections[:MOST_SHOWN]:
            yield f"{who}: {one.place}: {one.message} ({one.code})"
        if len(objections) > MOST_SHOWN:
            yield f"{who}: {len(objections) - MOST_SHOWN:,} more"
    if comparison.judged:
        yield (
            f"pyx12: {comparison.agreements:,} places agreed on, "
            f"{len(comparison.only_ours):,} only claimline's, "
            f"{len(comparison.only_pyx12):,} only pyx12's"
        )
    elif not comparison.no_verdict:
        yield "pyx12: no verdict: the file holds no interchange"


def our_opinion(data: bytes) -> Iterator[Objection]:
    """What we find wrong with the structure of interchanges, what reading finds left out."""
    # Without the catalogue every element that the guide's tables decide on has their number.
    run = LintRun(select=["X12", "IGC"])
    for located in run.read(data):
        finding = located.finding
        if (
            finding.rule in structure_rules()
            and not finding.rule.startswith(_READING)
            and finding.severity is not Severity.INFO
            and finding.interchange is not None
        ):
            yield Objection(_place_of(finding), finding.rule, finding.message)


def second_opinion(data: bytes) -> Iterator[Opinion]:
    """What pyx12 says of each interchange of a file; it judges 837P transaction sets only."""
    for header, text, fault in _interchanges(data):
        number = as_written(header.elements[13].strip()) or None
        if fault:
            yield Opinion(number, no_verdict=f"reading ended in it: {fault}")
        else:
            yield _ask(number, text)


def _ask(interchange: str | None, text: str) -> Opinion:
    from pyx12.params import params
    from pyx12.x12n_document import x12n_document

    parameters = params()
    parameters.set("charset", "E")
    # Its list of remark codes is old.
    parameters.set("exclude_external_codes", "remark_code")
    answer = StringIO()
    try:
        with _quiet():
            x12n_document(parameters, StringIO(text), None, None, fd_json=answer)
        written = answer.getvalue()
        if not written:
            return Opinion(interchange, no_verdict="pyx12 reads no X12 in it")
        return Opinion(interchange, tuple(_objections(interchange, json.loads(written))))
    # It raises whatever comes: that it does is what this reports.
    except Exception as error:
        return Opinion(interchange, no_verdict=f"pyx12 stopped with {type(error).__name__}")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pyx12 from logging what it finds, values of the file among it."""
    logger = logging.getLogger("pyx12")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _interchanges(data: bytes) -> Iterator[tuple[Header, str, str | None]]:
    """The interchanges of a file; for one in which reading ended also why."""
    header: Header | None = None
    pieces: list[str] = []
    try:
        for chunk in read_chunks(BytesIO(data)):
            if chunk.header is None:
                continue
            if header is not None and chunk.header is not header:
                yield header, "".join(pieces).lstrip(), None
                pieces = []
            header = chunk.header
            pieces.append(chunk.raw)
    except X12Error as error:
        if header is not None:
            yield header, "", error.message
        return
    if header is not None:
        yield header, "".join(pieces).lstrip(), None


def _objections(number: str | None, document: dict[str, Any]) -> Iterator[Objection]:
    """pyx12's errors, each with the place that its code is about."""
    for interchange in document["interchanges"]:
        envelope = Place(number, None, None, None, "ISA")
        yield from _of_envelope(interchange, envelope, _OF_INTERCHANGE)
        for group in interchange["groups"]:
            envelope = Place(number, _text(group["gs_control_num"]), None, None, "GS")
            yield from _of_envelope(group, envelope, _OF_GROUP)
            if group["vriic"] != _GUIDE:
                continue
            for transaction_set in group["transactions"]:
                control_number = _text(transaction_set["trn_set_control_num"])
                inner = Place(number, envelope.group, control_number, None, "ST")
                yield from _of_envelope(transaction_set, inner, _OF_TRANSACTION_SET)
                for segment in transaction_set["segments"]:
                    yield from _of_segment(segment, inner)


def _of_envelope(
    node: dict[str, Any], envelope: Place, places: dict[str, tuple[str, int | None]]
) -> Iterator[Objection]:
    for error in node["errors"]:
        if error["err_str"].startswith(_CONSEQUENCE):
            continue
        segment, element = places.get(error["err_cde"], (envelope.segment, None))
        place = _within(envelope, None, segment, element, missing=element is None)
        yield Objection(place, error["err_cde"], "a trailer, count or control number is wrong")


def _of_segment(segment: dict[str, Any], around: Place) -> Iterator[Objection]:
    position, name = segment["seg_count"], segment["seg_id"] or ""
    for error in segment["errors"]:
        code = error["err_cde"]
        element = _OF_SEGMENT.get(code)
        if code == _WITH_ELEMENT_ERRORS:
            composite = _COMPOSITE.search(error["err_str"])
            element = int(composite[1]) if composite else None
        place = _within(around, position, name, element, missing=code == "3")
        yield Objection(place, code, _SEGMENT_WORDS.get(code, "the segment is wrong"))
    for one in segment["elements"]:
        place = _within(around, position, name, one["ele_pos"])
        for error in one["errors"]:
            code = error["err_cde"]
            yield Objection(place, code, _ELEMENT_WORDS.get(code, "the element is wrong"))


def _within(
    around: Place, position: int | None, segment: str, element: int | None, *, missing: bool = False
) -> Place:
    return Place(
        around.interchange,
        around.group,
        around.transaction_set,
        None if segment in _ENVELOPE else position,
        segment,
        element,
        missing,
    )


def _place_of(finding: Finding) -> Place:
    designator = Designator.parse(finding.designator) if finding.designator else Designator("")
    # pyx12 says of an absent GE no more than which interchange it is absent from.
    group = None if finding.rule == _GROUP_TRAILER_ABSENT else finding.group
    around = Place(finding.interchange, group, finding.transaction_set, None, "")
    element = None if finding.rule in _OF_THE_WHOLE else designator.element
    position, missing = finding.segment_position, finding.rule in _ABSENT
    return _within(around, position, designator.segment, element, missing=missing)


def _text(number: str | None) -> str | None:
    return as_written(number) if number else None


def _match(ours: list[Objection], theirs: list[Objection], comparison: Comparison) -> None:
    standing = {_key(one.place) for one in theirs if not one.place.missing}
    agreed = set()
    for one in ours:
        if not one.place.missing and _key(one.place) in standing:
            agreed.add(_key(one.place))
        elif not one.place.missing:
            comparison.only_ours.append(one)
    comparison.only_pyx12 += [
        one for one in theirs if not one.place.missing and _key(one.place) not in agreed
    ]
    comparison.agreements += len(agreed)
    _match_missing(
        [one for one in ours if one.place.missing],
        [one for one in theirs if one.place.missing],
        comparison,
    )


def _key(place: Place) -> tuple[object, ...]:
    """A place by its position: what the segment there is called is a matter of view."""
    name = place.segment if place.position is None else None
    return (
        place.interchange,
        place.group,
        place.transaction_set,
        place.position,
        name,
        place.element,
    )


def _match_missing(ours: list[Objection], theirs: list[Objection], comparison: Comparison) -> None:
    """Pair absent segments: ours stand before the gap, pyx12's where it was noticed."""
    left = list(theirs)
    for one in ours:
        found = next((other for other in left if _is_same_gap(one.place, other.place)), None)
        if found:
            left.remove(found)
            comparison.agreements += 1
        else:
            comparison.only_ours.append(one)
    comparison.only_pyx12 += left


def _is_same_gap(ours: Place, theirs: Place) -> bool:
    same = (ours.interchange, ours.group, ours.transaction_set, ours.segment) == (
        theirs.interchange,
        theirs.group,
        theirs.transaction_set,
        theirs.segment,
    )
    return same and (ours.position or 0) <= (theirs.position or 0)
