"""DTE006: a device handed over in a facility for use at home, and not dated by its discharge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from claimline.claim.facts import DeliveryMethod
from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.findings import Place, Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_TWO_DAYS = timedelta(days=2)
_HOME = "12"
_FACILITY = {"delivery_method": "facility", "discharge_date": "2026-01-10"}


@line_rule(
    "DTE006",
    Severity.ERROR,
    sources=[sources.NOR_INPT, sources.BPM_SHIP],
    profiles=[Profile.MEDICARE_DME],
    remittance=["109", "97"],
    reads=Reads(present={"facts"}),
    examples=[
        Bad("DTP*472*D8*20260108~", at="DTP[472]03", facts=_FACILITY),
        Bad(
            "DTP*472*D8*20260110~",
            at="DTP[472]03",
            facts={**_FACILITY, "delivery_date": "2026-01-05"},
        ),
        Good("DTP*472*D8*20260110~", facts={**_FACILITY, "delivery_date": "2026-01-09"}),
        Good("DTP*472*D8*20260108~"),
    ],
)
def delivered_before_discharge(line: LineAsSent, context: Context) -> Problems:
    """A device handed over in a facility for use at home is not billed as of the discharge.

    ## Why
    An item for home may be handed over for fitting and training up to two days before the patient
    goes home. It is billed with the day of discharge and place of service 12; anything earlier is
    the facility's.

    ## Fix
    Send the day of discharge and place 12, or bill the facility.
    """
    facts, on = line.facts, line.service_date
    if facts.delivery_method is DeliveryMethod.FACILITY and facts.discharge_date and on:
        for place, message in _faults(line, facts.discharge_date, facts.delivery_date, on):
            yield Problem(place, message)
            return


def _faults(
    line: LineAsSent, discharge: date, delivered: date | None, on: date
) -> Iterator[tuple[Place, str]]:
    if on != discharge:
        yield (
            line.at(LineAsSent.service_dates),
            f"the date of service is {on}, the discharge was on {discharge}",
        )
    if delivered and discharge - delivered > _TWO_DAYS:
        yield (
            line.at(LineAsSent.service_dates),
            f"the device was delivered on {delivered}, over two days before the discharge on "
            f"{discharge}",
        )
    place = line.place_of_service or line.claim.place_of_service
    if place and place != _HOME:
        at = line if line.place_of_service else line.claim
        yield at.at(type(at).place_of_service), f"place of service {place} after a discharge home"
