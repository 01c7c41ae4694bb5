"""NOC007: a line note on a non-specific code that names no price."""

from __future__ import annotations

from datetime import date

from claimline.claim.narrative.amounts import AmountWord, read_amounts, with_price_list
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Fix, Problem, Severity
from claimline.rules import sources
from claimline.rules.noc.strength import severity_for
from claimline.rules.noc.texts import LONGEST
from claimline.rules.repair import with_element
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_SV1 = "SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~"


@line_rule(
    "NOC007",
    Severity.ERROR,
    sources=[sources.NOR_NOC, sources.NOR_NOC_JD, sources.CGS_NOC16, sources.OSS_REP],
    profiles=[Profile.MEDICARE_DME],
    since=date(2016, 8, 31),
    remittance=["16 N350"],
    reads=Reads(noc=True, present={"note"}),
    examples=[
        Bad(_SV1 + "NTE*ADD*ELBOW ORTH ACME FLEXARM MOD 200~", at="NTE[ADD]02"),
        Bad(
            _SV1 + "NTE*ADD*ELBOW ORTH ACME FLEXARM 200 $450~",
            at="NTE[ADD]02",
            severity=Severity.WARNING,
        ),
        Bad(
            _SV1 + "NTE*ADD*ELBOW ORTH ACME FLEXARM 200 MSRP 450~",
            at="NTE[ADD]02",
            severity=Severity.INFO,
        ),
        Good(_SV1, "NTE*ADD*ELBOW ORTH ACME FLEXARM 200 PL $450~"),
        Good(_SV1, "NTE*ADD*ELBOW ORTH ACME FLEXARM SUPPLIER PRICE LIST 450~"),
    ],
)
def noc_price_missing(line: LineAsSent, context: Context) -> Problems:
    """The line note of a non-specific procedure code names no price.

    ## Why
    Since 2016-08-31 the DME MACs ask for the amount of the supplier's price list (PL), which is the
    amount billed, and deny the line without it as lacking a description. Older words, such as MSRP,
    SRP and INVOICE, are known to them; an amount with no word leaves open what it is.

    ## Fix
    Add PL and the amount billed to the note: `PL $450`.
    """
    if line.note is None:
        return
    words = [amount.word for amount in read_amounts(line.note)]
    if AmountWord.PL in words:
        return
    named = next(filter(None, words), None)
    if named:
        message = f"the line note of {line.code} names its price {named}, not PL"
        severity = Severity.INFO
    elif words:
        message = f"the line note of {line.code} has an amount without PL"
        severity = Severity.WARNING
    else:
        message = f"the line note of {line.code} names no price"
        severity = severity_for(line.code or "", context.codes)
    fix = None if named else _with_charge_as_price
    yield Problem(line.at(LineAsSent.note), message, severity=severity, fix=fix)


def _with_charge_as_price(line: LineAsSent) -> Fix | None:
    """The note with the charge as the price list amount, where the charge is one and it fits."""
    segment = line.find(LineAsSent.note.designator)
    if segment is None or line.note is None or not line.charge or line.charge < 0:
        return None
    text = with_price_list(line.note, line.charge)
    if len(text) > LONGEST:
        return None
    return Fix("suggested", "the amount billed, as PL", (with_element(segment, 2, text),))
