"""CAT003: a custom-fitted device that was shipped."""

from __future__ import annotations

from datetime import date

from claimline.claim.facts import DeliveryMethod
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Attributes, Certainty, Fabrication, Role
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule


def _is_custom_fitted(attributes: Attributes) -> bool:
    return (
        attributes.fabrication is Fabrication.CUSTOM_FITTED
        and attributes.role is Role.BASE
        and attributes.checked is not Certainty.UNSURE
    )


@line_rule(
    "CAT003",
    Severity.WARNING,
    sources=[sources.PDAC_CF, sources.AOPA_51],
    profiles=[Profile.MEDICARE_DME],
    since=date(2020, 11, 19),
    reads=Reads(letters="L", attributes=_is_custom_fitted),
    examples=[
        Bad(
            "SV1*HC:L1832:RT:KX*700*UN*1***1~DTP*011*D8*20260105~REF*G1*12A34567890123~",
            at="SV101-2",
        ),
        Bad(
            "SV1*HC:L4386:RT:KX*300*UN*1***1~",
            at="SV101-2",
            facts={"delivery_method": "shipped"},
        ),
        Good("SV1*HC:L1833:RT:KX*600*UN*1***1~DTP*011*D8*20260105~"),
        Good("SV1*HC:L4386:RT:KX*300*UN*1***1~"),
    ],
)
def fitted_device_shipped(line: LineAsSent, context: Context) -> Problems:
    """A code that includes custom fitting bills a device that was shipped.

    ## Why
    A custom-fitted device is adjusted on the patient. One that came by mail was not, unless it was
    fitted before: it is off the shelf.

    ## Fix
    Bill the off-the-shelf code of the pair, or the non-specific code where there is none.
    """
    if line.shipped_date or line.facts.delivery_method is DeliveryMethod.SHIPPED:
        message = f"{line.code} includes custom fitting, and the device was shipped"
        yield Problem(line.at(LineAsSent.code), message)
