"""NocNarrative: the parts of what a line says of an item that has no code of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from claimline.claim.narrative.amounts import AmountWord
from claimline.claim.narrative.codes import CODE

MOST_DOLLARS = 999_999
MOST_MINUTES = 9_999

_CODE = re.compile(CODE)
_NAMED_CODE = re.compile(rf"(?<![\w-]){CODE}(?![\w-])", re.ASCII)
_BLANKS = re.compile(r"\s+", re.ASCII)
_EDGES = re.compile(r"^(?:[ ,;:)]|[.-](?![0-9A-Z]))+|(?:[ ,;:(]|(?<![0-9A-Z])-)+$")


class NarrativeError(ValueError):
    """A narrative that the grammar of narratives does not hold as it stands."""


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in dollars and the word for what it is: by default the supplier's price list.

    A `word` of None is an amount that no word explains. Raises NarrativeError unless the amount
    lies from 0 to 999999.99 in whole cents.
    """

    amount: Decimal
    word: AmountWord | None = AmountWord.PL

    def __post_init__(self) -> None:
        _set(self, "amount", _money("price", self.amount))


@dataclass(frozen=True, slots=True, kw_only=True)
class NocNarrative:
    """What the description (SV101-7) and the line note (NTE*ADD) say of a non-specific item.

    - `item`: what it is, and what it is for
    - `manufacturer`, and `product`: the name, model and number of the product
    - `prices`: of these `price` counts, the supplier's price list before any other
    - `related`: the HCPCS codes of the items it belongs to
    - `repaired`: the HCPCS code of the item that it repairs
    - `off_the_shelf`: the HCPCS code of the custom-fitted orthosis handed over without fitting, for
      which no off-the-shelf code exists
    - `custom_fabricated`, with its story: the `reason` for it or what makes it unique, and the
      charges for `materials` and labor in dollars; `labor_minutes` is the time
    - `remark`: whatever else must be said

    Texts have no case, and no blanks or commas at their ends; an empty one is None. Raises
    NarrativeError for a code that is no HCPCS Level II code, an amount out of range, and a time
    that is not of 1 to 9999 minutes.
    """

    item: str | None = None
    manufacturer: str | None = None
    product: str | None = None
    prices: tuple[Price, ...] = ()
    related: tuple[str, ...] = ()
    repaired: str | None = None
    off_the_shelf: str | None = None
    custom_fabricated: bool = False
    reason: str | None = None
    materials: Decimal | None = None
    labor_charge: Decimal | None = None
    labor_minutes: int | None = None
    remark: str | None = None

    def __post_init__(self) -> None:
        for part in ("item", "manufacturer", "product", "reason", "remark"):
            _set(self, part, normal(getattr(self, part) or "") or None)
        _set(self, "prices", tuple(self.prices))
        _set(self, "related", tuple(_code("related", code) for code in self.related))
        for part in ("repaired", "off_the_shelf"):
            if (code := getattr(self, part)) is not None:
                _set(self, part, _code(part, code))
        for part in ("materials", "labor_charge"):
            if (amount := getattr(self, part)) is not None:
                _set(self, part, _money(part, amount))
        if self.labor_minutes is not None and not 1 <= self.labor_minutes <= MOST_MINUTES:
            raise NarrativeError(f"labor_minutes {self.labor_minutes} is not from 1 to 9999")

    @property
    def price(self) -> Price | None:
        """The amount that a payer prices by: that of the price list, else one with a word."""
        return governing(self.prices)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every HCPCS code that it names, but for what the maker and the product hold."""
        texts = " ".join(filter(None, (self.item, self.reason, self.remark)))
        named = (self.off_the_shelf, *self.related, self.repaired, *_NAMED_CODE.findall(texts))
        return tuple(dict.fromkeys(filter(None, named)))


def governing(prices: Sequence[Price]) -> Price | None:
    """The first amount of the price list, else the first with a word, else the first."""
    return min(prices, key=_rank, default=None)


def _rank(price: Price) -> int:
    if price.word is AmountWord.PL:
        return 0
    return 1 if price.word else 2


def normal(text: str) -> str:
    """A part's text: in upper case, with single blanks and no separator at its ends.

    Punctuation alone is no text.
    """
    plain = _EDGES.sub("", _BLANKS.sub(" ", text.upper()))
    return plain if any(map(str.isalnum, plain)) else ""


def _code(part: str, code: str) -> str:
    text = code.strip().upper()
    if not _CODE.fullmatch(text):
        raise NarrativeError(f"{part} {code!r} is no HCPCS Level II code")
    return text


def _money(part: str, amount: Decimal) -> Decimal:
    dollars = Decimal(amount)
    if not dollars.is_finite() or not 0 <= dollars < MOST_DOLLARS + 1:
        raise NarrativeError(f"{part} {amount} is not from 0 to 999999.99")
    if dollars != round(dollars, 2):
        raise NarrativeError(f"{part} {amount} is not in whole cents")
    return dollars


def _set(instance: object, part: str, value: object) -> None:
    """Set an attribute of a frozen instance that is being made."""
    object.__setattr__(instance, part, value)
