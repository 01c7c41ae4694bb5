"""Reading a narrative: which words of the two texts belong to which part.

The grammar is that of `claimline.claim.narrative`. A mark is a place where a part begins (MFR) or
stands whole (`FOR L6706`, `LABOR 3HR`, an amount); the words between marks belong to the mark
before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from claimline.claim.narrative.amounts import (
    MARKED,
    NUMBER,
    OWNERS,
    WORDS,
    NarrativeAmount,
    any_of,
    cents,
    read_amounts,
)
from claimline.claim.narrative.codes import CODE
from claimline.claim.narrative.parts import NocNarrative, Price, normal

# Parts that a mark begins and the next mark ends.
_OPEN = ("manufacturer", "product", "reason")
# Words for a price that end a part even where no amount follows them (`MDL WX-1200 PL ON FILE`).
_PRICE_WORDS = ("PL", "P/L", "PRICE LIST", "LIST PRICE", "MSRP", "SRP", "INVOICE", "INV")


def read_narrative(note: str | None, description: str | None = None) -> NocNarrative:
    """The narrative of a service line: what its note (NTE02) and description (SV101-7) say.

    Any text can be read. The description says the item; where it does not, the note does. Every
    word of the note that belongs to no other part is in `remark`, save the words that repeat the
    description. What the note does not say is taken from the description.
    """
    told, described = _read(note or ""), _read(description or "")
    if described.item is None:
        item, further = told.item, None
    else:
        item, further = described.item, _beyond(described.item, told.item)
    remark = " ".join(filter(None, (further, told.remark or described.remark)))
    return replace(
        told,
        item=item,
        remark=remark,
        manufacturer=told.manufacturer or described.manufacturer,
        product=told.product or described.product,
        prices=told.prices or described.prices,
        related=told.related or described.related,
        repaired=told.repaired or described.repaired,
        off_the_shelf=told.off_the_shelf or described.off_the_shelf,
        custom_fabricated=told.custom_fabricated or described.custom_fabricated,
        reason=told.reason or described.reason,
        materials=described.materials if told.materials is None else told.materials,
        labor_charge=described.labor_charge if told.labor_charge is None else told.labor_charge,
        labor_minutes=told.labor_minutes or described.labor_minutes,
    )


def _beyond(described: str, told: str | None) -> str | None:
    """What the note says of the item beside repeating, or shortening, the description."""
    if told is None or _begins(described, told):
        return None
    return told[len(described) :] if _begins(told, described) else told


def _begins(text: str, words: str) -> bool:
    return f"{text} ".startswith(f"{words} ")


@lru_cache(maxsize=1 << 8)
def _read(text: str) -> NocNarrative:
    reader = _Reader(re.sub(r"\s+", " ", text.upper(), flags=re.ASCII))
    for mark in _marks(reader.line):
        reader.take(mark)
    return reader.narrative()


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    part: str
    price: Price | None = None


def _marks(line: str) -> list[_Mark]:
    """The marks of a line in their order, none within another."""
    amounts = [_price_mark(amount) for amount in read_amounts(line)]
    named = [mark for mark in amounts if mark.price and mark.price.word]
    bare = [mark for mark in amounts if mark.price and not mark.price.word]
    found = [
        _Mark(match.start(), match.end(), match.lastgroup or "")
        for match in _grammar().finditer(line)
    ]
    return _apart(_apart(named, found), bare)


def _price_mark(amount: NarrativeAmount) -> _Mark:
    price = Price(Decimal(amount.cents) / 100, amount.word)
    return _Mark(amount.start, amount.end, "prices", price)


def _apart(first: list[_Mark], second: list[_Mark]) -> list[_Mark]:
    """Both in their order, save those of the second that overlap one of the first."""
    others = iter(first)
    other = next(others, None)
    kept = list(first)
    for mark in second:
        while other and other.end <= mark.start:
            other = next(others, None)
        if other is None or mark.end <= other.start:
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


class _Reader:
    """Gives the words between the marks of a line to their parts."""

    def __init__(self, line: str) -> None:
        self.line = line
        self._reached = 0
        self._part = "item"
        self._texts: dict[str, list[str]] = {"item": [], "remark": []}
        self._values: dict[str, Any] = {}
        self._prices: list[Price] = []

    def take(self, mark: _Mark) -> None:
        """The next mark: what stands before it belongs to the part before it."""
        self._say(self.line[self._reached : mark.start])
        self._reached = mark.end
        words = self.line[mark.start : mark.end]
        if mark.price:
            self._prices.append(mark.price)
            self._go_on()
        elif mark.part in _OPEN:
            self._open(mark.part, words)
        elif mark.part == "separator":
            self._part = "remark"
        elif mark.part == "price_word":
            self._go_on()
            self._say(words)
        elif mark.part == "custom_fabricated":
            self._values["custom_fabricated"] = True
        else:
            self._close(_VALUES[mark.part](words), words)

    def narrative(self) -> NocNarrative:
        """The narrative of the whole line."""
        self._say(self.line[self._reached :])
        texts = {part: " ".join(pieces) for part, pieces in self._texts.items()}
        values: dict[str, Any] = {**texts, **self._values}
        return NocNarrative(prices=tuple(self._prices), **values)

    def _say(self, words: str) -> None:
        if piece := normal(words):
            self._texts[self._part].append(piece)

    def _open(self, part: str, words: str) -> None:
        if part not in self._texts:
            self._texts[part] = []
            self._part = part
        elif part == self._part == "product":
            self._say(words)
        else:
            self._part = "remark"
            self._say(words)

    def _close(self, values: dict[str, Any], words: str) -> None:
        """A mark that stands for itself; the words behind it belong to no mark."""
        self._go_on()
        if self._values.keys() & values.keys():
            self._part = "remark"
            self._say(words)
        self._values |= {part: value for part, value in values.items() if part not in self._values}

    def _go_on(self) -> None:
        self._part = "remark" if self._texts["item"] else "item"


def _labor(words: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    rest = words
    if time := re.search(_TIME, words, re.ASCII):
        factor = 60 if "H" in time[0] else 1
        values["labor_minutes"] = int(Decimal(re.sub("[^0-9.]", "", time[0])) * factor)
        rest = words.replace(time[0], "")
    return values | ({"labor_charge": _dollars(rest)} if re.search("[0-9]", rest) else {})


def _dollars(words: str) -> Decimal:
    money = re.search(NUMBER, words, re.ASCII)
    assert money is not None
    return Decimal(cents(money[0])) / 100


def _codes(words: str) -> tuple[str, ...]:
    return tuple(re.findall(CODE, words))


_VALUES: dict[str, Callable[[str], dict[str, Any]]] = {
    "related": lambda words: {"related": _codes(words)},
    "repaired": lambda words: {"repaired": _codes(words)[0]},
    "off_the_shelf": lambda words: {"off_the_shelf": _codes(words)[0]},
    "materials": lambda words: {"materials": _dollars(words)},
    "labor": _labor,
}

_TIME = (
    r"(?:(?:[1-9][0-9]?(?:\.(?:00?|25|50?|75))?|0?\.(?:25|50?|75)) ?(?:HRS?|HOURS?)"
    r"|[1-9][0-9]{0,3} ?(?:MINS?|MINUTES?))\b"
)
_COPULA = r"(?: ?[:=-])? ?"


@cache
def _grammar() -> re.Pattern[str]:
    """The marks but for the amounts, as one pattern over a line in upper case and single blanks."""
    code = rf"(?:HCPCS )?(?:CODE )?{CODE}(?![\w-])"
    # The amount behind LABOR is that of a word behind it, unless this has one of its own.
    word = rf"(?:PER )?(?:{any_of(OWNERS)} )?{any_of(WORDS)}(?![A-Z]|[ :=-]*\$?\d)"
    wage = rf"{MARKED}(?! ?{word})"
    # A bare number beside LABOR is money only where no one would count hours by it.
    sum_ = rf"(?:{wage}|(?:(?=[\d,]*\.\d\d)|(?=[\d,]{{3}})){NUMBER}(?! ?\$))"
    labor = r"LAB(?:OU?R)?\b(?: TIME| COST| CHARGE)?"
    number = r"(?: (?:NUMBER|NUM|NO)\b\.?| ?\#)"
    parts = {
        "repaired": (
            r"(?:(?:RPR|(?<!BEYOND )REPAIR(?:S|ED|ING)?)(?: PARTS?)?|REPLACEMENT PART)"
            rf"(?: OF| TO| FOR| ON)? {code}"
        ),
        "related": (
            rf"(?:FOR|(?:USED )?WITH|W/|ON|ADD(?:ED|ITION)? TO) ?{code}"
            rf"(?:(?: ?[,/&+] ?| AND | ){CODE}(?![\w-]))*+"
        ),
        "off_the_shelf": rf"{CODE} (?:OTS|OFF[ -]THE[ -]SHELF)\b",
        "custom_fabricated": r"CUST(?:OM)?[ -]?FAB(?:RICATED|BED|D)?\b\.?",
        "materials": rf"MAT(?:ERIAL|L)S?\b(?: COST| CHARGE)?{_COPULA}(?:{MARKED}|{NUMBER})",
        "labor": (
            rf"{_TIME} (?:OF )?{labor}(?: {wage})?"
            rf"|{labor}{_COPULA}(?:{_TIME}(?: {wage})?|{sum_})"
        ),
        "manufacturer": (
            rf"(?:(?:MANUF|MANUFACTURER|MFR)\b\.?(?: NAME)?|MFG\b\.?(?!{number}|{_COPULA}[\w-]*\d)"
            rf"|(?:MADE|MFD|MANUFACTURED) BY\b){_COPULA}"
        ),
        "product": (
            rf"(?:(?:MAKE/MODEL|MODEL|MDL|M/N|P/N|PN|SKU|MFG|PRODUCT NAME)\b{number}?"
            rf"|(?:(?:MOD|ITEM|PART|CAT|STYLE|REF)\b{number}?|(?:PROD(?:UCT)?|CATALOG){number})"
            rf"(?={_COPULA}[\w.-]{{0,40}}\d)){_COPULA}"
        ),
        "reason": r"(?:D/T|DUE TO|BECAUSE OF)\b",
        "price_word": rf"{any_of(_PRICE_WORDS)}(?![\w-])",
    }
    named = "|".join(f"(?P<{part}>{pattern})" for part, pattern in parts.items())
    return re.compile(rf"(?<![\w/.-])(?:{named})|(?P<separator>;)", re.ASCII)
