"""Models as JSON values, and what is masked in them."""

from __future__ import annotations

import json
from typing import Any

from claimline.claim.models.claim import Claim
from claimline.claim.models.plain import plain
from tests.claim.wire import BILLING, CLAIM, LINE, SUBSCRIBER, claims_of

PATIENT = (
    "HL*3*2*23*0",
    "PAT*19**D8*20260101",
    "NM1*QC*1*TESTCHILD*BO",
    "N3*HIDDEN ROAD",
    "N4*ALBANY*NY*122080001",
    "DMG*D8*20150412*M",
    "REF*Y4*CASUALTY9",
    "REF*SY*123456789",
    "PER*IC*AUNT*TE*5555550199",
)
OTHERS = (
    "NM1*PW*2",
    "N3*PICKUP ROAD",
    "N4*TROY*NY*121800001",
    "SBR*S*18*GROUP7*GROUPNAME*****CI",
    "OI***Y***Y",
    "NM1*IL*1*TESTOTHER*EVE****MI*MEMBER7",
    "N3*OTHER ROAD",
    "NM1*PR*2*OTHER PLAN*****PI*PLAN7",
)
HIDDEN = (
    *("TESTCHILD", "BO", "HIDDEN ROAD", "122080001", "2015-04-12", "CASUALTY9", "123456789"),
    *("AUNT", "5555550199", "PICKUP ROAD", "TROY", "GROUP7", "GROUPNAME", "TESTOTHER", "MEMBER7"),
    *("OTHER ROAD", "TESTPATIENT", "1TE5TE5TT00", "RECORD8", "2026-01-01"),
)


def claim() -> Claim:
    subscriber = [one.replace("*22*0", "*22*1").replace("*P*18*", "*P**") for one in SUBSCRIBER]
    patient = [one.replace("PAT*19**D8", "PAT*19****D8") for one in PATIENT]
    head = (CLAIM[0], "REF*EA*RECORD8", CLAIM[1])
    (view,) = claims_of(*BILLING, *subscriber, *patient, *head, *OTHERS, *LINE)
    return view.model()


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in leaves(one)]
    return [str(value)]


def test_what_identifies_a_patient_is_masked() -> None:
    masked, shown = leaves(plain(claim())), leaves(plain(claim(), show_phi=True))

    assert [text for text in HIDDEN if text not in shown] == []
    assert [text for text in HIDDEN if text in masked] == []
    assert {"M21371", "OTHER PLAN", "TEST SUPPLY", "L1960", "NY"} <= set(masked)


def test_model_is_made_again_of_what_is_shown() -> None:
    values = json.loads(json.dumps(plain(claim(), show_phi=True)))

    assert Claim.model_validate(values) == claim()
