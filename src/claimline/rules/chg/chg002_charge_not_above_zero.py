"""CHG002: a service line that charges nothing, or less."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.amounts import dollars
from claimline.rules.rule import Bad, Context, Good, Problems, Setting, line_rule


@line_rule(
    "CHG002",
    Severity.ERROR,
    sources=[sources.GUIDE_SV102],
    examples=[
        Bad("SV1*HC:L1960:RT:KX*-900*UN*1***1~", at="SV102"),
        Bad("SV1*HC:L1960:RT:KX*0*UN*1***1~", at="SV102", severity=Severity.WARNING),
        Bad(
            "SV1*HC:L1960:RT:KX*-900*UN*1***1~",
            at="SV102",
            setting=Setting(Profile.COMMERCIAL),
        ),
        Good("SV1*HC:L1960:RT:KX*900*UN*1***1~"),
        Good("SV1*HC:L1960:RT:KX*0*UN*1***1~", setting=Setting(Profile.COMMERCIAL)),
    ],
)
def charge_not_above_zero(line: LineAsSent, context: Context) -> Problems:
    """A service line charges zero or less.

    ## Why
    A line's charge is what the service costs in all, never less than zero: credits are no lines of
    a claim. Zero may be sent, and some payers want lines without a charge, but a DME MAC has
    nothing to pay on one, so it is a warning there.

    ## Fix
    Enter the charge for all units of the line; take credits back through the payer's own process.
    """
    charge = line.charge
    if charge is None or charge > 0 or (charge == 0 and context.profile != Profile.MEDICARE_DME):
        return ()
    return [
        Problem(
            line.at(LineAsSent.charge),
            f"the charge for {line.code or 'the line'} is {dollars(charge)}",
            severity=Severity.ERROR if charge else Severity.WARNING,
        )
    ]
