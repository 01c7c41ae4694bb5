"""NOC020: a torsion mechanism for a contracture under L2999."""

from __future__ import annotations

import re

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_TORSION = re.compile(r"\bTORSION")
_CONTRACTURE = "M245"
_LINE = "SV1*HC:L2999:RT::::KNEE TORSION SPRING JOINT*450*UN*1***1~NTE*ADD*ACME TWIST 3 PL $450~"


@line_rule(
    "NOC020",
    Severity.WARNING,
    sources=[sources.LCD_KO, sources.LCD_AFO],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(codes=("L2999",)),
    examples=[
        Bad(f"HI*ABK:M24561~{_LINE}", at="SV101-2"),
        Good(f"HI*ABK:M21371~{_LINE}"),
        Good(
            "HI*ABK:M24561~SV1*HC:L2999:RT::::KNEE STRAP SYSTEM*450*UN*1***1~"
            "NTE*ADD*ACME STRAP 3 PL $450~"
        ),
    ],
)
def contracture_device_as_noc(line: LineAsSent, context: Context) -> Problems:
    """L2999 bills a torsion mechanism, and the line points to a contracture.

    ## Why
    The policies of knee and ankle-foot orthoses want L2999 for a torsion mechanism that helps to
    extend a joint without contracture. For a contracture E1810 and its like are the right codes,
    and L2999 is incorrect coding.

    ## Fix
    Bill the E1810 family where the device stretches a contracture, or point to the diagnosis that
    it was furnished for.
    """
    texts = f"{line.description or ''} {line.note or ''}".upper()
    if not _TORSION.search(texts):
        return
    contracture = next((one for one in line.diagnosis_codes if one.startswith(_CONTRACTURE)), None)
    if contracture:
        message = f"L2999 for a torsion mechanism, with contracture {contracture}"
        yield Problem(line.at(LineAsSent.code), message)
