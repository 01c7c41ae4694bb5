"""Payer profiles, and what the claim itself says of its payer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from claimline.claim.views import ClaimAsSent
from claimline.codes import Tables


class Profile(StrEnum):
    """Whose rules a claim is judged by."""

    MEDICARE_DME = "medicare-dme"
    MEDICARE = "medicare"
    MEDICAID = "medicaid"
    COMMERCIAL = "commercial"
    OTHER = "other"


@dataclass(frozen=True, slots=True, eq=False)
class Payer:
    """The profile of a claim and, at a DME MAC that names itself, its jurisdiction A to D.

    Made by `payer` alone, so that equal payers are one object.
    """

    profile: Profile
    jurisdiction: str | None = None


@cache
def payer(profile: Profile, jurisdiction: str | None = None) -> Payer:
    """The payer of that profile and jurisdiction."""
    return Payer(profile, jurisdiction)


# The contractor numbers of the DME MACs (CEDI front end).
_JURISDICTIONS = {"16013": "A", "17013": "B", "18003": "C", "19003": "D"}
_SUPPLIER_TAXONOMIES = ("335E", "332B")
DME_MAC_IDENTIFIERS = frozenset(_JURISDICTIONS)
_FILING_INDICATORS = {
    "MA": Profile.MEDICARE,
    "MC": Profile.MEDICAID,
    **dict.fromkeys(("12", "13", "14", "15", "16", "17", "BL", "CI", "HM"), Profile.COMMERCIAL),
}


def payer_of(claim: ClaimAsSent, tables: Tables) -> Payer:
    """The destination payer's profile, by SBR09, payer id, billing taxonomy and procedure codes."""
    indicator = (claim.subscriber.filing_indicator if claim.subscriber else None) or ""
    if indicator != "MB":
        return payer(_FILING_INDICATORS.get(indicator, Profile.OTHER))
    identifier = (claim.payer.identifier if claim.payer else None) or ""
    jurisdiction = _JURISDICTIONS.get(identifier)
    if jurisdiction:
        return payer(Profile.MEDICARE_DME, jurisdiction)
    taxonomy = (claim.billing.taxonomy if claim.billing else None) or ""
    if taxonomy.startswith(_SUPPLIER_TAXONOMIES) or _only_dmepos(claim, tables):
        return payer(Profile.MEDICARE_DME)
    return payer(Profile.MEDICARE)


def _only_dmepos(claim: ClaimAsSent, tables: Tables) -> bool:
    codes = [line.code for line in claim.lines]
    return bool(codes) and all(code and tables.is_dmepos(code) for code in codes)
