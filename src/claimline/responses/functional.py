"""999 (005010X231A1, X231): the answer to a functional group, its transaction sets and segments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claimline.claim import readings
from claimline.responses.answer import Answer, Kind, Place, at
from claimline.x12.element import Element

_TRIGGER = "SITUATIONAL TRIGGER"


@dataclass(frozen=True, slots=True)
class Context:
    """CTX: a value that tells which claim a segment is about, or the element that made it needed.

    `name` is such as `CLM01` and `value` what stands there; of a trigger they are None, and the
    segment id, position and element number of what triggered are there.
    """

    name: str | None
    value: str | None
    segment: str | None = None
    position: int | None = None
    element: int | None = None


@dataclass(frozen=True, slots=True)
class ElementError:
    """IK4: what is wrong with an element; `component` and `repetition` count from 1."""

    element: int | None
    component: int | None
    repetition: int | None
    code: str | None
    value: str | None


@dataclass(slots=True)
class SegmentError:
    """IK3: what is wrong with a segment; `position` counts in the transaction set with ST = 1."""

    segment: str | None
    position: int | None
    loop: str | None
    code: str | None
    contexts: list[Context] = field(default_factory=list)
    elements: list[ElementError] = field(default_factory=list)

    @property
    def claim(self) -> str | None:
        """CLM01 of the claim, where a context names it."""
        return next((one.value for one in self.contexts if one.name == "CLM01"), None)


class GroupAnswer(Answer):
    """AK1 to AK9: whether a functional group was taken; `codes` are AK905 to AK909."""

    kind = Kind.FUNCTIONAL
    name = "ST"
    functional_code = Element("AK101", readings.text)
    control_number = Element("AK102", readings.text)
    version = Element("AK103", readings.text)
    code = Element("AK901", readings.code)
    included = Element("AK902", readings.integer)
    received = Element("AK903", readings.integer)
    accepted = Element("AK904", readings.integer)

    def __init__(self) -> None:
        super().__init__()
        self.codes: list[str] = []
        self.transaction_sets = 0


class SetAnswer(Answer):
    """AK2 to IK5: whether a transaction set was taken; `codes` are IK502 to IK506."""

    kind = Kind.FUNCTIONAL
    name = "2000"
    set_code = Element("AK201", readings.text)
    control_number = Element("AK202", readings.text)
    version = Element("AK203", readings.text)
    code = Element("IK501", readings.code)

    def __init__(self, group: GroupAnswer | None) -> None:
        super().__init__()
        self.group = group
        self.codes: list[str] = []
        self.errors: list[SegmentError] = []


class FunctionalContent:
    """Reads a 999."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._group: GroupAnswer | None = None
        self._set: SetAnswer | None = None
        self._error: SegmentError | None = None

    def take(self, elements: list[str], component: str) -> Iterator[Answer]:
        """One more segment; a set is complete with its IK5, a group with its AK9."""
        match elements[0]:
            case "AK1":
                yield from self.finish()
                self._group = GroupAnswer()
                self._place(self._group)
                self._group.fill(elements, component)
            case "AK2":
                yield from self._leave_set()
                self._set = SetAnswer(self._group)
                self._place(self._set)
                self._set.fill(elements, component)
                if self._group:
                    self._group.transaction_sets += 1
            case "IK3" if self._set:
                self._error = _segment_error(elements)
                self._set.errors.append(self._error)
            case "IK4" if self._error:
                self._error.elements.append(_element_error(elements, component))
            case "CTX" if self._error:
                self._error.contexts.append(_context(elements, component))
            case "IK5" if self._set:
                self._set.fill(elements, component)
                self._set.codes += filter(None, elements[2:7])
                yield from self._leave_set()
            case "AK9":
                yield from self._leave_set()
                if self._group:
                    self._group.fill(elements, component)
                    self._group.codes += filter(None, elements[5:10])
                yield from self.finish()

    def finish(self) -> Iterator[Answer]:
        """What was still open."""
        yield from self._leave_set()
        if self._group:
            closed, self._group = self._group, None
            yield closed

    def _leave_set(self) -> Iterator[Answer]:
        if self._set:
            closed, self._set, self._error = self._set, None, None
            yield closed


def _segment_error(elements: list[str]) -> SegmentError:
    return SegmentError(
        at(elements, 1) or None,
        readings.integer(at(elements, 2)),
        at(elements, 3) or None,
        at(elements, 4) or None,
    )


def _element_error(elements: list[str], component: str) -> ElementError:
    parts = [readings.integer(part) for part in at(elements, 1).split(component)]
    parts += [None] * (3 - len(parts))
    code, value = at(elements, 3) or None, at(elements, 4) or None
    return ElementError(parts[0], parts[1], parts[2], code, value)


def _context(elements: list[str], component: str) -> Context:
    name, _, value = at(elements, 1).partition(component)
    if name != _TRIGGER:
        return Context(name, value or None)
    element = at(elements, 5).partition(component)[0]
    return Context(
        None,
        None,
        at(elements, 2) or None,
        readings.integer(at(elements, 3)),
        readings.integer(element),
    )
