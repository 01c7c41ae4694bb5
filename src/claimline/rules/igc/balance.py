"""What other payers paid and adjusted, held against the charges of service lines."""

from __future__ import annotations

from claimline.claim.readings import total
from claimline.claim.views import Adjudication, LineAsSent


def by_payer(line: LineAsSent) -> dict[str | None, list[Adjudication]]:
    """The line's adjudications by the payer id they name."""
    found: dict[str | None, list[Adjudication]] = {}
    for adjudication in line.adjudications:
        found.setdefault(adjudication.payer_identifier, []).append(adjudication)
    return found


def unaccounted(line: LineAsSent, *adjudications: Adjudication) -> int | None:
    """What these adjudications together leave of the line's charge, in cents, neither paid nor
    adjusted; below zero when they account for more than was charged.

    None when an amount is absent or cannot be read.
    """
    paid = total(adjudication.paid for adjudication in adjudications)
    adjusted = total(line.claim.adjusted(adjudication) for adjudication in adjudications)
    if line.charge is None or paid is None or adjusted is None:
        return None
    return line.charge - paid - adjusted
