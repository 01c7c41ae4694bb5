"""POS002: a place of service at which the DME MACs do not pay for DMEPOS."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.codes import PlacePolicy, Release, Tables
from claimline.findings import Place, Problem, Severity
from claimline.rules import sources
from claimline.rules.pos.places import place_view, places_of
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, claim_rule


@claim_rule(
    "POS002",
    Severity.ERROR,
    sources=[sources.NOR_POS, sources.NOR_DENIAL],
    profiles=[Profile.MEDICARE_DME],
    reads=Reads(is_a=Tables.is_dmepos, only_services=True),
    remittance=["5 M77"],
    examples=[
        Bad("CLM*TEST-1*900***11:B:1*Y*A*Y*Y~", at="CLM05-1"),
        Bad("SV1*HC:L1960:RT:KX*900*UN*1*22**1~", at="1 SV105"),
        Bad(
            "BHT*0019*00*1*20231005*1200*CH~CLM*TEST-1*900***27:B:1*Y*A*Y*Y~"
            "SV1*HC:L1960:RT:KX*900*UN*1***1~DTP*472*D8*20230930~",
            at="CLM05-1",
            severity=Severity.WARNING,
        ),
        Good("CLM*TEST-1*900***12:B:1*Y*A*Y*Y~"),
        Good("CLM*TEST-1*900***32:B:1*Y*A*Y*Y~"),
    ],
)
def place_refused_for_dmepos(claim: ClaimAsSent, context: Context) -> Problems:
    """The place of service is none at which the DME MACs pay for DMEPOS.

    ## Why
    They pay for items used at home or in a place that is a home, and deny lines with another place
    of service. Where the item was fitted or handed over does not matter: a brace from the office is
    used at home. A place that our table does not hold is an error on the dates the table covers,
    and information on others.

    ## Fix
    Give the place where the patient uses the item, usually 12.
    """
    if all(_is_accepted(place, context.codes) for place in places_of(claim)):
        return ()
    return _refused_places(claim, context)


def _refused_places(claim: ClaimAsSent, context: Context) -> Problems:
    named: set[ClaimAsSent | LineAsSent] = set()
    for line in claim.lines:
        view = place_view(claim, line)
        if view in named or _is_accepted(view.place_of_service, context.codes):
            continue
        if not context.codes.is_dmepos(line.code or ""):
            continue
        for problem in _refused(view, line, context.codes):
            named.add(view)
            yield problem


def _is_accepted(code: str | None, codes: Tables) -> bool:
    """Whether the place is one the DME MACs take on any date."""
    place = codes.place_of_service(code or "")
    return place is not None and place.dmepos is PlacePolicy.ACCEPTED and place.since is None


def _refused(view: ClaimAsSent | LineAsSent, line: LineAsSent, codes: Tables) -> Problems:
    code, on = view.place_of_service, line.service_date
    if code is None:
        return
    place = codes.place_of_service(code)
    at = view.at(type(view).place_of_service)
    if place is None:
        if on:
            yield _unknown(at, code, on, codes.release("places", on))
    elif place.dmepos is PlacePolicy.REFUSED:
        yield Problem(
            at, f"place of service {code} ({place.name}) is none the DME MACs pay DMEPOS at"
        )
    elif place.since and on and on < place.since:
        yield Problem(
            at,
            f"place of service {code} ({place.name}) begins on {place.since}, after the date of "
            f"service {on}",
            severity=Severity.WARNING,
        )


def _unknown(at: Place, code: str, on: date, table: Release) -> Problem:
    if table.covers(on):
        return Problem(at, f"place of service {code} is not assigned")
    return Problem(
        at,
        f"place of service {code} is not in the table, which covers dates of service from "
        f"{table.covers_from} to {table.covers_to}",
        severity=Severity.INFO,
    )
