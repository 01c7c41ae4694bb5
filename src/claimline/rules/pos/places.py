"""Where the place of service of each line stands."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.claim.views import ClaimAsSent, LineAsSent
from claimline.findings import Place


def place_view(claim: ClaimAsSent, line: LineAsSent) -> ClaimAsSent | LineAsSent:
    """Where the line's place stands: with the claim, unless the line gives a different one."""
    own = line.place_of_service
    return claim if own is None or own == claim.place_of_service else line


def places_of(claim: ClaimAsSent) -> set[str]:
    """The places of service that the claim and its lines name."""
    places = {claim.place_of_service} if claim.place_of_service else set()
    for line in claim.lines:
        if line.place_of_service:
            places.add(line.place_of_service)
    return places


def named_places(claim: ClaimAsSent) -> Iterator[tuple[LineAsSent, Place]]:
    """A line for each element that names a place of service, and where that is."""
    named: set[ClaimAsSent | LineAsSent] = set()
    for line in claim.lines:
        view = place_view(claim, line)
        if view not in named:
            named.add(view)
            yield line, view.at(type(view).place_of_service)
