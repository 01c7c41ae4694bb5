"""A run over responses: broken ones, wishes, what is at stake, what was sent and cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.responses.record import Outcome
from claimline.responses.run import Only, RejectsRun
from claimline.rules.example import lay
from tests.responses.wire import claim_status, rejects, remittance, response, ta1

SENT = lay("SV1*HC:L1960:RT:KX*900*UN*1***1~REF*6R*A1~")
TWO = lay("CLM*A*5***12:B:1~SV1*HC:L1960*5*UN*1***1~CLM*B*900***12:B:1~SV1*HC:L1960*900*UN*1***1~")
STATUS = claim_status("TRN*2*TEST-1~STC*A7:507*20260116*U*900~", "TRN*2*OTHER~STC*A2:20**WQ*5~")
PAID = remittance("CLP*TEST-1*1*900*900~", payment="900")
DENIED = remittance(
    "CLP*TEST-1*1*900*0~SVC*HC:L1960*900*0~CAS*CO*50*900~REF*6R*A1~CLP*OTHER*1*5*5~", payment="5"
)
FUNCTIONAL = response("999", "AK1*HC*1~AK2*837*0001~IK5*R*4~AK9*R*1*1*0~")


def failures(tmp_path: Path, *answers: bytes) -> list[str]:
    _, run = rejects(tmp_path, SENT, *answers)
    return [failure for report in run.files for failure in report.failures]


@pytest.mark.parametrize(
    ("data", "message", "shown"),
    [
        (b"", "the file is empty", 0),
        (b"TRN REPORT\nACCEPTED 12", "this is no X12 interchange", 0),
        (STATUS[:-30], "the file ends before IEA", 3),
        (STATUS.replace(b"SE*", b"SE*9"), "SE01 says", 4),
        (DENIED.replace(b"GE*1*", b"GE*2*"), "GE01", 4),
        (FUNCTIONAL.replace(b"IEA*1*000000001", b"IEA*1*000000002"), "IEA02", 2),
        (SENT, "transaction set 837 of guide 005010X222A1 is no TA1, 999, 277CA or 835", 0),
        (STATUS + SENT, "every such one is passed over", 4),
        (response("999"), "the file holds no TA1, 999, 277CA or 835", 0),
        (response("277", "BHT*0085*08~"), "transaction set 277 0001 says nothing", 0),
        (response("835", "DTM*405*20260101~"), "transaction set 835 0001 says nothing", 0),
        (STATUS + b"JUNK", "text that belongs to no interchange", 4),
    ],
    ids=range(12),
)
def test_broken_response_is_said_and_what_was_read_is_shown(
    data: bytes, message: str, shown: int, tmp_path: Path
) -> None:
    records, run = rejects(tmp_path, SENT, data)

    (report,) = run.files
    assert any(message in failure for failure in report.failures), report.failures
    assert report.status in ("partly read", "unreadable")
    assert len(records) == shown


@pytest.mark.parametrize("kind", [STATUS, DENIED, FUNCTIONAL])
def test_empty_segment_of_a_response_is_passed_over(kind: bytes, tmp_path: Path) -> None:
    second = kind.index(b"~", kind.index(b"ST*"))

    assert failures(tmp_path, kind[:second] + b"~" + kind[second:]) == []


def test_what_is_passed_over_is_said_once(tmp_path: Path) -> None:
    assert len(failures(tmp_path, SENT + SENT)) == 1


@pytest.mark.parametrize("kind", [STATUS, DENIED, FUNCTIONAL, ta1("1", "2", "3", "R", "1")])
def test_no_cut_raises(kind: bytes, tmp_path: Path) -> None:
    with RejectsRun() as run:
        for stop in range(0, len(kind), 7):
            list(run.read(kind[:stop], "cut"))

        assert all(report.failures for report in run.files)


@pytest.mark.parametrize("junk", [b"*" * 40, b":::~", b"\xff\x00\x1b[2J", b"=cmd", b"9" * 700])
def test_no_element_raises(junk: bytes) -> None:
    with RejectsRun() as run:
        for kind in (STATUS, DENIED, FUNCTIONAL):
            elements = kind.split(b"*")
            for at in range(16, len(elements), 3):
                list(run.read(b"*".join([*elements[:at], junk, *elements[at + 1 :]]), "junk"))


@pytest.mark.parametrize(
    ("only", "outcomes"),
    [
        (Only.ALL, {"accepted": 3, "rejected": 1, "paid": 2, "reduced": 0, "denied": 2}),
        (Only.REJECTED, {"rejected": 1}),
        (Only.DENIED, {"denied": 2}),
        (Only.UNMATCHED, {"accepted": 1, "paid": 1}),
    ],
)
def test_only_what_is_wanted_is_shown_and_counted(
    only: Only, outcomes: dict[str, int], tmp_path: Path
) -> None:
    records, run = rejects(tmp_path, SENT, STATUS, DENIED, only=only)

    counted = {outcome.value: count for outcome, count in run.summary.outcomes.items()}
    assert counted == {outcome: count for outcome, count in outcomes.items() if count}
    assert run.summary.records == len(records)
    assert run.failing


def test_a_claim_is_at_stake_once(tmp_path: Path) -> None:
    _, run = rejects(tmp_path, SENT, FUNCTIONAL, STATUS, STATUS)

    assert run.at_stake == "900.00"
    assert [(one.key, one.claims, one.cents) for one in run.sums("code")] == [
        ("A7:507", 1, 90000),
        ("IK502:4", 1, 90000),
    ]


def test_what_was_adjudicated_is_at_stake_no_longer(tmp_path: Path) -> None:
    _, run = rejects(tmp_path, SENT, STATUS, DENIED, PAID)

    assert run.at_stake == "0.00"
    assert list(run.sums("code")) == []


def test_rejection_that_is_read_after_the_payment_puts_nothing_at_stake(tmp_path: Path) -> None:
    _, run = rejects(tmp_path, SENT, PAID, STATUS, FUNCTIONAL)

    assert run.at_stake == "0.00"
    assert list(run.sums("code")) == []


def test_most_money_comes_first(tmp_path: Path) -> None:
    status = claim_status("TRN*2*A~STC*A7:507**U*5~", "TRN*2*B~STC*A8:306**U*900~")

    _, run = rejects(tmp_path, TWO, status)

    assert [one.key for one in run.sums("code")] == ["A8:306", "A7:507"]
    assert run.at_stake == "905.00"


def test_duplicate_needs_nothing_and_is_not_at_stake(tmp_path: Path) -> None:
    status = claim_status("TRN*2*TEST-1~STC*A3:78*20260116*U*900~")

    records, run = rejects(tmp_path, SENT, status)

    assert records[-1].outcome is Outcome.REJECTED
    assert records[-1].action == "nothing"
    assert run.at_stake == "0.00"


def test_whole_set_that_was_rejected_is_at_stake(tmp_path: Path) -> None:

    records, run = rejects(tmp_path, TWO, FUNCTIONAL)

    assert run.at_stake == "905.00"
    assert "with its 2 claims" in records[0].message
    assert records[0].charge == "905.00"
    assert records[0].candidates == ("SE01",)
    assert [(one.rule, one.fires) for one in records[0].rules] == [("X12024", False)]


def test_element_that_lint_flags_comes_first(tmp_path: Path) -> None:
    sent = lay("SV1*HC:L1960:RT:KX*900*UN*1***1:3~REF*6R*A1~")
    status = claim_status("TRN*2*TEST-1~STC*A3:247~SVC*HC:L1960*900~STC*A7:477~REF*FJ*A1~")

    record = rejects(tmp_path, sent, status)[0][-1]

    assert record.candidates[:2] == ("SV107-2", "SV107")
    assert record.values[:2] == ("3", "1:3")
    assert record.rules[0].fires


def test_count_that_is_wrong_in_what_was_sent_is_found(tmp_path: Path) -> None:
    records, _ = rejects(tmp_path, lay("SE*99*0001~"), FUNCTIONAL)

    assert (records[0].candidates, records[0].values) == (("SE01",), ("99",))
    assert [(one.rule, one.fires) for one in records[0].rules] == [("X12024", True)]


def test_sent_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    cut = tmp_path / "cut.837"
    cut.write_bytes(SENT[:-20])

    with RejectsRun([tmp_path / "missing.837", cut]) as run:
        records = list(run.read(STATUS, "status"))

    assert "missing.837: no such file" in run.failures[0]
    assert "cut.837: the file ends before IEA" in run.failures[1]
    assert records[2].sent_file == str(cut)


def test_without_what_was_sent_nothing_is_unmatched() -> None:
    with RejectsRun() as run:
        list(run.read(PAID, "paid"))

        assert not run.failing
