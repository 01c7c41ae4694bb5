"""NOC004: a non-specific code without a line note."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.noc.strength import severity_for
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Setting, line_rule

_ON_CLAIM = (
    "CLM*TEST-1*450***12:B:1*Y*A*Y*Y~NTE*ADD*ELBOW ORTH ACME FLEXARM 200 PL $450~"
    "SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~"
)
_SHARED = (
    "CLM*TEST-1*900***12:B:1*Y*A*Y*Y~NTE*ADD*ELBOW ORTH ACME FLEXARM 200 PL $450~"
    "SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~SV1*HC:L3999:LT::::ELBOW ORTH*450*UN*1***2~"
)
# Noridian, the contractor of these jurisdictions, also takes the note of the claim.
_TAKE_CLAIM_NOTE = ("A", "D")


@line_rule(
    "NOC004",
    Severity.ERROR,
    sources=[
        sources.CGS_NOC16,
        sources.NOR_NOC,
        sources.NOR_NOC_JD,
        sources.NOR_DENIAL,
        sources.USREHAB_N350,
    ],
    profiles=[Profile.MEDICARE_DME],
    since=date(2013, 5, 1),
    remittance=["16 N350", "16 M51"],
    reads=Reads(noc=True, absent="note"),
    examples=[
        Bad("SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~", at="NTE[ADD]"),
        Bad(
            "SV1*HC:K0900:::::SEAT WEDGE*450*UN*1***1~",
            at="NTE[ADD]",
            severity=Severity.WARNING,
        ),
        Bad(_ON_CLAIM, at="NTE[ADD]"),
        Bad(
            _ON_CLAIM,
            at="NTE[ADD]",
            setting=Setting(jurisdiction=None),
            severity=Severity.WARNING,
        ),
        Bad(
            _SHARED,
            at=("1 NTE[ADD]", "2 NTE[ADD]"),
            setting=Setting(jurisdiction="D"),
            severity=Severity.INFO,
        ),
        Good(
            "SV1*HC:L3999:RT::::ELBOW ORTH*450*UN*1***1~",
            "NTE*ADD*ELBOW ORTH ACME FLEXARM 200 PL $450~",
        ),
        Good(_ON_CLAIM, setting=Setting(jurisdiction="A")),
    ],
)
def noc_note_missing(line: LineAsSent, context: Context) -> Problems:
    """A non-specific procedure code stands without a line note (NTE*ADD in loop 2400).

    ## Why
    The DME MACs price and judge such an item by the line note: what it is, maker and model, price
    list amount, related code. Since 2013-05-01 they deny the line without it as lacking a
    description. Noridian (jurisdictions A and D) also reads the note of the claim, which is
    information here only where several lines would have to share it.

    ## Fix
    Add NTE*ADD to the line, in 80 characters at most: description, maker, model, and PL with the
    amount billed.
    """
    severity = _severity(line, context)
    if severity:
        where = ", only its claim has one" if line.claim.note else ""
        yield Problem(
            line.missing("NTE[ADD]"), f"{line.code} has no line note{where}", severity=severity
        )


def _severity(line: LineAsSent, context: Context) -> Severity | None:
    if line.claim.note is not None:
        if context.jurisdiction in _TAKE_CLAIM_NOTE:
            return Severity.INFO if _shares_note(line, context) else None
        if context.jurisdiction is None:
            return Severity.WARNING
    return severity_for(line.code or "", context.codes)


def _shares_note(line: LineAsSent, context: Context) -> bool:
    """Whether another line of its claim bills a non-specific code without a note of its own."""
    return any(
        other is not line and other.note is None and context.codes.is_noc(other.code or "")
        for other in line.claim.lines
    )
