"""CAT006: a walking boot for an ulcer or edema alone."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import CodeList
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.cat.wounds import is_for_nothing_but
from claimline.rules.modifiers import DENIAL_EXPECTED
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_GROUPS = ("foot-ulcer", "pressure-ulcer", "edema")
_BOOT = "SV1*HC:L4387:LT:KX*250*UN*1***1~"


@line_rule(
    "CAT006",
    Severity.WARNING,
    sources=[sources.PDAC_A9283, sources.WOUND_AFO],
    profiles=[Profile.MEDICARE_DME],
    remittance=["96"],
    reads=Reads(lists={CodeList.WALKING_BOOT}, without=DENIAL_EXPECTED, only_diagnoses=True),
    examples=[
        Bad(f"HI*ABK:L97522~{_BOOT}", at="SV101-2"),
        Good(f"HI*ABK:S92352A~{_BOOT}"),
        Good(f"HI*ABK:L97522*ABF:S92352A~{_BOOT.replace('***1~', '***1:2~')}"),
    ],
)
def boot_for_ulcer_or_edema(line: LineAsSent, context: Context) -> Problems:
    """A walking boot code points to nothing but an ulcer or edema.

    ## Why
    A boot that takes the load off an ulcer, or is worn for edema, is no brace: it is A9283 and no
    benefit. The boot codes are for orthopedic reasons.

    ## Fix
    Bill A9283 with GY, or point to the orthopedic diagnosis the boot was furnished for.
    """
    if is_for_nothing_but(_GROUPS, line, context.codes):
        message = f"{line.code} points to ulcer or edema alone"
        yield Problem(line.at(LineAsSent.code), message)
