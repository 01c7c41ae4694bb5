"""Mutations: one thing made wrong in a valid file, drawn from a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

LONG = "LENGTHENED " * 30


@dataclass(frozen=True)
class Mutation:
    """A valid file with one change: `name` says what, and at which segment of which file.

    `place` is where: the control number of the transaction set and the position in it, ST = 1; of
    what stands outside any set, None and the position in the file.
    """

    name: str
    kind: str
    data: bytes
    place: tuple[str | None, int]


class Base:
    """A valid file as segments; `*`, `:` and `~` are its delimiters."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.segments = [
            text.strip().split("*") for text in data.decode("latin-1").split("~") if text.strip()
        ]

    def ids(self) -> list[str]:
        """What kind each segment is: its id, and its qualifier where it has one."""
        return [
            "*".join(segment[:2]) if segment[0] in _QUALIFIED else segment[0]
            for segment in self.segments
        ]


_QUALIFIED = frozenset(("NM1", "REF", "DTP", "AMT", "HI", "PRV", "QTY", "N1", "PER", "DTM"))
Change = Callable[[list[list[str]], int, Random], str | None]


def _drop(segments: list[list[str]], at: int, random: Random) -> str | None:
    del segments[at]
    return ""


def _duplicate(segments: list[list[str]], at: int, random: Random) -> str | None:
    segments.insert(at, list(segments[at]))
    return ""


def _swap(segments: list[list[str]], at: int, random: Random) -> str | None:
    if at + 1 >= len(segments) or segments[at + 1][0] in ("GS", "GE", "ST", "SE", "IEA"):
        return None
    segments[at], segments[at + 1] = segments[at + 1], segments[at]
    return ""


def _unknown(segments: list[list[str]], at: int, random: Random) -> str | None:
    segments.insert(at + 1, ["ZZZ", "1"])
    return ""


def _misspell(segments: list[list[str]], at: int, random: Random) -> str | None:
    segments[at][0] = "Q" + segments[at][0][1:]
    return ""


def _one_more(segments: list[list[str]], at: int, random: Random) -> str | None:
    segments[at].extend([""] * (25 - len(segments[at])) + ["X"])
    return ""


def _trailing(segments: list[list[str]], at: int, random: Random) -> str | None:
    segments[at].append("")
    return ""


def _value(new: Callable[[str, Random], str]) -> Change:
    """A change of one element, or of one component of it."""

    def change(segments: list[list[str]], at: int, random: Random) -> str | None:
        segment = segments[at]
        filled = [number for number in range(1, len(segment)) if segment[number]]
        if not filled:
            return None
        number = random.choice(filled)
        parts = segment[number].split(":")
        part = random.randrange(len(parts))
        if not parts[part]:
            return None
        parts[part] = new(parts[part], random)
        segment[number] = ":".join(parts)
        return f"{number:02}" + (f"-{part + 1}" if len(parts) > 1 else "")

    return change


def _wrong_type(text: str, random: Random) -> str:
    if text.isdigit() and len(text) == 8:
        return random.choice((text[:4] + "0231", text[:4] + "1301", "ABCDEFGH"))
    if text.replace(".", "").isdigit():
        return random.choice(("+5", "1e3", "A" * len(text), "1,5", "1.2.3", "-" + text))
    return random.choice(("\u00c9" + text[1:], text + " ", " " * len(text), "\t" + text[1:]))


KINDS: dict[str, Change] = {
    "drop": _drop,
    "duplicate": _duplicate,
    "swap": _swap,
    "blank": _value(lambda text, random: ""),
    "lengthen": _value(lambda text, random: text + LONG[: random.choice((1, 3, 30, 300))].strip()),
    "shorten": _value(lambda text, random: text[:1]),
    "wrong code": _value(lambda text, random: "QXZ9"[: len(text)] if len(text) < 4 else "QXZ9Q"),
    "lower": _value(lambda text, random: text.lower()),
    "wrong type": _value(_wrong_type),
    "unknown": _unknown,
    "misspell": _misspell,
    "one more": _one_more,
    "trailing separator": _trailing,
}
_COUNTED = frozenset(("drop", "duplicate", "unknown"))


def mutate(base: Base, kind: str, at: int, random: Random) -> Mutation | None:
    """The file with one segment changed; None where that kind of change cannot be made there."""
    segments = [list(segment) for segment in base.segments]
    place = KINDS[kind](segments, at, random)
    if place is None:
        return None
    if kind in _COUNTED:
        _recount(segments)
    text = "".join("*".join(segment) + "~\n" for segment in segments)
    name = f"{base.name}: {kind} {base.segments[at][0]}{place} (segment {at + 1})"
    return Mutation(name, kind, text.encode("latin-1"), _place(base.segments, at))


def _place(segments: list[list[str]], at: int) -> tuple[str | None, int]:
    """The transaction set of a segment and its position in it."""
    for first in range(at, -1, -1):
        if segments[first][0] == "ST":
            return segments[first][2], at - first + 1
        if segments[first][0] == "SE" and first != at:
            break
    return None, at + 1


def mutations(bases: list[Base], count: int, seed: int) -> Iterator[Mutation]:
    """That many mutations, no two alike: every kind of change at every kind of segment in turn."""
    random = Random(seed)
    places: dict[tuple[str, str], list[tuple[Base, int]]] = {}
    for base in bases:
        for at, of_kind in enumerate(base.ids()):
            for kind in KINDS:
                if of_kind != "ISA":
                    places.setdefault((kind, of_kind), []).append((base, at))
    order: list[tuple[str, str]] = []
    seen: set[bytes] = set()
    while len(seen) < count:
        if not order:
            order = sorted(places)
            random.shuffle(order)
        kind, _ = turn = order.pop()
        base, at = random.choice(places[turn])
        mutation = mutate(base, kind, at, random)
        if mutation and mutation.data not in seen:
            seen.add(mutation.data)
            yield mutation


def _recount(segments: list[list[str]]) -> None:
    """Make SE01 true again: the change is what is to be found."""
    opened = 0
    for number, segment in enumerate(segments):
        if segment[0] == "ST":
            opened = number
        elif segment[0] == "SE" and len(segment) > 1:
            segment[1] = str(number - opened + 1)
