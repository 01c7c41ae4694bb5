"""What an answer is about where its numbers are cut, used twice, or not those that were sent."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest

from claimline.responses.acknowledging import acknowledge
from claimline.responses.hints import Action
from claimline.responses.matching import Join
from claimline.responses.record import Level, Outcome, Record
from claimline.responses.run import Only
from claimline.rules.example import lay
from tests.responses.wire import claim_status, rejects, remittance, response, ta1

LONG = "ACCOUNT-0123456789-ABCDEF"
LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"


def claim(identifier: str, line: str = LINE) -> bytes:
    return lay(f"CLM*{identifier}*900***12:B:1*Y*A*Y*Y~{line}")


def renumbered(data: bytes, batch: str, interchange: int = 1, day: str = "260115") -> bytes:
    """The file under another batch number, control number and day."""
    text = data.decode().replace("TESTBATCH", batch).replace("*260115*", f"*{day}*")
    return text.replace("000000001", f"{interchange:09}").encode()


def rejected(
    identifier: str, *services: str, batch: str = "TESTBATCH", charge: str = "900"
) -> bytes:
    return claim_status(
        f"TRN*2*{identifier}~STC*A7:21*20260116*U*{charge}~{''.join(services)}", batch=batch
    )


def claims_of(records: list[Record]) -> list[Record]:
    return [one for one in records if one.level is Level.CLAIM]


def test_cut_claim_id_is_found_and_said(tmp_path: Path) -> None:
    (record,) = claims_of(rejects(tmp_path, claim(LONG), rejected(LONG[:20]))[0])

    assert (record.claim, record.join) == (LONG, Join.CONTROL_NUMBER)
    assert "cut to 20 characters" in record.message


def test_short_beginning_of_a_claim_id_is_no_match(tmp_path: Path) -> None:
    records, run = rejects(tmp_path, claim(LONG), rejected(LONG[:19]))

    (record,) = claims_of(records)
    assert (record.claim, record.sent_file, record.join) == (LONG[:19], None, Join.NONE)
    assert record.is_unmatched
    assert run.failing


def test_claim_id_in_other_case_is_the_same(tmp_path: Path) -> None:
    (record,) = claims_of(rejects(tmp_path, claim("abc-1"), rejected("ABC-1"))[0])

    assert (record.claim, record.join) == ("abc-1", Join.CONTROL_NUMBER)


def test_batch_number_tells_claims_of_one_id_apart(tmp_path: Path) -> None:
    sent = [renumbered(claim("A1"), "B1"), renumbered(claim("A1"), "B2", 2)]

    (record,) = claims_of(rejects(tmp_path, sent, rejected("A1", batch="B1"))[0])

    assert record.sent_file == str(tmp_path / "sent0.837")
    assert record.join is Join.CONTROL_NUMBER


def test_payers_number_of_a_277ca_tells_the_claim_of_an_835(tmp_path: Path) -> None:
    sent = [renumbered(claim("A1"), "B1"), renumbered(claim("A1"), "B2", 2)]
    status = claim_status("TRN*2*A1~STC*A2:20*20260116*WQ*900~REF*1K*ICN9~", batch="B1")
    paid = remittance("CLP*A1*1*900*900**MB*ICN9*12*1~", payment="900")
    lost = remittance("CLP*0*1*900*900**MB*ICN9*12*1~", payment="900")

    found = claims_of(rejects(tmp_path, sent, status, paid, lost)[0])

    assert [one.sent_file for one in found] == [str(tmp_path / "sent0.837")] * 3
    assert "found by the payer's claim number" in found[2].message


def test_content_tells_claims_of_one_id_apart(tmp_path: Path) -> None:
    other = "SV1*HC:L4397:RT:KX*900*UN*1***1~"
    sent = [claim("A1", other), renumbered(claim("A1"), "B2", 2)]
    answer = remittance("CLP*A1*1*900*900**MB**12*1~SVC*HC:L4397:RT:KX*900*900~DTM*472*20260108~")

    (record, *_) = claims_of(rejects(tmp_path, sent, answer)[0])

    assert record.sent_file == str(tmp_path / "sent0.837")
    assert record.join is Join.PROCEDURE
    assert "2 claims that were sent bear A1" in record.message


def test_number_used_twice_is_said_and_the_last_is_taken(tmp_path: Path) -> None:
    sent = [renumbered(claim("A1"), "B1", 2, "260116"), renumbered(claim("A1"), "B1", 1)]

    (record,) = claims_of(rejects(tmp_path, sent, rejected("A1", batch="B1"))[0])

    assert record.sent_file == str(tmp_path / "sent0.837")
    assert record.join is Join.ORDER
    assert "2 claims that were sent bear A1; taken for the one sent last" in record.message


def test_what_was_sent_after_the_answer_is_not_what_it_answers(tmp_path: Path) -> None:
    days = ("260115", "260110", "260117")
    sent = [renumbered(claim("A1"), "B1", 1, day) for day in days]
    answer = response("999", "AK1*HC*1*005010X222A1~AK2*837*0001~IK5*A~AK9*A*1*1*1~")

    records, _ = rejects(tmp_path, sent, rejected("A1", batch="B1"), answer)

    found = [one for one in records if one.join is Join.ORDER]
    assert {one.sent_file for one in found} == {str(tmp_path / "sent0.837")}
    assert all("3 " in one.message for one in found)
    assert len(found) == 5


def test_line_numbers_tell_the_claim_where_its_id_is_lost(tmp_path: Path) -> None:
    sent = claim("A1", f"{LINE}REF*6R*ONLY-1~")
    answer = remittance("CLP*0*1*900*900**MB**12*1~SVC*HC:L1960*900*900~REF*6R*ONLY-1~")

    records, _ = rejects(tmp_path, sent, answer)

    assert [one.claim for one in records[:2]] == ["A1", "A1"]
    assert "found by its line item control numbers" in records[0].message


def above(level: str, status: str) -> bytes:
    """A 277CA that rejects the transaction set (21) or its billing provider (19)."""
    body = "BHT*0085*08*X*20260116*0700*TH~HL*1**20*1~NM1*PR*2*TEST*****PI*17013~HL*2*1*21*1~"
    body += "NM1*41*2*TEST SUPPLY*****46*TESTSUB01~TRN*2*TESTBATCH~"
    if level == "19":
        body += "HL*3*2*19*0~NM1*85*2*TEST SUPPLY*****XX*1999999000~TRN*1*0~"
    return response("277", f"{body}STC*{status}*20260116*U*900~")


@pytest.mark.parametrize(
    ("level", "name", "at_stake"),
    [("21", Level.TRANSACTION_SET, "900.00"), ("19", Level.PROVIDER, "0.00")],
)
def test_rejection_above_claims_shows_what_stands_there(
    level: str, name: Level, at_stake: str, tmp_path: Path
) -> None:
    records, run = rejects(tmp_path, claim("A1"), above(level, "A8:496:85"))

    (record,) = [one for one in records if one.outcome is Outcome.REJECTED]
    assert (record.level, record.claim, record.join) == (name, None, Join.CONTROL_NUMBER)
    assert record.action is Action.ASK_PAYER
    assert dict(zip(record.loops, record.values, strict=True)) == {
        "1000A": "TESTSUB01",
        "2010AA": "1999999000",
    }
    assert run.at_stake == at_stake


def totals(accepted: str, rejected: str) -> bytes:
    data = claim_status("TRN*2*A1~STC*A2:20**WQ*900~", "TRN*2*A2~STC*A7:507**U*5~")
    said = f"*WQ*1~{accepted}{rejected}HL*3*2*19*1~".encode()
    # The two segments a total is made of are counted by SE01.
    return data.replace(b"*WQ*1~HL*3*2*19*1~", said).replace(b"SE*24*", b"SE*28*")


def test_totals_of_a_277ca_are_held_to_its_claims(tmp_path: Path) -> None:
    right = totals("QTY*90*1~AMT*YU*900~", "QTY*AA*1~AMT*YY*5~")
    wrong = totals("QTY*90*2~AMT*YU*900~", "QTY*AA*1~AMT*YY*7.5~")

    records, run = rejects(tmp_path, claim("A1"), right, wrong)

    assert not any(report.failures for report in run.files)
    (record,) = [one for one in records if "unbalanced" in one.message]
    assert (record.response_file, record.level) == ("response1", Level.TRANSACTION_SET)
    assert (record.outcome, record.action) == (Outcome.PENDING, Action.ASK_PAYER)
    assert record.message == (
        "unbalanced: QTY says 3 claims, 2 are listed; "
        "unbalanced: AMT says 907.50, the claims listed 905.00"
    )


def test_patient_is_masked_in_what_a_payer_writes(tmp_path: Path) -> None:
    """STC12 is free text; the answer itself names the patient in NM1*QC."""
    text = "NO MATCH FOR Testpatient, ADA ID 1TE5TE5TT00 AT ADAMS"
    answer = claim_status(f"TRN*2*A1~STC*A7:164:IL*20260116*U*900********{text}~")

    records, _ = rejects(tmp_path, claim("A1"), answer)

    assert 'the answer adds "NO MATCH FOR ***, *** ID *** AT ADAMS"' in records[-1].message


@pytest.mark.parametrize(
    ("status", "words", "action"),
    [
        (
            "A7:9999:ZZ",
            "rejected for information that is not valid; A7:9999:ZZ is not in our tables",
            Action.CORRECT_AND_RESEND,
        ),
        ("A4:9999", "not found; A4:9999 is not in our tables", Action.ASK_PAYER),
        ("A3", "returned as not processable", Action.CORRECT_AND_RESEND),
        ("Z9:9999", "Z9:9999 is not in our tables", Action.CORRECT_AND_RESEND),
        ("", "no reason is given", Action.ASK_PAYER),
    ],
)
def test_status_that_no_table_has_is_told_by_its_category(
    status: str, words: str, action: Action, tmp_path: Path
) -> None:
    records, _ = rejects(tmp_path, claim("A1"), claim_status(f"TRN*2*A1~STC*{status}**U*900~"))

    assert (records[-1].outcome, records[-1].message) == (Outcome.REJECTED, words)
    assert records[-1].action is action


def test_line_named_without_a_status_goes_the_way_of_its_claim(tmp_path: Path) -> None:
    status = claim_status("TRN*2*A1~STC*A7:21*20260116*U*900~SVC*HC:L1960:RT:KX*900~")

    line = rejects(tmp_path, claim("A1"), status)[0][-1]

    assert (line.level, line.service_line) == (Level.LINE, "1")
    assert (line.outcome, line.action) == (Outcome.REJECTED, Action.NOTHING)
    assert line.message == "nothing is said of the line itself"


def test_what_is_not_at_hand_is_listed(tmp_path: Path) -> None:
    answers = (
        ta1("000000099", "260115", "0930", "R", "023"),
        response("999", "AK1*HC*99*005010X222A1~AK2*837*0001~IK5*A~AK9*A*1*1*1~"),
        rejected("NOBODY"),
        remittance("CLP*NOBODY*1*900*900**MB**12*1~SVC*HC:L1960*900*900~"),
    )

    records, run = rejects(tmp_path, claim("A1"), *answers, only=Only.UNMATCHED)

    assert [(one.kind, one.level, one.claim) for one in records] == [
        ("TA1", "interchange", None),
        ("999", "transaction_set", None),
        ("999", "group", None),
        ("277CA", "claim", "NOBODY"),
        ("835", "claim", "NOBODY"),
        ("835", "line", "NOBODY"),
    ]
    assert {one.sent_file for one in records} == {None}
    assert run.failing


@pytest.mark.parametrize(
    ("elements", "outcome", "note"),
    [
        (("000000001", "260115", "0930", "A", "000"), Outcome.ACCEPTED, "accepted"),
        (("000000001", "260115", "0930", "E", "000"), Outcome.ACCEPTED, "with errors noted"),
        (("000000001", "260115", "0930", "R", "023"), Outcome.REJECTED, "with its 1 claim"),
    ],
)
def test_ta1_is_joined_by_number_date_and_time(
    elements: tuple[str, ...], outcome: Outcome, note: str, tmp_path: Path
) -> None:
    ((record,), _) = rejects(tmp_path, claim("A1"), ta1(*elements))

    assert (record.outcome, record.join, record.offset) == (outcome, Join.CONTROL_NUMBER, 0)
    assert note in record.message


def test_ta1_of_another_day_is_not_taken_for_ours(tmp_path: Path) -> None:
    answer = ta1("000000001", "260116", "0930", "R", "023")

    ((record,), _) = rejects(tmp_path, claim("A1"), answer)

    assert record.join is Join.NONE
    assert "with another date or time" in record.message


SEGMENTS = claim("A1").decode().replace("\n", "").split("~")
AT = {text.split("*")[0]: at for at, text in enumerate(SEGMENTS[2:], 1)}


def errors(*segments: str, code: str = "R") -> bytes:
    return response(
        "999",
        f"AK1*HC*1*005010X222A1~AK2*837*0001~{'~'.join(segments)}~IK5*{code}*5~AK9*{code}*1*1*0~",
    )


def spoken_of(records: list[Record]) -> Record:
    (record,) = [one for one in records if one.level in (Level.CLAIM, Level.LINE)]
    return record


def test_position_leads_to_the_line_and_the_element(tmp_path: Path) -> None:
    answer = errors(f"IK3*SV1*{AT['SV1']}*2400*8", "IK4*1:2*234*7*L1960", "IK4*4*380*6")

    record = spoken_of(rejects(tmp_path, claim("A1"), answer)[0])

    assert (record.claim, record.service_line, record.join) == ("A1", "1", Join.POSITION)
    assert record.candidates == ("SV101-2", "SV104")
    assert record.values == ("L1960", "1")
    assert record.action is Action.CORRECT_AND_RESEND


def test_claim_named_by_ctx_is_taken_where_the_position_is_elsewhere(tmp_path: Path) -> None:
    answer = errors("IK3*SV1*900*2400*8", "CTX*CLM01:A1", "IK4*3*355*7")

    record = spoken_of(rejects(tmp_path, claim("A1"), answer)[0])

    assert (record.claim, record.service_line, record.join) == ("A1", None, Join.CONTROL_NUMBER)
    assert "segment 900 is not one of the claim that the answer names" in record.message


def test_leading_zeros_of_a_set_number_do_not_matter(tmp_path: Path) -> None:
    answer = response("999", "AK1*HC*0001~AK2*837*1~IK5*A~AK9*A*1*1*1~")

    records, _ = rejects(tmp_path, claim("A1"), answer)

    assert {one.join for one in records} == {Join.CONTROL_NUMBER}


@pytest.mark.parametrize("name", ["A#B", "=CMD", "ZZZZZZ", "a"])
def test_segment_that_no_designator_names_is_answered_all_the_same(
    name: str, tmp_path: Path
) -> None:
    sent = claim("A1", f"{LINE}{name}*1~")
    (tmp_path / "sent.837").write_bytes(sent)
    stream = BytesIO()
    done = acknowledge(tmp_path / "sent.837", stream)

    records, run = rejects(tmp_path, sent, stream.getvalue())

    assert (done.accepted, done.rejected) == (0, 1)
    assert any("IK304" in {code.list for code in one.codes} for one in records)
    assert not run.files[0].failures


@pytest.mark.parametrize("opening", ["ST*", "GS*"])
def test_envelope_that_is_not_opened_is_answered_for_the_interchange(
    opening: str, tmp_path: Path
) -> None:
    sent = re.sub(rb"(?m)^" + re.escape(opening.encode()) + rb".*\n", b"", claim("A1"))
    (tmp_path / "sent.837").write_bytes(sent)
    stream = BytesIO()

    done = acknowledge(tmp_path / "sent.837", stream)

    assert (done.accepted, done.rejected) == (0, 1)
    assert re.search(rb"TA1\*.*\*R\*022~", stream.getvalue())
    assert b"AK1" not in stream.getvalue()


def test_other_segment_at_the_position_is_another_file(tmp_path: Path) -> None:
    answer = errors(f"IK3*HI*{AT['SV1']}*2300*8", "IK4*1*1*7")

    records, _ = rejects(tmp_path, claim("A1"), answer)

    (record,) = [one for one in records if "IK304" in {code.list for code in one.codes}]
    assert (record.claim, record.join) == (None, Join.NONE)
    assert f"segment {AT['SV1']} of what was sent is SV1, not HI" in record.message


@pytest.mark.parametrize("shift", [0, 1])
def test_gap_is_of_the_line_that_lacks_the_segment(shift: int, tmp_path: Path) -> None:
    """A gap is told by the segment before it or by the one behind it, the next LX."""
    sent = claim("A1", f"{LINE}-DTP[472]~-NM1[DK]~-REF[6R]~{LINE}")
    segments = sent.decode().replace("\n", "").split("~")[2:]
    first = next(at for at, text in enumerate(segments, 1) if text.startswith("SV1"))

    record = spoken_of(rejects(tmp_path, sent, errors(f"IK3*DTP*{first + shift}*2400*3"))[0])

    assert (record.service_line, record.candidates) == ("1", ("DTP[472]",))
    assert record.rules[0].rule == "DTE001"


def test_segment_that_stands_out_of_place_is_not_called_absent(tmp_path: Path) -> None:
    """Its elements are masked: it could be a name, misspelt."""
    sent = claim("A1", f"{LINE}ZZZ*1*2~")
    segments = sent.decode().replace("\n", "").split("~")[2:]
    at = next(at for at, text in enumerate(segments, 1) if text.startswith("ZZZ"))

    record = spoken_of(rejects(tmp_path, sent, errors(f"IK3*ZZZ*{at}*2400*1"))[0])

    assert (record.candidates, record.values) == (("ZZZ",), ("ZZZ********",))


def test_answer_that_says_nothing_is_one_to_ask_about(tmp_path: Path) -> None:
    answer = response("999", "AK1*HC*1~AK2*837*0001~IK3~IK5~AK9~")

    records, _ = rejects(tmp_path, claim("A1"), answer)

    assert {one.outcome for one in records} == {Outcome.PENDING}
    assert {one.action for one in records} == {Action.ASK_PAYER}
    assert "None" not in str([one.message for one in records])


def test_accepted_set_with_errors_goes_on(tmp_path: Path) -> None:
    answer = errors(f"IK3*SV1*{AT['SV1']}*2400*8", "IK4*3*355*7", code="E")

    records, run = rejects(tmp_path, claim("A1"), answer)

    assert {one.outcome for one in records} == {Outcome.ACCEPTED}
    assert {one.action for one in records} == {Action.NOTHING}
    assert not run.failing


def test_phi_is_masked_and_copied_to_nowhere(tmp_path: Path) -> None:
    answer = errors(
        f"IK3*NM1*{AT['N3']}*2010*8", "IK4*9*67*5*9ZZ9ZZ9ZZ99", f"IK3*NTE*{AT['SV1']}*2400*2"
    )
    sent = claim("A1")

    records, _ = rejects(
        tmp_path,
        sent,
        answer,
        rejected("A1"),
        claim_status("TRN*2*A1~STC*A7:164:IL*20260116*U*900~"),
    )

    text = str([one.as_json() for one in records])
    assert "9ZZ9ZZ9ZZ99" not in text
    assert "1TE5TE5TT00" not in text
    assert "***" in text
