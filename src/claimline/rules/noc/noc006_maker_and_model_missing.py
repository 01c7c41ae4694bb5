"""NOC006: a note on a non-specific code that names neither maker nor model."""

from __future__ import annotations

import re
from functools import cache

from claimline.claim.narrative.abbreviations import Vocabulary, abbreviations
from claimline.claim.narrative.reading import read_narrative
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_SV1 = "SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~"
_WORD = re.compile(r"[A-Z0-9][A-Z0-9/-]*")


@line_rule(
    "NOC006",
    Severity.WARNING,
    sources=[sources.NOR_NOC, sources.NOR_NOC2, sources.CGS_NOC16],
    profiles=[Profile.MEDICARE_DME],
    remittance=["16 N350"],
    reads=Reads(noc=True, present={"note"}),
    examples=[
        Bad(f"{_SV1}NTE*ADD*ELBOW ORTHOSIS PL $450~", at="NTE[ADD]02"),
        Good(f"{_SV1}NTE*ADD*ELBOW ORTH ACME FLEXARM 200 PL $450~"),
        Good(f"{_SV1}NTE*ADD*ELBOW ORTH CUST FAB MATL $200 LABOR 4HR PL $450~"),
        Good("SV1*HC:L3999:RT::::L3960 OTS*620*UN*1***1~NTE*ADD*L3960 OTS PL $620~"),
    ],
)
def maker_and_model_missing(line: LineAsSent, context: Context) -> Problems:
    """The line note repeats the description and the price, and names neither maker nor model.

    ## Why
    The DME MACs price an item without a code of its own by the product: they ask for manufacturer
    and product or model, name and number. What stands in the note beside description and price is
    taken for them; only a note with nothing else is reported. Custom-fabricated items and devices
    delivered off the shelf under another code have no product to name.

    ## Fix
    Add maker, product and model: `ELBOW ORTH MFR ACME MDL FLEXARM 200 PL $450`.
    """
    narrative = read_narrative(line.note, line.description)
    if narrative.custom_fabricated or narrative.off_the_shelf or narrative.repaired:
        return
    if narrative.manufacturer or narrative.product or narrative.reason or narrative.labor_minutes:
        return
    told = _words(f"{narrative.item or ''} {narrative.remark or ''}")
    if told <= _words(line.description or "") | _trade_words():
        message = f"the line note of {line.code} names neither maker nor model"
        yield Problem(line.at(LineAsSent.note), message)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.upper()))


@cache
def _trade_words() -> frozenset[str]:
    """Words of the trade that describe an item and name no product."""
    return frozenset(
        word
        for abbreviation in abbreviations()
        if abbreviation.vocabulary is Vocabulary.WORDS
        for word in _words(f"{abbreviation.phrase} {abbreviation.short}")
    )
