"""Forms: one sound pattern for each shape a node's segments come in.

A form is learnt from a segment that the exact loop found nothing wrong with: the same node, the
same qualifiers, the same elements present. What it accepts is valid by the guide's tables, for
which elements stand decides usages and syntax; what it refuses goes to the exact loop. Its groups
are the elements that readers of the node want, but those that are the same in all that it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from claimline.guide.conformance import CHARACTERS, PERIOD, PERIOD_FORMAT
from claimline.guide.nodes import ElementNode, Key, SegmentNode
from claimline.guide.tables import external_codes
from claimline.x12.delimiters import Delimiters

_MOST_CODES = 400
_DAY = (
    "(?:19|20)[0-9]{2}(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)|02(?:0[1-9]|1[0-9]|2[0-8]))"
)
_PERIODS = {"D8": _DAY, "RD8": f"{_DAY}-{_DAY}"}
_TIME = "(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9](?:[0-9]{1,2}|)|)"

# The name of the group wanted for an element, or for a component of it.
Wanted = Mapping[Key, str]


class _UnpatternedError(Exception):
    """No pattern could be sound here, or would pay."""


def shape_of(node: SegmentNode, elements: Sequence[str], component: str) -> tuple[object, ...]:
    """What decides of a segment of the node which form it has.

    That is which elements and components stand in it, in which form its dates are, and its
    qualifiers.
    """
    standing = tuple(
        _shape_of_composite(element, text.split(component))
        if element.parts
        else _shape(element, text)
        for element, text in zip(node.elements, elements[1:], strict=False)
    )
    return standing, node.qualifiers_of(elements, component)


def _shape(element: ElementNode, text: str) -> object:
    return text if element.data_element == PERIOD_FORMAT else bool(text)


def _shape_of_composite(element: ElementNode, texts: Sequence[str]) -> object:
    if _tail(element, texts):
        return True
    return tuple(map(_shape, element.parts, texts))


def _tail(element: ElementNode, texts: Sequence[str]) -> Sequence[ElementNode]:
    """The last components of a composite, of which a form takes any number.

    There are none where one that stands has an absent one before it.
    """
    required = max((part.number for part in element.parts if part.usage == "R"), default=1)
    tail = [*takewhile(_is_plain, element.parts[required:])]
    return tail if all(texts) and 0 <= len(texts) - required <= len(tail) else []


def _is_plain(part: ElementNode) -> bool:
    """Whether a component may stand or not, and its pattern asks nothing of other ones."""
    is_period = part.data_element in (PERIOD, PERIOD_FORMAT)
    return part.usage == "S" and not (part.pattern or part.external or is_period)


def form_of(
    node: SegmentNode, elements: Sequence[str], delimiters: Delimiters, wanted: Wanted
) -> re.Pattern[str] | None:
    """The form of all segments shaped like one that nothing is wrong with; None if it has none."""
    builder = _Builder(delimiters, wanted)
    present = node.elements[: len(elements) - 1]
    try:
        texts = [builder.element(node, element, elements) for element in present]
    except _UnpatternedError:
        return None
    separator = re.escape(delimiters.element)
    return re.compile(separator.join((re.escape(node.id), *texts)))


class _Builder:
    """Writes the pattern of one segment."""

    def __init__(self, delimiters: Delimiters, wanted: Wanted) -> None:
        self._component = delimiters.component
        self._repetition = delimiters.repetition
        self._wanted = wanted
        self._characters, self._visible = _characters(delimiters)

    def element(self, node: SegmentNode, element: ElementNode, elements: Sequence[str]) -> str:
        """The pattern of one element, empty where it is absent."""
        text = elements[element.number]
        if not text:
            return ""
        if element.parts:
            found = self._composite(node, element, text)
        elif (element.number, None) in (node.key, node.second_key):
            found = re.escape(text)
        else:
            found = self._simple(element, elements)
        return self._named(found, (element.number, None), text)

    def _composite(self, node: SegmentNode, element: ElementNode, text: str) -> str:
        parts = ["", *text.split(self._component)]
        tail = _tail(element, parts[1:])
        if any((element.number, part.number) in self._wanted for part in tail):
            # A group may be no part of what need not stand.
            tail = []
        separator = re.escape(self._component)
        rest = ""
        for part in reversed(tail):
            rest = f"(?:{separator}{self._simple(part)}{rest}|)"
        standing = element.parts[: tail[0].number - 1 if tail else len(parts) - 1]
        return separator.join(self._part(node, element, part, parts) for part in standing) + rest

    def _part(
        self, node: SegmentNode, element: ElementNode, part: ElementNode, parts: Sequence[str]
    ) -> str:
        """The pattern of one component, empty where it is absent."""
        place = element.number, part.number
        text = parts[part.number]
        if not text:
            return ""
        is_key = place in (node.key, node.second_key)
        return self._named(re.escape(text) if is_key else self._simple(part, parts), place, text)

    def _named(self, found: str, place: Key, text: str) -> str:
        """The pattern as a group, where one is wanted and it takes other texts, too."""
        name = self._wanted.get(place)
        return f"(?P<{name}>{found})" if name and found != re.escape(text) else found

    def _simple(self, element: ElementNode, siblings: Sequence[str] = ()) -> str:
        """The pattern of an element or component, `siblings` those beside it where it stands."""
        text = siblings[element.number] if siblings else ""
        if element.pattern or (self._repetition and self._repetition in text):
            raise _UnpatternedError
        if element.data_element == PERIOD_FORMAT:
            return re.escape(text)
        if element.data_element == PERIOD:
            return _PERIODS.get(siblings[element.number - 1]) or self._text(element)
        if element.codes:
            return _any_of(element.codes)
        if element.external:
            codes = external_codes(element.external)
            if len(codes) > _MOST_CODES:
                raise _UnpatternedError
            return _any_of(codes)
        match element.type:
            case "R":
                whole = max(1, element.maximum - 2)
                fraction = "(?:[.][0-9]{1,2}|)" if element.maximum > 2 else ""
                return f"-?[0-9]{{{max(1, element.minimum)},{whole}}}{fraction}"
            case "N0":
                return f"-?[0-9]{{{max(1, element.minimum)},{element.maximum}}}"
            case "DT":
                return _DAY
            case "TM":
                return _TIME
        return self._text(element)

    def _text(self, element: ElementNode) -> str:
        """Characters of the extended set that are no delimiters, the first and last no blank."""
        least, most = max(1, element.minimum) - 1, element.maximum - 1
        return f"[{self._visible}][{self._characters}]{{{least},{most}}}+(?<! )"


@lru_cache(maxsize=8)
def _characters(delimiters: Delimiters) -> tuple[str, str]:
    """The characters of the extended set that are no delimiters; the same without the blank."""
    held = "".join(filter(None, delimiters.by_name().values()))
    allowed = re.compile(f"[{CHARACTERS}]")
    codes = [code for code in range(256) if allowed.match(chr(code)) and chr(code) not in held]
    return _ranges(codes), _ranges(code for code in codes if code != ord(" "))


def _ranges(codes: Iterable[int]) -> str:
    """The characters of these codes, in order, as a set of a pattern has them."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][-1] + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    ends = ((re.escape(chr(run[0])), re.escape(chr(run[-1]))) for run in runs)
    return "".join(f"{first}-{last}" for first, last in ends)


def _any_of(codes: Iterable[str]) -> str:
    """A pattern of exactly these codes, as a tree of their beginnings."""
    following: dict[str, list[str]] = {}
    for code in sorted(codes):
        following.setdefault(code[:1], []).append(code[1:])
    ends = "" in following
    branches = [
        re.escape(first) + ("" if rest == [""] else _any_of(rest))
        for first, rest in following.items()
        if first
    ]
    if not branches:
        return ""
    joined = "|".join(branches)
    if ends:
        return f"(?:{joined}|)"
    return joined if len(branches) == 1 else f"(?:{joined})"
