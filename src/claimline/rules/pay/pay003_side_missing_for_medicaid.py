"""PAY003: an orthosis or prosthesis without a side, at NC Medicaid."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Attributes, Certainty, Role, Sidedness
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.modifiers import BOTH_SIDES, SIDES
from claimline.rules.rule import (
    Bad,
    Good,
    Problems,
    Reads,
    Service,
    ServiceContext,
    Setting,
    service_rule,
)

_MEDICAID = Setting(Profile.MEDICAID)
_ONE_SIDED = (Sidedness.REQUIRED, Sidedness.SIDED)


def _is_one_sided(attributes: Attributes) -> bool:
    return (
        attributes.side in _ONE_SIDED
        and attributes.checked is not Certainty.UNSURE
        and attributes.role in (Role.BASE, Role.ADDITION, Role.REPLACEMENT)
        and not attributes.noc
    )


@service_rule(
    "PAY003",
    Severity.ERROR,
    sources=[sources.NC_RTLT],
    profiles=[Profile.MEDICAID],
    since=date(2022, 9, 1),
    selected=False,
    reads=Reads(letters="L", without=SIDES | {BOTH_SIDES}, attributes=_is_one_sided),
    examples=[
        Bad("SV1*HC:L1960*900*UN*1***1~", at="SV101-2", setting=_MEDICAID),
        Good("SV1*HC:L1960:RT*900*UN*1***1~", setting=_MEDICAID),
        Good("SV1*HC:L0457*800*UN*1***1~", setting=_MEDICAID),
    ],
)
def side_missing_for_medicaid(service: Service, context: ServiceContext) -> Problems:
    """An item of one side carries neither RT nor LT at a program that denies it without.

    ## Why
    Since 2022-09-01 NC Medicaid denies orthotic and prosthetic codes without a side (EOB 01619),
    but for pairs and bilateral items. The rule is on in the profile `nc-medicaid`.

    ## Fix
    Add RT or LT for the side the item is for.
    """
    message = f"{service.code} carries neither RT nor LT"
    yield Problem(service.at(LineAsSent.code), message)
