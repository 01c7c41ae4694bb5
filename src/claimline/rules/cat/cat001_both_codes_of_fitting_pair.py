"""CAT001: the custom-fitted and the off-the-shelf code of one product on one side."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import REPLACED
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule

_OFF_THE_SHELF = "SV1*HC:L4387:RT:KX*250*UN*1***1~"


@claim_rule(
    "CAT001",
    Severity.ERROR,
    sources=[sources.OPE_KITS, sources.CGS_ULQ, sources.OP_PH],
    profiles=[Profile.MEDICARE_DME],
    remittance=["151 M3"],
    reads=Reads(letters="L", listed=Tables.fitting_twin, only_services=True),
    examples=[
        Bad(f"SV1*HC:L4386:RT:KX*300*UN*1***1~{_OFF_THE_SHELF}", at="2 SV101-2"),
        Good(_OFF_THE_SHELF),
        Good(f"SV1*HC:L4386:LT:KX*300*UN*1***1~{_OFF_THE_SHELF}"),
    ],
)
def both_codes_of_fitting_pair(claim: ClaimAsSent, context: Context) -> Problems:
    """Both codes of a custom-fitted and off-the-shelf pair stand for one side and date.

    ## Why
    The two codes are one product, which was either fitted by a trained person or handed over as it
    came. Only one of them is true, and the second is denied as the same item.

    ## Fix
    Keep the code that matches how the device was fitted.
    """
    earlier: dict[tuple[str | None, date | None], list[LineAsSent]] = {}
    for line in claim.lines:
        on = line.service_date
        twin = context.codes.fitting_twin(line.code, on) if line.code and on else None
        if twin is None:
            continue
        earlier.setdefault((line.code, on), []).append(line)
        other = next((one for one in earlier.get((twin, on), ()) if _share(line, one)), None)
        if other:
            yield Problem(
                line.at(LineAsSent.code),
                f"{line.code} and {twin} are one product, custom fitted and off the shelf",
                related=(other.at(LineAsSent.code),),
            )


def _share(one: LineAsSent, other: LineAsSent) -> bool:
    """Whether both lines may be for one side, neither of them a replaced item or part."""
    assert one.procedure is not None
    assert other.procedure is not None
    if not REPLACED.isdisjoint(one.procedure.modifiers + other.procedure.modifiers):
        return False
    sides, others = one.procedure.sides, other.procedure.sides
    return sides == others or not sides.isdisjoint(others)
