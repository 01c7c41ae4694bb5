"""Where the place of service of each line stands."""

from __future__ import annotations

from claimline.claim.views import ClaimAsSent, LineAsSent


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
