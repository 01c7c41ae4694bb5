"""Planting defects: one in a claim, named by the rule that it breaks and the place it shows at.

What may be planted is data (`data/defects.toml`): which claims and lines a defect fits, and what is
changed there. A defect knows nothing of how its rule is checked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from random import Random
from typing import Any, Literal

from claimline.sample.data_files import Payer
from claimline.sample.draft import Draft, Segment, find, get, put
from claimline.x12.designator import Designator

_SIDES = {"RT": "LT", "LT": "RT"}
_PREVIOUS = "{previous}"
_QUOTED = re.compile(r"\{(?P<designator>[A-Z][^{}]+)\}")
_MODIFIERS = [f"SV101-{number}" for number in range(3, 7)]


@dataclass(frozen=True, slots=True)
class Planted:
    """A defect in a claim: `claim` is CLM01, `service_line` LX01, or None for one above lines.

    What stands above the claim is found of no claim, for more may follow under that level.
    """

    claim: str
    service_line: str | None
    rule: str
    designator: str


@dataclass(frozen=True, slots=True)
class Defect:
    """What breaks a rule.

    It fits claims to Medicare (`medicare` True), to others (False) or to both, to the `payers` if
    there are any, that bill all the codes of `beside`; and their lines with one of `codes` and all
    `modifiers`, none of `without`, where all of `has` and none of `lacks` hold something in line or
    claim.

    There the line's modifiers become `change`: `*` stands for those it has, `-KX` leaves one out,
    SIDE and OTHER are its side and the opposite. Then elements are `put`, segments `removed` and
    `added` (behind the segment named), in the line or else above all lines. `copied` gives the
    claim the line once more, `dropped` takes the lines of some codes away, `recoded` gives others
    another code. `shows` says whether it
    shows at the line, its copy, the claim, or a level above it.
    """

    rule: str
    at: str
    medicare: bool | None = None
    payers: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    change: tuple[str, ...] | None = None
    put: dict[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    copied: bool = False
    dropped: tuple[str, ...] = ()
    recoded: dict[str, str] = field(default_factory=dict)
    shows: Literal["line", "copy", "claim", "level"] = "line"

    @property
    def looks_back(self) -> bool:
        """Whether it needs a line before."""
        return _PREVIOUS in self.put.values()


class Planter:
    """Plants a defect in some percent of claims; what was planted least often goes first."""

    def __init__(self, random: Random, percent: float) -> None:
        self._random = random
        self._share = percent / 100
        self._planted = dict.fromkeys(range(len(load_defects())), 0)

    def plant(self, draft: Draft, payer: Payer) -> Planted | None:
        """Change the claim by a defect that fits it; None where none is due or none fits."""
        if self._random.random() >= self._share or find(draft.above, "SBR[S]"):
            return None
        fitting = {
            number: lines
            for number, defect in enumerate(load_defects())
            if (lines := list(_fitting_lines(defect, draft, payer)))
        }
        if not fitting:
            return None
        least = min(self._planted[number] for number in fitting)
        number = self._random.choice([one for one in fitting if self._planted[one] == least])
        self._planted[number] += 1
        return _plant(load_defects()[number], draft, self._random.choice(fitting[number]))


@cache
def load_defects() -> tuple[Defect, ...]:
    """The defects that may be planted, in the order of the file."""
    text = resources.files(__package__).joinpath("data", "defects.toml").read_text("utf-8")
    return tuple(_defect(row) for row in tomllib.loads(text)["defect"])


def _defect(row: dict[str, Any]) -> Defect:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    if "added" in row:
        values["added"] = tuple((behind, text) for behind, text in row["added"])
    return Defect(**values)


def _fitting_lines(defect: Defect, draft: Draft, payer: Payer) -> Iterator[int]:
    """The lines a defect may be planted at."""
    if defect.medicare not in (None, payer.is_medicare):
        return
    if defect.payers and payer.identifier not in defect.payers:
        return
    billed = {get(line, "SV101-2") for line in draft.lines}
    if not billed.issuperset(defect.beside):
        return
    for index, line in enumerate(draft.lines):
        if defect.looks_back and index == 0:
            continue
        modifiers = _modifiers(line)
        if (
            (not defect.codes or get(line, "SV101-2") in defect.codes)
            and set(defect.modifiers) <= set(modifiers)
            and set(defect.without).isdisjoint(modifiers)
            and get(line, "SV101-2") not in defect.dropped
            and all(_holds(draft, line, designator) for designator in defect.has)
            and not any(_holds(draft, line, designator) for designator in defect.lacks)
        ):
            yield index


def _holds(draft: Draft, line: list[Segment], designator: str) -> bool:
    segments = [*line, *draft.above]
    if Designator.parse(designator).element is None:
        return find(segments, designator) is not None
    return bool(get(segments, designator))


def _plant(defect: Defect, draft: Draft, index: int) -> Planted:
    line = draft.lines[index]
    if defect.copied:
        copy = deepcopy(line)
        put(copy, "REF[6R]02", f"{get(line, 'REF[6R]02')}C")
        draft.lines.append(copy)
        if defect.shows == "copy":
            line = copy
    draft.lines = [
        one for one in draft.lines if one is line or get(one, "SV101-2") not in defect.dropped
    ]
    for other in draft.lines:
        code = get(other, "SV101-2")
        if other is not line and isinstance(code, str) and code in defect.recoded:
            put(other, "SV101-2", defect.recoded[code])
    _change(defect, draft, line)
    draft.number()
    if "CLM02" not in defect.put:
        draft.balance()
    number = get(line, "LX01")
    return Planted(
        claim=draft.identifier,
        service_line=str(number) if defect.shows in ("line", "copy") else None,
        rule=defect.rule,
        designator=defect.at,
    )


def _change(defect: Defect, draft: Draft, line: list[Segment]) -> None:
    if defect.change is not None:
        _set_modifiers(line, defect.change)
    for designator, text in defect.put.items():
        segments = line if find(line, designator) else draft.above
        if text == _PREVIOUS:
            text = str(get(draft.lines[draft.lines.index(line) - 1], designator))
        put(segments, designator, _quoting(text, line) or None)
    for designator in defect.removed:
        segments = line if find(line, designator) else draft.above
        found = find(segments, designator)
        assert found is not None, f"{defect.rule}: no {designator} to remove"
        segments.remove(found)
    for behind, text in defect.added:
        segments = line if find(line, behind) else draft.above
        found = find(segments, behind)
        assert found is not None, f"{defect.rule}: no {behind} to add behind"
        segments.insert(segments.index(found) + 1, _segment(_quoting(text, line)))


def _quoting(text: str, line: list[Segment]) -> str:
    """The text with what stands at the designators it quotes."""
    return _QUOTED.sub(lambda match: str(get(line, match["designator"])), text)


def _set_modifiers(line: list[Segment], change: tuple[str, ...]) -> None:
    has = _modifiers(line)
    side = next((modifier for modifier in has if modifier in _SIDES), "RT")
    left_out = {token[1:] for token in change if token.startswith("-")}
    modifiers: list[str] = []
    for token in change:
        if token == "*":
            modifiers += [modifier for modifier in has if modifier not in left_out]
        elif not token.startswith("-"):
            modifiers.append({"SIDE": side, "OTHER": _SIDES[side]}.get(token, token))
    for designator, modifier in zip(_MODIFIERS, [*modifiers, *[""] * 4], strict=False):
        put(line, designator, modifier or None)


def _modifiers(line: list[Segment]) -> list[str]:
    found = (get(line, designator) for designator in _MODIFIERS)
    return [modifier for modifier in found if isinstance(modifier, str) and modifier]


def _segment(text: str) -> Segment:
    return [
        tuple(element.split(":")) if ":" in element else element or None
        for element in text.split("*")
    ]
