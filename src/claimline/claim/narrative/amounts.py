"""The amounts of money that a narrative names.

The DME MACs look for a price in it, by preference the supplier's price list amount. An amount reads
thus, in either case of letters:

    amount = word filler* [":" | "=" | "-"] money     PL $495, PRICE LIST (PL) AMOUNT: 495.00
           | money ["PER"] word                       $495 PL, 495.00 PER INVOICE
           | "$" number                               $495, which no word explains
    word   = [owner] then one of WORDS                PL, SUPPLIER PRICE LIST, MSRP
    filler = one of FILLERS, a reference, a year      INVOICE AMT 380, INV #4471 $380
    money  = "$" number | number
    number = up to 999999, with or without commas between thousands, and up to two decimals

A reference is a token with a digit in it, of its own or behind `#` or NO, before `$` or AMT; a year
is one of 20xx before another number (`PRICE LIST 2026 495`). Blanks between the parts may be left
out (`PL$495`). The number after a word goes before the one in front of it (`LABOR $90 PL $495`).
A number without `$` is no amount where it is

- named by one of OTHER_NUMBERS as something else: a model, a part, a quantity (`MOD 200`);
- counted in one of UNITS (`3HR`), or followed by `$` (`PL 200 $495` is 495 dollars);
- part of a longer token: a model number (`WX-1200`), a HCPCS code (`L1930`), a date (`1/15/26`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache


class AmountWord(StrEnum):
    """What a narrative calls an amount; PL is the amount of the supplier's price list."""

    PL = "PL"
    MSRP = "MSRP"
    SRP = "SRP"
    INVOICE = "INVOICE"
    RETAIL = "RETAIL"
    PRICE = "PRICE"


WORDS = {
    "PL": AmountWord.PL,
    "P/L": AmountWord.PL,
    "PRICE LIST": AmountWord.PL,
    "LIST PRICE": AmountWord.PL,
    "MSRP": AmountWord.MSRP,
    "M.S.R.P.": AmountWord.MSRP,
    "MFR SUGGESTED RETAIL": AmountWord.MSRP,
    "MANUFACTURER SUGGESTED RETAIL": AmountWord.MSRP,
    "MANUFACTURER'S SUGGESTED RETAIL": AmountWord.MSRP,
    "SRP": AmountWord.SRP,
    "SUGGESTED RETAIL": AmountWord.SRP,
    "SUGG RETAIL": AmountWord.SRP,
    "INVOICE": AmountWord.INVOICE,
    "INV": AmountWord.INVOICE,
    "RETAIL": AmountWord.RETAIL,
    "PRICE": AmountWord.PRICE,
}
"""The words for a price, and what each stands for."""

OWNERS = ("SUPPLIER", "SUPPLIER'S", "PROVIDER", "OUR")
"""Whose price it is; such a word may stand in front of any of WORDS."""

FILLERS = ("(PL)", "AMOUNT", "AMT", "PRICE", "COST", "TOTAL", "EACH", "EA", "IS", "OF")
"""What may stand between a word and its number."""

OTHER_NUMBERS = (
    *("MODEL", "MOD", "MDL", "ITEM", "PART", "PN", "P/N", "CAT", "SKU", "STYLE", "REF", "SERIAL"),
    *("SN", "S/N", "LOT", "NUMBER", "NUM", "NO", "NO.", "#", "INV-", "SIZE", "SZ", "QTY"),
)
"""What makes the number behind it something other than money."""

UNITS = (
    *("HR", "HRS", "HOUR", "HOURS", "MIN", "MINS", "MINUTES", "DAYS", "MOS", "MONTHS", "YR", "YRS"),
    *("YEARS", "MM", "CM", "INCH", "INCHES", "FT", "LB", "LBS", "KG", "DEG"),
)
"""What makes the number in front of it something other than money."""

NUMBER = r"(?>(?:[1-9]\d{0,2}(?:,\d{3})++|[1-9]\d{0,5}|0)(?:\.\d{1,2})?|\.\d{2})(?!\w|[.,/-]\d|%)"
"""A pattern for `number`."""

MARKED = rf"\$\s*+{NUMBER}"
"""A pattern for a number with its `$`."""


@dataclass(frozen=True, slots=True)
class NarrativeAmount:
    """An amount of a narrative, in integer cents, with the word beside it.

    `word` is None where only a `$` says that the number is an amount. `text[start:end]` is word and
    number as they stand.
    """

    word: AmountWord | None
    cents: int
    start: int
    end: int


@lru_cache(maxsize=1 << 8)
def read_amounts(text: str) -> tuple[NarrativeAmount, ...]:
    """The amounts a narrative names, in the order they stand."""
    return tuple(_amount(match) for match in _grammar().finditer(text) if not match["other"])


def _amount(match: re.Match[str]) -> NarrativeAmount:
    word = match["word"] or match["word_behind"]
    return NarrativeAmount(
        word=WORDS[" ".join(word.upper().split())] if word else None,
        cents=cents(match["money"] or match["money_before"] or match["money_alone"]),
        start=match.start(),
        end=match.end(),
    )


def cents(money: str) -> int:
    """The cents of a number, with or without its `$`."""
    return int(Decimal(money.lstrip("$").replace(",", "").strip()) * 100)


def money(cents: int) -> str:
    """An amount as narratives write it: `$450`, `$450.50`."""
    dollars, rest = divmod(cents, 100)
    return f"${dollars}.{rest:02}" if rest else f"${dollars}"


def with_price_list(text: str, cents: int) -> str:
    """The text with that amount as the price list's: PL before it where it stands bare, or both."""
    for amount in read_amounts(text):
        if amount.word is None and amount.cents == cents:
            return f"{text[: amount.start]}{AmountWord.PL} {text[amount.start :]}"
    return f"{text.rstrip()} {AmountWord.PL} {money(cents)}"


@cache
def _grammar() -> re.Pattern[str]:
    """The grammar of this module as one pattern, in time linear in the text.

    Runs of blanks are taken whole (`++`), so that no text makes it try their parts.
    """
    plain = rf"{NUMBER}(?!\s*+(?:\$|{any_of(UNITS)}\b))"
    token = r"(?=[\w./-]{0,40}\d)(?:[\w.-]|/\d)++"
    other = rf"{any_of(OTHER_NUMBERS)}\s*+[:#]?\s*+{token}"
    word = rf"{any_of(WORDS)}(?![A-Z])"
    owner = rf"(?:{any_of(OWNERS)}\s++)?+"
    reference = rf"(?:(?:NO\b\.?|\#)\s*+)?{token}(?=\s++(?:\$|AMT\b|AMOUNT\b))"
    year = rf"20\d\d(?=\s++{NUMBER})"
    filler = rf"(?:{any_of(FILLERS)}(?!\w)\.?|{reference}|{year})"
    to_money = rf"\.?\)?(?:\s*+{filler}){{0,4}}+\s*+(?:[:=-]\s*+)?\(?"
    after = rf"{owner}(?P<word>{word}){to_money}(?P<money>{MARKED}|{plain})"
    before = (
        rf"(?P<money_before>{MARKED}|(?<![\w#$.,/-]){plain})"
        rf"\s*+\(?(?:PER\s++)?+{owner}(?P<word_behind>{word})(?!{to_money}(?:{MARKED}|{plain}))"
    )
    return re.compile(
        rf"(?<!\w)(?P<other>{other})|(?<!\w){after}|{before}|(?P<money_alone>{MARKED})",
        re.ASCII | re.IGNORECASE,
    )


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for the longest of the phrases that stands there, and for no other."""
    longest_first = sorted(phrases, key=len, reverse=True)
    spelled = (r"\s++".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return f"(?>{'|'.join(spelled)})"
