"""The payer profile a claim itself names."""

from __future__ import annotations

import pytest

from claimline.claim.profile import Profile, payer_of
from claimline.claim.views import ClaimAsSent
from claimline.codes import load_tables
from tests.claim.wire import BILLING, CLAIM, LINE, SUBSCRIBER, claims_of

ORTHOSIS = "HC:L1960:RT:KX"
VISIT = "HC:99213"


def named_by(
    indicator: str,
    *,
    identifier: str = "PLAN1",
    taxonomy: str | None = "207Q00000X",
    services: tuple[str, ...] = (ORTHOSIS, VISIT),
) -> tuple[Profile, str | None]:
    """Whom a claim with this SBR09, payer id, billing taxonomy and SV101 of its lines names."""
    billing = [
        f"PRV*BI*PXC*{taxonomy}" if text.startswith("PRV") else text
        for text in BILLING
        if taxonomy or not text.startswith("PRV")
    ]
    subscriber = [
        text.replace("*MB", f"*{indicator}").replace("17013", identifier) for text in SUBSCRIBER
    ]
    lines = [
        text
        for number, service in enumerate(services, 1)
        for text in (f"LX*{number}", f"SV1*{service}*900*UN*1***1", *LINE[2:])
    ]
    (claim,) = claims_of(*billing, *subscriber, *CLAIM, *lines)
    return named(claim)


def named(claim: ClaimAsSent) -> tuple[Profile, str | None]:
    """Profile and jurisdiction that a claim names."""
    payer = payer_of(claim, load_tables())
    return payer.profile, payer.jurisdiction


@pytest.mark.parametrize(
    ("identifier", "jurisdiction"), [("16013", "A"), ("17013", "B"), ("18003", "C"), ("19003", "D")]
)
def test_contractor_numbers_name_the_dme_mac(identifier: str, jurisdiction: str) -> None:
    assert named_by("MB", identifier=identifier) == (Profile.MEDICARE_DME, jurisdiction)


@pytest.mark.parametrize("taxonomy", ["335E00000X", "332B00000X", "332BC3200X"])
def test_suppliers_bill_a_dme_mac_that_is_not_named(taxonomy: str) -> None:
    assert named_by("MB", taxonomy=taxonomy) == (Profile.MEDICARE_DME, None)


@pytest.mark.parametrize(
    "services",
    [
        (ORTHOSIS,),
        (ORTHOSIS, "HC:A5500:RT"),
        ("HC:E0110", "HC:K0001:NU"),
        ("HC:E1399:::::WIDGET", "HC:l1960"),
    ],
)
@pytest.mark.parametrize("taxonomy", ["207Q00000X", None])
def test_only_dmepos_goes_to_a_dme_mac(services: tuple[str, ...], taxonomy: str | None) -> None:
    assert named_by("MB", taxonomy=taxonomy, services=services) == (Profile.MEDICARE_DME, None)


@pytest.mark.parametrize("services", [(VISIT,), (ORTHOSIS, VISIT), (ORTHOSIS, "HC:"), ()])
def test_other_part_b_is_medicare(services: tuple[str, ...]) -> None:
    assert named_by("MB", services=services) == (Profile.MEDICARE, None)


@pytest.mark.parametrize(
    ("indicator", "profile"),
    [
        ("MA", Profile.MEDICARE),
        ("MC", Profile.MEDICAID),
        *((code, Profile.COMMERCIAL) for code in ("12", "13", "14", "15", "16", "17")),
        *((code, Profile.COMMERCIAL) for code in ("BL", "CI", "HM")),
        *((code, Profile.OTHER) for code in ("11", "CH", "VA", "WC", "ZZ", "")),
    ],
)
def test_filing_indicator_names_the_profile(indicator: str, profile: Profile) -> None:
    assert named_by(indicator, identifier="17013", taxonomy="335E00000X") == (profile, None)


def test_destination_payer_is_judged_not_another_payer() -> None:
    other = ("SBR*P*18*******CI", "NM1*PR*2*OTHER PLAN*****PI*PLANA")

    (claim,) = claims_of(*BILLING, *SUBSCRIBER, *CLAIM, *other, *LINE)

    assert named(claim) == (Profile.MEDICARE_DME, "B")


def test_claim_of_no_subscriber_has_no_profile_of_its_own() -> None:
    (claim,) = claims_of(*CLAIM, *LINE)

    assert named(claim) == (Profile.OTHER, None)
