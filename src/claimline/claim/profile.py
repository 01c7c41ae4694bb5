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


class SideReporting(StrEnum):
    """How a payer wants the same item for both sides: two lines, one with 50, one of two units."""

    TWO_LINES = "two-lines"
    MODIFIER_50 = "modifier-50"
    TWO_UNITS = "two-units"


@dataclass(frozen=True, slots=True)
class Conventions:
    """What payers ask for in different ways.

    `units_of_a_pair` is how many units one pair of a code sold in pairs counts; `modifiers` are
    those that the payer takes where others do not.
    """

    side_reporting: SideReporting = SideReporting.TWO_LINES
    units_of_a_pair: int = 1
    modifiers: frozenset[str] = frozenset()


USUAL = Conventions()


@dataclass(frozen=True, slots=True, eq=False)
class Payer:
    """Who judges a claim: its profile and, at a DME MAC that names itself, its jurisdiction A to D.

    `name` is that of a profile of the configuration, which stands on `profile`; else the same.
    Made by `payer` alone, so that equal payers are one object.
    """

    profile: Profile
    jurisdiction: str | None
    name: str
    conventions: Conventions


def payer(
    profile: Profile,
    jurisdiction: str | None = None,
    name: str | None = None,
    conventions: Conventions = USUAL,
) -> Payer:
    """The payer of that profile and jurisdiction, or of a named profile."""
    return _payer(profile, jurisdiction, name or profile.value, conventions)


@cache
def _payer(
    profile: Profile, jurisdiction: str | None, name: str, conventions: Conventions
) -> Payer:
    return Payer(profile, jurisdiction, name, conventions)


# The contractor numbers of the DME MACs (CEDI front end).
_JURISDICTIONS = {"16013": "A", "17013": "B", "18003": "C", "19003": "D"}
_SUPPLIER_TAXONOMIES = ("335E", "332B")
DME_MAC_IDENTIFIERS = frozenset(_JURISDICTIONS)
_FILING_INDICATORS = {
    "MA": Profile.MEDICARE,
    "MC": Profile.MEDICAID,
    **dict.fromkeys(("12", "13", "14", "15", "16", "17", "BL", "CI", "HM"), Profile.COMMERCIAL),
}


_BY_INDICATOR = {code: payer(profile) for code, profile in _FILING_INDICATORS.items()}
_DME_MACS = {
    identifier: payer(Profile.MEDICARE_DME, jurisdiction)
    for identifier, jurisdiction in _JURISDICTIONS.items()
}


def payer_of(claim: ClaimAsSent, tables: Tables) -> Payer:
    """The destination payer's profile, by SBR09, payer id, billing taxonomy and procedure codes."""
    indicator = (claim.subscriber.filing_indicator if claim.subscriber else None) or ""
    if indicator != "MB":
        return _BY_INDICATOR.get(indicator) or payer(Profile.OTHER)
    destination = claim.payer
    dme_mac = _DME_MACS.get((destination.identifier if destination else None) or "")
    if dme_mac:
        return dme_mac
    taxonomy = (claim.billing.taxonomy if claim.billing else None) or ""
    if taxonomy.startswith(_SUPPLIER_TAXONOMIES) or _only_dmepos(claim, tables):
        return payer(Profile.MEDICARE_DME)
    return payer(Profile.MEDICARE)


def _only_dmepos(claim: ClaimAsSent, tables: Tables) -> bool:
    codes = [line.code for line in claim.lines]
    return bool(codes) and all(code and tables.is_dmepos(code) for code in codes)
