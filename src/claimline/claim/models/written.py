"""Written: a segment that a model was read from or is emitted as, free of any delimiters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

from claimline.claim.models.transliteration import transliterated
from claimline.guide.nodes import ElementNode, SegmentNode
from claimline.x12.delimiters import Delimiters
from claimline.x12.writer import X12WriteError

Part = TypeVar("Part", bound="str | tuple[str, ...]")
Text: TypeAlias = str | tuple[str, ...]
"""What an element holds: text, or the components of a composite, several of them."""


class Written(NamedTuple):
    """A segment at its node; `elements` are those after its id, none empty at the end."""

    node: SegmentNode
    elements: tuple[Text, ...]

    @property
    def qualifier(self) -> str:
        """What stands where the node has its qualifier."""
        if self.node.key is None:
            return ""
        number, part = self.node.key
        text = self.elements[number - 1] if number <= len(self.elements) else ""
        if isinstance(text, tuple):
            return text[(part or 1) - 1]
        return text

    def texts(self, component: str) -> list[str]:
        """The segment's id and elements, components joined."""
        joined = (one if isinstance(one, str) else component.join(one) for one in self.elements)
        return [self.node.id, *joined]

    def text(self, delimiters: Delimiters) -> str:
        """The segment as it goes on the wire, without its terminator.

        Raises X12WriteError where its data holds a delimiter.
        """
        for number, text in self.parts():
            for name, character in delimiters.by_name().items():
                if character in transliterated(text):
                    place = self.node.designator(number, None, self.qualifier)
                    raise X12WriteError(f"{place} holds {character!r}, the {name}")
        return delimiters.element.join(map(transliterated, self.texts(delimiters.component)))

    def parts(self) -> Iterator[tuple[int, str]]:
        """The number of each element with its text, or with that of each of its components."""
        for number, element in enumerate(self.elements, 1):
            for text in (element,) if isinstance(element, str) else element:
                yield number, text


def written_of(node: SegmentNode, elements: Sequence[str], component: str) -> Written:
    """A segment as it stands in a file, its composites taken apart."""
    apart = (
        _apart(node.element(number), text, component) for number, text in enumerate(elements[1:], 1)
    )
    return Written(node, trimmed(apart))


def _apart(element: ElementNode | None, text: str, component: str) -> Text:
    if element is None or not element.parts or component not in text:
        return text
    return tuple(text.split(component))


def composite(parts: Iterable[str]) -> Text:
    """A composite of components, of which those at the end may be empty."""
    kept = trimmed(parts)
    return kept if len(kept) > 1 else "".join(kept)


def trimmed(texts: Iterable[Part]) -> tuple[Part, ...]:
    """The texts without empty ones at the end."""
    found = list(texts)
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def joined(segments: Iterable[Written], delimiters: Delimiters) -> Iterator[str]:
    """The segments as they go on the wire, each with its terminator."""
    for segment in segments:
        yield segment.text(delimiters) + delimiters.terminator
