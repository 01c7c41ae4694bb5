"""Rules about claims, the levels they stand under and their transaction set, as whole files."""

from __future__ import annotations

import pytest

from claimline.claim.document import read
from claimline.claim.events import Closed
from claimline.claim.views import Subscriber
from claimline.lint.run import LintRun
from claimline.rules import envelope
from claimline.rules.example import lay

PATIENT = (
    b"HL*3*2*23*0~\nPAT*19~\nNM1*QC*1*TESTCHILD*BEN~\nN3*200 SAMPLE AVE~\n"
    b"N4*ALBANY*NY*122080001~\nDMG*D8*20150909*M~\n"
)
CLAIM = "CLM*A1*900***12:B:1*Y*A*Y*Y~"


def with_patient(fragment: str, before: bytes = b"CLM*A1") -> bytes:
    """The example's file with a patient level before a claim, and HL04 as it should be."""
    data = lay(fragment).replace(b"HL*2*1*22*0", b"HL*2*1*22*1")
    return data.replace(before, PATIENT + before)


def found(data: bytes, rule: str) -> list[tuple[str | None, str | None, str | None]]:
    """Claim, designator and 999 code of each finding of the rule."""
    return [
        (one.claim, one.designator, one.acknowledgment)
        for one in (located.finding for located in LintRun(select=[rule]).read(data))
    ]


def subscribers(data: bytes) -> list[Subscriber]:
    """The subscribers' levels of the file, all read."""
    closed = [event.view for event in read(data).events() if isinstance(event, Closed)]
    return [view for view in closed if isinstance(view, Subscriber)]


def test_claim_of_a_patient_contradicts_a_subscriber_who_is_the_patient() -> None:
    data = with_patient(CLAIM)

    assert found(data, "IGC030") == [("A1", "SBR02", "IK403:I13")]


def test_claim_of_a_patient_agrees_with_an_empty_relationship() -> None:
    data = with_patient(f"SBR*P********MB~{CLAIM}")

    assert found(data, "IGC030") == []


def test_subscriber_may_have_claims_of_their_own_and_of_patients() -> None:
    data = with_patient(f"{CLAIM}CLM*A2*900***12:B:1*Y*A*Y*Y~", before=b"CLM*A2")

    assert found(data, "IGC030") == []


def test_demographics_are_not_asked_of_a_subscriber_without_claims_of_their_own() -> None:
    data = with_patient(CLAIM).replace(b"DMG*D8*19500412*F~\n", b"")

    assert found(data, "IGC031") == []


def test_demographics_are_asked_of_a_subscriber_with_claims_of_their_own_and_of_patients() -> None:
    data = with_patient(f"{CLAIM}CLM*A2*900***12:B:1*Y*A*Y*Y~", before=b"CLM*A2")
    data = data.replace(b"DMG*D8*19500412*F~\n", b"")

    assert found(data, "IGC031") == [(None, "DMG", "IK304:I6")]


def test_claims_are_counted_anew_in_each_level() -> None:
    data = lay("CLM*A~" * 100 + CLAIM)

    assert found(data, "IGC044") == [("A1", "CLM", "IK304:4")]
    assert found(data.replace(b"CLM*A1", PATIENT + b"CLM*A1"), "IGC044") == []


@pytest.mark.parametrize(("claims", "expected"), [(5_000, []), (5_002, [("5001", "CLM", None)])])
def test_large_transaction_set_is_told_once(
    claims: int, expected: list[tuple[str, str, None]]
) -> None:
    head, _, rest = lay("CLM*1~").partition(b"CLM*1~\n")
    tail = rest[rest.index(b"SE*") :]
    data = head + b"".join(b"CLM*%d~\n" % number for number in range(1, claims + 1)) + tail

    assert found(data, "IGC045") == expected


def test_patient_level_under_a_childless_subscriber_is_found_once() -> None:
    second = PATIENT.replace(b"HL*3*2", b"HL*4*2")
    data = lay(f"{CLAIM}CLM*A2*900***12:B:1*Y*A*Y*Y~")
    data = data.replace(b"CLM*A1", PATIENT + b"CLM*A1").replace(b"CLM*A2", second + b"CLM*A2")

    (located,) = LintRun(select=["X12039"]).read(data)

    assert located.finding.designator == "HL"
    assert located.finding.offset == data.index(b"HL*3")
    assert located.finding.related[0].offset == data.index(b"0~\nSBR")


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (lay("HL*2*1*22*1~"), ["HL04"]),
        (lay("HL*2*1*22*0~"), []),
        (with_patient(CLAIM), []),
        (lay("HL*2*1*22*~"), []),
    ],
)
def test_subscriber_who_announces_a_patient_that_does_not_come_is_found(
    data: bytes, places: list[str]
) -> None:
    problems = [
        problem
        for subscriber in subscribers(data)
        for problem in envelope.level_children(subscriber, subscriber.patients)
    ]

    assert [problem.place.designator for problem in problems] == places
    assert all(problem.code == "X12039" for problem in problems)


def test_guide_of_another_errata_is_told_of_both_headers_once() -> None:
    st_alone = lay("ST*837*0001*005010X222A2~")
    both = st_alone.replace(b"X*005010X222A1", b"X*005010X222A2")

    assert found(st_alone, "X12038") == [(None, "ST03", "IK502:I6")]
    assert found(st_alone, "X12021") == []
    assert found(both, "X12038") == []
    assert found(both, "X12021") == [(None, "ST03", "AK905:2")]


@pytest.mark.parametrize(
    "headers", ["ST*837*0001~", "GS*HC*TESTSUB01*TESTRCV01*20260115*0930*1*X~"]
)
def test_absent_guide_differs_from_nothing(headers: str) -> None:
    assert found(lay(headers), "X12038") == []
