"""Matching: which service lines of a claim the services of an answer are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from claimline.responses.sent import SentLine


class Join(StrEnum):
    """How an answer was joined to what was sent, from certain to weak."""

    CONTROL_NUMBER = "control-number"
    POSITION = "position"
    PROCEDURE = "procedure"
    ORDER = "order"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Service:
    """What an answer says of a service to tell the line by; the charge is in cents."""

    control_number: str | None
    code: str | None
    modifiers: tuple[str, ...]
    charge: int | None
    service_date: date | None


@dataclass(frozen=True, slots=True)
class LineMatch:
    """The line that a service was taken for, and how."""

    line: SentLine
    join: Join


_Either = SentLine | Service
_Key = Callable[[_Either], tuple[Any, ...]]
# From the strictest on; modifiers are compared in any order.
_KEYS: tuple[_Key, ...] = (
    lambda one: (one.code, sorted(one.modifiers), one.charge, one.service_date),
    lambda one: (one.code, sorted(one.modifiers), one.service_date),
    lambda one: (one.code, one.charge, one.service_date),
    lambda one: (one.code, sorted(one.modifiers), one.charge),
    lambda one: (one.code, one.service_date),
    lambda one: (one.code, one.charge),
    lambda one: (one.code,),
)


def match_lines(lines: Sequence[SentLine], services: Sequence[Service]) -> list[LineMatch | None]:
    """The line of each service, None where nothing tells.

    The line item control number tells for certain. Without one, procedure code, modifiers, charge
    and date do where one free line and one service agree, and so do services that split the charge
    of one line. Services and lines that nothing tells apart are taken in order.
    """
    return _Matching(lines, services).run()


class _Matching:
    def __init__(self, lines: Sequence[SentLine], services: Sequence[Service]) -> None:
        self._services = services
        self._free = list(lines)
        self._lines = lines
        self._matches: list[LineMatch | None] = [None] * len(services)

    def run(self) -> list[LineMatch | None]:
        self._by_control_number()
        for key in _KEYS:
            self._by_key(key)
        self._by_modifiers()
        # What is alike in everything that is said, then in the code alone, comes in order.
        for key in (_KEYS[0], _KEYS[-1]):
            self._in_order(key)
        self._last_one()
        return self._matches

    def _by_control_number(self) -> None:
        for index, service in enumerate(self._services):
            if not service.control_number:
                continue
            alike = [line for line in self._lines if line.control_number == service.control_number]
            if len(alike) == 1:
                self._matches[index] = LineMatch(alike[0], Join.CONTROL_NUMBER)
        taken = [match.line for match in self._matches if match]
        self._free = [line for line in self._free if line not in taken]

    def _by_key(self, key: _Key) -> None:
        for indexes, lines in self._alike(key):
            if len(lines) != 1:
                continue
            charges = [self._services[index].charge for index in indexes]
            alone = len(indexes) == 1 or _add_up(charges, lines[0].charge)
            if alone and all(self._agree(index, lines[0]) for index in indexes):
                self._take(((index, lines[0]) for index in indexes), Join.PROCEDURE)

    def _by_modifiers(self) -> None:
        """Services of which modifiers were dropped, or added: only one line agrees with each."""
        for indexes, lines in self._alike(_KEYS[-1]):
            agreeing = {
                index: [line for line in lines if self._agree(index, line)] for index in indexes
            }
            for index, found in agreeing.items():
                others = [one for other, one in agreeing.items() if other != index]
                if len(found) == 1 and found not in others:
                    self._take([(index, found[0])], Join.PROCEDURE)

    def _agree(self, index: int, line: SentLine) -> bool:
        """Whether the modifiers of one are all among those of the other."""
        ours, theirs = set(line.modifiers), set(self._services[index].modifiers)
        return ours <= theirs or theirs <= ours

    def _in_order(self, key: _Key) -> None:
        for indexes, lines in self._alike(key):
            pairs = list(zip(indexes, lines, strict=False))
            if len(indexes) == len(lines) and all(self._agree(*pair) for pair in pairs):
                self._take(pairs, Join.ORDER)

    def _last_one(self) -> None:
        """One service and one line are left: the payer changed the code and does not say so."""
        left = self._left()
        if len(left) == len(self._free) == 1 and len(self._services) > 1:
            self._take([(left[0], self._free[0])], Join.ORDER)

    def _alike(self, key: _Key) -> list[tuple[list[int], list[SentLine]]]:
        """Services that were not matched and free lines, by what a key sees of them."""
        found: dict[str, tuple[list[int], list[SentLine]]] = {}
        for index in self._left():
            if self._services[index].code:
                found.setdefault(repr(key(self._services[index])), ([], []))[0].append(index)
        for line in self._free:
            alike = found.get(repr(key(line)))
            if alike:
                alike[1].append(line)
        return list(found.values())

    def _left(self) -> list[int]:
        return [index for index, match in enumerate(self._matches) if match is None]

    def _take(self, pairs: Iterable[tuple[int, SentLine]], join: Join) -> None:
        for index, line in pairs:
            self._matches[index] = LineMatch(line, join)
            if line in self._free:
                self._free.remove(line)


def _add_up(charges: Sequence[int | None], charge: int | None) -> bool:
    return None not in charges and sum(one or 0 for one in charges) == charge
