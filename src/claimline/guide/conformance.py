"""The exact element loop: everything a segment's elements can have wrong by the guide's tables.

This is the one authority on elements; the patterns only say yes where it would say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from claimline.guide.deviations import Deviation
from claimline.guide.nodes import ElementNode, SegmentNode, Syntax
from claimline.guide.tables import LIST_NAMES, external_codes
from claimline.x12.delimiters import Delimiters
from claimline.x12.types import D8, DT, RD8, TM, ElementType

# Appendix B.1.1.2: the basic and the extended character set.
CHARACTERS = "A-Za-z0-9 !\"&'()*+,./:;?=%~@\\[\\]_{}\\\\|<>#$^`-"
_CHARACTERS = re.compile(f"[{CHARACTERS}]*")
_NUMBER = re.compile("-?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)")
_INTEGER = re.compile("-?[0-9]+")
_FORMATS: dict[str, ElementType[Any]] = {"D8": D8, "RD8": RD8}
_SHOWN_CODES = 12
# Data elements: a date or period, in the form that the element before it names; that form.
PERIOD = "1251"
PERIOD_FORMAT = "1250"
# The data element of an amount of money.
_AMOUNT = "782"
_CENT_DIGITS = 2


class Checker:
    """Checks segments under one set of delimiters."""

    def __init__(self, delimiters: Delimiters) -> None:
        self._component = delimiters.component
        self._repetition = delimiters.repetition

    def check(self, node: SegmentNode, elements: Sequence[str]) -> list[Deviation]:
        """What is wrong with the elements of a segment that is this node, in their order."""
        return list(self._segment(node, elements))

    def _segment(self, node: SegmentNode, elements: Sequence[str]) -> Iterator[Deviation]:
        if not any(elements[1:]):
            yield _deviation("IGC008", node, node.designator(), f"{node.id} has no elements")
            return
        if elements[-1] == "":
            message = f"{node.id} ends in an element separator"
            yield _deviation("IGC010", node, node.designator(), message)
        extra = [
            number for number in range(len(node.elements) + 1, len(elements)) if elements[number]
        ]
        if extra:
            message = f"{node.id} has more than {len(node.elements)} elements"
            yield _deviation("IGC011", node, node.designator(extra[0]), message)
        for element in node.elements:
            text = elements[element.number] if element.number < len(elements) else ""
            yield from self._element(node, element, text, elements)
        yield from _syntax(node, elements)

    def _element(
        self, node: SegmentNode, element: ElementNode, text: str, elements: Sequence[str]
    ) -> Iterator[Deviation]:
        if not text or element.usage == "N":
            yield from _usage(node, element, None, text)
            return
        repetitions = [text]
        if self._repetition and self._repetition in text:
            repetitions = text.split(self._repetition)
        if len(repetitions) > element.repeat:
            place = node.designator(element.number)
            message = f"{place} is repeated {len(repetitions)} times, not {element.repeat}"
            yield _deviation("IGC013", node, place, message)
            return
        for repetition in repetitions:
            if element.parts:
                yield from self._composite(node, element, repetition)
            else:
                yield from self._simple(node, element, None, repetition, elements)

    def _composite(self, node: SegmentNode, element: ElementNode, text: str) -> Iterator[Deviation]:
        parts = text.split(self._component)
        if parts[-1] == "":
            place = node.designator(element.number)
            message = f"{place} ends in a component separator"
            yield _deviation("IGC010", node, place, message)
        extra = [number for number in range(len(element.parts), len(parts)) if parts[number]]
        if extra:
            message = (
                f"{node.designator(element.number)} has more than {len(element.parts)} components"
            )
            place = node.designator(element.number, extra[0] + 1)
            yield _deviation("IGC012", node, place, message)
        for part in element.parts:
            written = parts[part.number - 1] if part.number <= len(parts) else ""
            if not written or part.usage == "N":
                yield from _usage(node, part, element.number, written)
            else:
                yield from self._simple(node, part, element.number, written, ["", *parts])

    def _simple(
        self,
        node: SegmentNode,
        element: ElementNode,
        composite: int | None,
        text: str,
        siblings: Sequence[str],
    ) -> Iterator[Deviation]:
        """One element or component that is there; `siblings` are those beside it, from 1."""
        code, message = self._fault(element, text, siblings)
        if code:
            place = _place(node, element, composite)
            yield _deviation(code, node, place, f"{place} {message}")

    def _fault(
        self, element: ElementNode, text: str, siblings: Sequence[str]
    ) -> tuple[str | None, str]:
        """The number of the first thing wrong with a text, and what it is."""
        if self._component in text:
            return "IGC012", "holds a component separator, but is no composite"
        if not _CHARACTERS.fullmatch(text):
            return "IGC016", "holds a character outside the extended character set"
        form = _form_fault(element, text, siblings)
        if form:
            return form
        significant = _significant(element, text)
        length = _length(element, significant)
        unit = _unit(element)
        if length < element.minimum:
            return "IGC014", f"has {length} {unit}, at least {element.minimum} are needed"
        if length > element.maximum:
            return "IGC015", f"has {length} {unit}, at most {element.maximum} fit"
        if element.codes and text not in element.codes:
            shown = text if significant == text else f'"{text}"'
            return "IGC018", f"is {shown}, {_one_of(element.codes)} is expected"
        fault = self._list_fault(element, significant)
        if not fault[0] and significant != text:
            return "IGC021", "ends in blanks"
        return fault

    def _list_fault(self, element: ElementNode, text: str) -> tuple[str | None, str]:
        if element.external and text not in external_codes(element.external):
            name = LIST_NAMES[element.external]
            return "IGC018", f'is "{text}", which is none of the {name}'
        if element.pattern and not re.search(element.pattern, text):
            return "IGC020", f"has not the form {element.pattern.strip('^$')}"
        return None, ""


def _usage(
    node: SegmentNode, element: ElementNode, composite: int | None, text: str
) -> Iterator[Deviation]:
    """An element that is absent, or that the guide does not use."""
    if text and element.usage == "N":
        place = _place(node, element, composite)
        yield _deviation("IGC009", node, place, f"{place} is not used by the guide")
    elif not text and element.usage == "R":
        place = _place(node, element, composite)
        yield _deviation("IGC002", node, place, f"{place} is missing")


def _place(node: SegmentNode, element: ElementNode, composite: int | None) -> str:
    if composite is None:
        return node.designator(element.number)
    return node.designator(composite, element.number)


def _length(element: ElementNode, text: str) -> int:
    """What lengths count: the digits of a number, the characters of anything else.

    Of an amount of money both cents count, written or not (B.1.1.3.1.2).
    """
    if element.data_element == _AMOUNT:
        whole, _, fraction = text.partition(".")
        return len(whole.lstrip("-0")) + max(_CENT_DIGITS, len(fraction))
    return sum(map(str.isdigit, text)) if element.type in ("R", "N0") else len(text)


def _unit(element: ElementNode) -> str:
    """What lengths are counted in."""
    if element.data_element == _AMOUNT:
        return "digits, cents included"
    return "digits" if element.type in ("R", "N0") else "characters"


def _significant(element: ElementNode, text: str) -> str:
    """The text without the blanks at its end that do not fill it up to its least length."""
    if element.type not in ("AN", "ID"):
        return text
    return text[: max(len(text.rstrip(" ")), element.minimum)]


def _form_fault(element: ElementNode, text: str, siblings: Sequence[str]) -> tuple[str, str] | None:
    match element.type:
        case "R":
            if not _NUMBER.fullmatch(text):
                return "IGC017", "is no decimal number"
        case "N0":
            if not _INTEGER.fullmatch(text):
                return "IGC017", "is no whole number"
        case "DT":
            if len(text) == 8 and not DT.read(text):
                return "IGC019", "is no date of the calendar"
        case "TM":
            if TM.read(text) is None:
                return "IGC022", "is no time of day"
        case "AN" | "ID":
            if text.isspace():
                return "IGC016", "holds nothing but blanks"
            form = siblings[element.number - 1] if element.data_element == PERIOD else None
            reader = _FORMATS.get(form or "")
            if reader and reader.read(text) is None:
                return "IGC019", f"is no date in the form {form}"
    return None


def _syntax(node: SegmentNode, texts: Sequence[str]) -> Iterator[Deviation]:
    """Relational conditions (appendix B.1.1.3.9); an empty element counts as absent."""
    for note in node.syntax:
        there = [number < len(texts) and texts[number] != "" for number in note.elements]
        names = [*map(node.designator, note.elements)]
        if note.kind == "E" and sum(there) > 1:
            place = node.designator(note.elements[there.index(True, there.index(True) + 1)])
            yield _deviation("IGC024", node, place, f"only one of {', '.join(names)} may stand")
        elif _is_broken(note, there):
            place = node.designator(note.elements[there.index(False)])
            yield _deviation("IGC023", node, place, f"{place} is missing: {_why(note, names)}")


def _is_broken(note: Syntax, there: list[bool]) -> bool:
    match note.kind:
        case "P":
            return any(there) and not all(there)
        case "R":
            return not any(there)
        case "C":
            return there[0] and not all(there)
        case "L":
            return there[0] and not any(there[1:])
    return False


def _why(note: Syntax, designators: list[str]) -> str:
    first, *others = designators
    match note.kind:
        case "P":
            return f"{' and '.join(designators)} stand together or not at all"
        case "R":
            return f"one of {', '.join(designators)} must stand"
        case "C":
            return f"it must stand where {first} does"
        case _:
            return f"one of {', '.join(others)} must stand where {first} does"


def _deviation(code: str, node: SegmentNode, designator: str, message: str) -> Deviation:
    return Deviation(code, node.loop.id, designator, message)


def _one_of(codes: frozenset[str]) -> str:
    shown = sorted(codes, key=lambda code: (len(code), code))
    if len(shown) == 1:
        return shown[0]
    if len(shown) > _SHOWN_CODES:
        return f"one of {', '.join(shown[:_SHOWN_CODES])} ..."
    return f"one of {', '.join(shown)}"
