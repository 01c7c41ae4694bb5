"""Writing a narrative within 80 characters for each of its two texts, and saying what that cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from claimline.claim.models.transliteration import transliterated
from claimline.claim.narrative.abbreviations import Vocabulary, abbreviations
from claimline.claim.narrative.amounts import AmountWord, money
from claimline.claim.narrative.parts import NarrativeError, NocNarrative, Price, normal
from claimline.claim.narrative.reading import read_narrative

LONGEST = 80
"""What SV101-7 and NTE02 hold (005010X222A1)."""

# Control characters, delimiters in use or likely to be, and our separator.
_UNSAFE = str.maketrans(
    {**dict.fromkeys((*map(chr, range(32)), "\x7f", *"*:~^|<>`"), " "), ";": ","}
)
_VOCABULARIES = {
    "item": Vocabulary.WORDS,
    "reason": Vocabulary.WORDS,
    "remark": Vocabulary.WORDS,
    "manufacturer": Vocabulary.FIRM,
}
_TEXTS = ("item", "reason", "manufacturer", "product", "remark")
# What gives way in the note, the least important first. The item does early: SV101-7 holds it.
_GIVE_WAY = (
    *("remark", "item", "prices", "labor_minutes", "labor_charge", "materials", "reason"),
    *("related", "product", "manufacturer"),
)


class ChangeKind(StrEnum):
    """What writing did to a part.

    REPLACED: characters that no element should hold. SHORTENED: by the list of abbreviations.
    LEFT_OUT: it stands in neither text. NOT_REPEATED: the note lacks it, the description has it.
    """

    REPLACED = "replaced"
    SHORTENED = "shortened"
    LEFT_OUT = "left out"
    NOT_REPEATED = "not repeated"


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a part: `text` became `instead`, which is empty where nothing stands."""

    kind: ChangeKind
    part: str
    text: str
    instead: str = ""

    def __str__(self) -> str:
        match self.kind:
            case ChangeKind.LEFT_OUT:
                return f"{self.part}: {self.text!r} does not fit and is left out"
            case ChangeKind.NOT_REPEATED:
                return f"{self.part}: {self.text!r} stands in the description, not in the note"
            case ChangeKind.SHORTENED:
                return f"{self.part}: {self.text!r} is shortened to {self.instead!r}"
            case ChangeKind.REPLACED:
                return f"{self.part}: {self.text!r} is replaced by {self.instead!r}"


@dataclass(frozen=True, slots=True)
class WrittenNarrative:
    """The two texts of a service line, of at most 80 characters each.

    `narrative` is what they say, and what reading them gives. It is the narrative that was to be
    written, save for the `changes`; without any, it is equal.
    """

    description: str
    note: str
    narrative: NocNarrative
    changes: tuple[Change, ...] = ()

    @property
    def left_out(self) -> tuple[Change, ...]:
        """What neither text says: it belongs into an attachment (PWK)."""
        return tuple(one for one in self.changes if one.kind is ChangeKind.LEFT_OUT)


def write_narrative(narrative: NocNarrative) -> WrittenNarrative:
    """The description and the line note of a narrative, in the grammar of this package.

    What is too long is shortened by the list of abbreviations, the greatest saving first, then
    left out from the least important part on; the price that counts always stands. Raises
    NarrativeError where there is no item and no off-the-shelf code to describe, and where a text
    would read as another part: `item="STRAP PL 5"`.
    """
    changes: list[Change] = []
    narrative = _in_safe_characters(narrative, changes)
    _refuse_ambiguous(narrative)
    narrative = _abbreviated(narrative, changes)
    narrative = _with_item_that_fits(narrative, changes)
    if narrative.item is None and narrative.off_the_shelf is None:
        raise NarrativeError("there is no item, in words of at most 80 characters, to describe")
    noted = _note_that_fits(narrative, changes)
    narrative = replace(noted, item=narrative.item)
    written = WrittenNarrative(_description(narrative), _note(noted), narrative, tuple(changes))
    read = read_narrative(written.note, written.description)
    if read != narrative:
        differing = ", ".join(_differing(read, narrative))
        raise NarrativeError(f"{written.note!r} would not read back as its parts: {differing}")
    return written


def _description(narrative: NocNarrative) -> str:
    return " ".join(_head(narrative))


def _note(narrative: NocNarrative) -> str:
    note = " ".join((*_head(narrative), *_tail(narrative)))
    return f"{note}; {narrative.remark}" if narrative.remark else note


def _head(narrative: NocNarrative) -> Iterator[str]:
    if narrative.off_the_shelf:
        yield f"{narrative.off_the_shelf} OTS"
    if narrative.custom_fabricated:
        yield "CUST FAB"
    if narrative.item:
        yield narrative.item


def _tail(narrative: NocNarrative) -> Iterator[str]:
    if narrative.manufacturer:
        yield f"MFR {narrative.manufacturer}"
    if narrative.product:
        yield f"MDL {narrative.product}"
    if narrative.related:
        yield " ".join(("FOR", *narrative.related))
    if narrative.repaired:
        yield f"RPR {narrative.repaired}"
    yield from map(_price, narrative.prices)
    if narrative.materials is not None:
        yield f"MATL {_money(narrative.materials)}"
    if narrative.labor_minutes or narrative.labor_charge is not None:
        yield "LABOR"
    if narrative.labor_minutes:
        yield _time(narrative.labor_minutes)
    if narrative.labor_charge is not None:
        yield _money(narrative.labor_charge)
    if narrative.reason:
        yield f"D/T {narrative.reason}"


def _price(price: Price) -> str:
    money = _money(price.amount)
    if price.word is None:
        return money
    return f"{'INV' if price.word is AmountWord.INVOICE else price.word} {money}"


def _money(amount: Decimal) -> str:
    return money(int(amount * 100))


def _time(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{minutes}MIN" if rest or hours > 99 else f"{hours}HR"


def _with(narrative: NocNarrative, part: str, value: Any) -> NocNarrative:
    values: dict[str, Any] = {part: value}
    return replace(narrative, **values)


def _in_safe_characters(narrative: NocNarrative, changes: list[Change]) -> NocNarrative:
    for part in _TEXTS:
        text = getattr(narrative, part)
        if text is None:
            continue
        narrative = _with(narrative, part, transliterated(text).translate(_UNSAFE))
        safe = getattr(narrative, part)
        if safe != text:
            changes.append(Change(ChangeKind.REPLACED, part, text, safe or ""))
    return narrative


def _refuse_ambiguous(narrative: NocNarrative) -> None:
    """Raise NarrativeError for the first text that reads as something other than words."""
    for part in _TEXTS:
        text = getattr(narrative, part)
        if text is None:
            continue
        words, read = NocNarrative(item=text), read_narrative(text)
        if read != words:
            others = ", ".join(one for one in _differing(read, words) if one != "item")
            raise NarrativeError(f"{part} {text!r} would read as {others or 'nothing'}")


def _differing(one: NocNarrative, other: NocNarrative) -> Iterator[str]:
    for field in fields(NocNarrative):
        if getattr(one, field.name) != getattr(other, field.name):
            yield field.name


def _abbreviated(narrative: NocNarrative, changes: list[Change]) -> NocNarrative:
    while len(_note(narrative)) > LONGEST:
        shortened = max(_shortenings(narrative), key=_saving, default=None)
        if shortened is None:
            break
        change, text = shortened
        narrative = _with(narrative, change.part, text)
        changes.append(change)
    return narrative


def _shortenings(narrative: NocNarrative) -> Iterator[tuple[Change, str]]:
    """Each way to shorten one part by one abbreviation, and the part's text then."""
    for part, vocabulary in _VOCABULARIES.items():
        text = getattr(narrative, part) or ""
        for abbreviation in abbreviations():
            if abbreviation.vocabulary is not vocabulary:
                continue
            if phrase := abbreviation.found_in(text):
                change = Change(ChangeKind.SHORTENED, part, phrase, abbreviation.short)
                if shortened := normal(abbreviation.applied(text)):
                    yield change, shortened


def _saving(shortened: tuple[Change, str]) -> int:
    change, _ = shortened
    return len(change.text) - len(change.instead)


def _with_item_that_fits(narrative: NocNarrative, changes: list[Change]) -> NocNarrative:
    lost: list[str] = []
    while len(_description(narrative)) > LONGEST:
        narrative = _with_less(narrative, "item", lost)
    if lost:
        changes.append(Change(ChangeKind.LEFT_OUT, "item", " ".join(lost)))
    return narrative


def _note_that_fits(narrative: NocNarrative, changes: list[Change]) -> NocNarrative:
    for part in _GIVE_WAY:
        lost: list[str] = []
        while len(_note(narrative)) > LONGEST and _can_give_way(narrative, part):
            narrative = _with_less(narrative, part, lost)
        if lost:
            kind = ChangeKind.NOT_REPEATED if part == "item" else ChangeKind.LEFT_OUT
            changes.append(Change(kind, part, " ".join(lost)))
    return narrative


def _can_give_way(narrative: NocNarrative, part: str) -> bool:
    if part == "prices":
        return len(narrative.prices) > 1
    return getattr(narrative, part) not in (None, ())


def _with_less(narrative: NocNarrative, part: str, lost: list[str]) -> NocNarrative:
    """Without the last word of a text, the last of several, or the whole of anything else.

    What goes is put before what is `lost` already.
    """
    value = getattr(narrative, part)
    less: Any = None
    match value:
        case str():
            less, _, gone = value.rpartition(" ")
        case tuple() if part == "prices":
            place = max(at for at, one in enumerate(value) if one is not narrative.price)
            less, gone = (*value[:place], *value[place + 1 :]), _price(value[place])
        case tuple():
            less, gone = value[:-1], value[-1]
        case int():
            gone = _time(value)
        case _:
            gone = _money(value)
    lost.insert(0, gone)
    return _with(narrative, part, less)
