"""POS004: an item billed to a DME MAC for use in a hospital stay."""

from __future__ import annotations

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.pos.places import place_view, places_of
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, Setting, claim_rule

_INPATIENT = {
    "21": "a hospital stay",
    "51": "a psychiatric hospital stay",
    "61": "a rehabilitation hospital stay",
}


@claim_rule(
    "POS004",
    Severity.ERROR,
    sources=[sources.NOR_INPT, sources.NOR_POS],
    profiles=[Profile.MEDICARE_DME],
    remittance=["5 M77", "109"],
    reads=Reads(is_a=Tables.is_dmepos, only_services=True),
    examples=[
        Bad("CLM*A1*900***21:B:1*Y*A*Y*Y~", at="CLM05-1"),
        Bad("SV1*HC:L1960:RT:KX*900*UN*1*61**1~", at="SV105"),
        Bad(
            "CLM*A1*950***21:B:1*Y*A*Y*Y~SV1*HC:99213*50*UN*1***1~SV1*HC:L1960:RT:KX*900*UN*1***1~",
            at="CLM05-1",
        ),
        Good("CLM*A1*900***12:B:1*Y*A*Y*Y~"),
        Good("CLM*A1*900***21:B:1*Y*A*Y*Y~", setting=Setting(Profile.MEDICARE)),
    ],
)
def place_in_hospital(claim: ClaimAsSent, context: Context) -> Problems:
    """The place of service is a hospital stay.

    ## Why
    What a patient uses in a stay is paid with the stay, to the hospital. An item handed over for
    fitting within two days before the discharge home is billed with the date of the discharge and
    place of service 12.

    ## Fix
    Bill the hospital, or send the day of the discharge with place of service 12 where the item was
    delivered for use at home.
    """
    if _INPATIENT.keys().isdisjoint(places_of(claim)):
        return ()
    return _hospital_places(claim, context)


def _hospital_places(claim: ClaimAsSent, context: Context) -> Problems:
    said: set[ClaimAsSent | LineAsSent] = set()
    for line in claim.lines:
        place = line.place_of_service or claim.place_of_service
        if place not in _INPATIENT or not context.codes.is_dmepos(line.code or ""):
            continue
        view = place_view(claim, line)
        if view not in said:
            said.add(view)
            at = view.at(type(view).place_of_service)
            yield Problem(at, f"place of service {place} is {_INPATIENT[place]}")
