"""An 835 joined to its claim: bundled and split lines, reversals, claim-level denials, balances."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.responses.hints import Action
from claimline.responses.matching import Join
from claimline.responses.record import Level, Outcome, Record
from claimline.responses.run import RejectsRun
from claimline.rules.example import lay
from tests.responses.wire import claim_status, offset_of, rejects, remittance

BASE = "SV1*HC:L1960:RT:KX*900*UN*1***1~REF*6R*A1~"
FIRST = "SV1*HC:L2820:RT:KX*98.40*UN*1***1~REF*6R*A2~"
SECOND = "SV1*HC:L2820:RT:KX*98.40*UN*1***1~REF*6R*A3~"
SENT = lay(BASE + FIRST + SECOND)
PATIENT = "NM1*QC*1*TESTPATIENT*ADA****MI*1TE5TE5TT00~"


def clp(status: str, charge: str, paid: str, share: str = "", icn: str = "ICN1") -> str:
    return f"CLP*TEST-1*{status}*{charge}*{paid}*{share}*MB*{icn}*12*1~{PATIENT}"


def svc(composite: str, charge: str, paid: str, *segments: str, rest: str = "") -> str:
    return f"SVC*{composite}*{charge}*{paid}{rest}~DTM*472*20260108~{''.join(segments)}"


def lines_of(records: list[Record]) -> list[Record]:
    return [record for record in records if record.level is Level.LINE]


def told(record: Record) -> tuple[str | None, ...]:
    """Line, outcome, join and amounts of a record."""
    amounts = record.charge, record.paid, record.adjusted
    return record.service_line, record.outcome, record.join, *amounts


def test_lines_of_one_code_are_told_by_their_numbers(tmp_path: Path) -> None:
    answer = remittance(
        clp("1", "1096.80", "700", "0"),
        svc("HC:L2820:RT:KX", "98.40", "0", "CAS*CO*16*98.4~", "REF*6R*A3~", "LQ*HE*M51~"),
        svc("HC:L2820:RT:KX", "98.40", "70", "CAS*CO*45*28.4~", "REF*6R*A2~"),
        svc("HC:L1960:RT:KX", "900", "630", "CAS*CO*45*270~", "REF*6R*A1~"),
        payment="700",
    )

    records, run = rejects(tmp_path, SENT, answer)

    assert [told(one) for one in lines_of(records)] == [
        ("3", Outcome.DENIED, Join.CONTROL_NUMBER, "98.40", "0.00", "98.40"),
        ("2", Outcome.PAID, Join.CONTROL_NUMBER, "98.40", "70.00", "28.40"),
        ("1", Outcome.PAID, Join.CONTROL_NUMBER, "900.00", "630.00", "270.00"),
    ]
    assert [one.offset for one in lines_of(records)] == [offset_of(SENT, n) for n in (3, 2, 1)]
    assert run.at_stake == "98.40"


def test_bundled_lines_keep_their_own_amounts(tmp_path: Path) -> None:
    """L2820 of line 2 is paid within L1960; SVC06 says what was submitted."""
    answer = remittance(
        clp("1", "998.40", "700"),
        svc("HC:L1960:RT:KX", "900", "700", "CAS*CO*45*200~", "REF*6R*A1~"),
        svc(
            "HC:L1960:RT:KX",
            "98.40",
            "0",
            "CAS*CO*97*98.4~",
            rest="**0*HC:L2820:RT:KX",
        ),
        payment="700",
    )

    records, run = rejects(tmp_path, lay(BASE + FIRST), answer)

    first, second = lines_of(records)
    assert told(first) == ("1", "paid", Join.CONTROL_NUMBER, "900.00", "700.00", "200.00")
    assert told(second) == ("2", "denied", Join.PROCEDURE, "98.40", "0.00", "98.40")
    assert "adjudicated as L1960:RT:KX, sent as L2820:RT:KX" in second.message
    assert second.candidates[0] == "SV101-2"
    assert second.values[0] == "L2820"
    assert run.at_stake == "98.40"


def test_split_line_is_one_line_twice(tmp_path: Path) -> None:
    answer = remittance(
        clp("1", "900", "600"),
        svc("HC:L1960:RT:KX", "450", "400", "CAS*CO*45*50~", "REF*6R*A1~"),
        svc("HC:L1960:RT:KX", "450", "200", "CAS*CO*119*250~", "REF*6R*A1~"),
        payment="600",
    )

    records, run = rejects(tmp_path, lay("SV1*HC:L1960:RT:KX*900*UN*2***1~REF*6R*A1~"), answer)

    assert [told(one) for one in lines_of(records)] == [
        ("1", "paid", Join.CONTROL_NUMBER, "450.00", "400.00", "50.00"),
        ("1", "reduced", Join.CONTROL_NUMBER, "450.00", "200.00", "250.00"),
    ]
    assert all("one of 2 parts of the line" in one.message for one in lines_of(records))
    assert run.at_stake == "250.00"


def test_reversal_and_correction_are_told_apart(tmp_path: Path) -> None:
    denied = svc("HC:L1960:RT:KX", "900", "0", "CAS*CO*16*900~", "REF*6R*A1~", "LQ*HE*M51~")
    taken = svc("HC:L1960:RT:KX", "-900", "0", "CAS*CO*16*-900~", "REF*6R*A1~")
    paid = svc("HC:L1960:RT:KX", "900", "700", "CAS*CO*45*200~", "REF*6R*A1~")
    first = remittance(clp("1", "900", "0"), denied)
    second = remittance(
        clp("22", "-900", "0"), taken, clp("1", "900", "700", icn="ICN2"), paid, payment="700"
    )

    records, run = rejects(tmp_path, lay(BASE), first, second)

    claims = [one for one in records if one.level is Level.CLAIM]
    assert [one.outcome for one in claims] == [Outcome.DENIED, Outcome.REVERSED, Outcome.PAID]
    assert [one.paid for one in claims] == ["0.00", "0.00", "700.00"]
    assert lines_of(records)[1].outcome is Outcome.REVERSED
    assert lines_of(records)[1].adjusted == "-900.00"
    assert "replaces the payment that was taken back" in claims[2].message
    assert [one.action for one in claims[1:]] == [Action.NOTHING, Action.NOTHING]
    assert run.at_stake == "0.00"


def test_claim_denied_as_a_whole_has_no_services(tmp_path: Path) -> None:
    answer = remittance(
        f"CLP*TEST-1*4*1096.80*0**MB*ICN1*12*1~CAS*CO*109*1096.8~{PATIENT}MOA***MA130*N104~"
    )

    (claim, payment), run = rejects(tmp_path, SENT, answer)

    assert (claim.level, claim.outcome, claim.action) == ("claim", "denied", "new-claim")
    assert (claim.charge, claim.paid, claim.adjusted) == ("1096.80", "0.00", "1096.80")
    assert (claim.candidates[0], claim.values[0]) == ("NM109", "17013")
    assert claim.loops[0] == "2010BB"
    assert payment.outcome is Outcome.PAID
    assert run.at_stake == "1096.80"


def test_patients_share_and_contract_need_nothing(tmp_path: Path) -> None:
    answer = remittance(
        clp("1", "1096.80", "0", "800"),
        svc("HC:L1960:RT:KX", "900", "0", "CAS*PR*1*800~", "CAS*CO*45*100~", "REF*6R*A1~"),
        svc("HC:L2820:RT:KX", "98.40", "0", "CAS*CO*45*98.4~", "REF*6R*A2~"),
        svc("HC:L2820:RT:KX", "98.40", "0", "CAS*CO*253*98.4~", "REF*6R*A3~"),
    )

    records, run = rejects(tmp_path, SENT, answer)

    assert {one.outcome for one in records} == {Outcome.PAID}
    assert {one.action for one in records} == {Action.NOTHING}
    assert not run.failing


@pytest.mark.parametrize(
    ("indicator", "remark", "action"),
    [
        ("MB", "MA130", Action.NEW_CLAIM),
        ("MB", "N211", Action.ASK_PAYER),
        ("MB", "M51", Action.REOPEN_OR_APPEAL),
        ("CI", "M51", Action.CORRECT_AND_RESEND),
    ],
)
def test_what_to_do_depends_on_payer_and_remark(
    indicator: str, remark: str, action: Action, tmp_path: Path
) -> None:
    answer = remittance(
        f"CLP*UNKNOWN*1*900*0**{indicator}*ICN1*12*1~{PATIENT}",
        svc("HC:L1960", "900", "0", "CAS*CO*16*900~", f"LQ*HE*{remark}~"),
    )

    records, _ = rejects(tmp_path, SENT, answer)

    assert [one.action for one in lines_of(records)] == [action]


def test_unknown_codes_are_shown_as_they_came(tmp_path: Path) -> None:
    answer = remittance(
        clp("1", "900", "0"),
        svc("HC:L1960:RT:KX", "900", "0", "CAS*CO*999*900~", "REF*6R*A1~", "LQ*HE*N9999~"),
    )

    records, _ = rejects(tmp_path, SENT, answer)

    (line,) = lines_of(records)
    assert [(one.list, one.code) for one in line.codes] == [
        ("GROUP", "CO"),
        ("CARC", "999"),
        ("RARC", "N9999"),
    ]
    assert line.action is Action.ASK_PAYER
    assert "CO-999 is not in our tables" in line.message


def test_what_does_not_balance_is_said_where_it_does_not(tmp_path: Path) -> None:
    answer = remittance(
        clp("1", "900", "600", "10"),
        svc("HC:L1960:RT:KX", "900", "600", "CAS*CO*45*200~", "REF*6R*A1~"),
        payment="500",
    )

    records, run = rejects(tmp_path, SENT, answer)

    claim, line, payment = records
    assert "unbalanced: SVC03 says 600.00, the rest 700.00" in line.message
    assert "unbalanced: CLP04 says 600.00, the rest 700.00" in claim.message
    assert "unbalanced: CLP05 says 10.00, the rest 0.00" in claim.message
    assert "unbalanced: BPR02 says 500.00, the rest 600.00" in payment.message
    assert {one.action for one in records} == {Action.ASK_PAYER}
    assert run.failing


def test_provider_adjustment_is_joined_by_the_number_a_277ca_gave(tmp_path: Path) -> None:
    status = claim_status("TRN*2*TEST-1~STC*A2:20*20260116*WQ*900~REF*1K*ICN1~")
    answer = remittance(
        clp("1", "900", "900"),
        provider="PLB*1999999000*20261231*WO:ICN1*20*L6*-1.5~",
        payment="881.50",
    )

    records, run = rejects(tmp_path, lay("SV1*HC:L1960*900*UN*1***1~"), status, answer)

    adjusted = [one for one in records if one.outcome is Outcome.ADJUSTED]
    assert [(one.codes[0].code, one.adjusted, one.claim) for one in adjusted] == [
        ("WO", "20.00", "TEST-1"),
        ("L6", "-1.50", None),
    ]
    assert not any("unbalanced" in one.message for one in records)
    assert not run.failing


def test_member_id_in_the_reference_of_an_adjustment_is_masked() -> None:
    answer = remittance(
        clp("1", "900", "900"),
        provider="PLB*1999999000*20261231*WO:26016000001000 1TE5TE5TT00*20~",
        payment="880",
    )

    with RejectsRun() as run:
        messages = [one.message for one in run.read(answer)]

    assert "reference 26016000001000 ***; taken from the payment" in messages[-2]


def test_lines_that_no_service_speaks_of_are_named(tmp_path: Path) -> None:
    answer = remittance(
        clp("1", "1096.80", "900"),
        svc("HC:L1960:RT:KX", "900", "900", "REF*6R*A1~"),
        payment="900",
    )

    records, _ = rejects(tmp_path, SENT, answer)

    assert "line 2 is not spoken of; line 3 is not spoken of" in records[0].message


def test_what_the_claim_loses_beside_its_services_is_at_stake(tmp_path: Path) -> None:
    answer = remittance(
        f"CLP*TEST-1*1*900*800**MB*ICN1*12*1~CAS*CO*50*100~{PATIENT}",
        svc("HC:L1960:RT:KX", "900", "900", "REF*6R*A1~"),
        payment="800",
    )

    records, run = rejects(tmp_path, lay(BASE), answer)

    assert [one.outcome for one in records] == [Outcome.REDUCED, Outcome.PAID, Outcome.PAID]
    assert run.at_stake == "100.00"


def test_only_codes_that_hold_money_up_are_counted(tmp_path: Path) -> None:
    """CO-45 and the note MA01 need nothing; of 900.00 CO-151 holds up 50.00."""
    adjusted = "CAS*CO*45*100**151*50~", "REF*6R*A1~", "LQ*HE*N362~", "LQ*HE*MA01~"
    answer = remittance(
        clp("1", "900", "750"), svc("HC:L1960:RT:KX", "900", "750", *adjusted), payment="750"
    )

    _, run = rejects(tmp_path, lay(BASE), answer)

    assert [(one.key, one.cents) for one in run.sums("code")] == [("CO-151", 5000), ("N362", 5000)]


def test_every_part_of_a_line_is_at_stake(tmp_path: Path) -> None:
    answer = remittance(
        clp("1", "900", "0"),
        svc("HC:L1960:RT:KX", "450", "0", "CAS*CO*119*450~", "REF*6R*A1~"),
        svc("HC:L1960:RT:KX", "450", "0", "CAS*CO*119*450~", "REF*6R*A1~"),
    )

    _, run = rejects(tmp_path, lay("SV1*HC:L1960:RT:KX*900*UN*2***1~REF*6R*A1~"), answer)

    assert run.at_stake == "900.00"
    assert [(one.key, one.claims, one.cents) for one in run.sums("code")] == [("CO-119", 1, 90000)]


def test_lines_that_nothing_tells_apart_are_all_at_stake() -> None:
    denied = [svc("HC:L1960", "100", "0", "CAS*CO*119*100~") for _ in range(3)]

    with RejectsRun() as run:
        list(run.read(remittance(clp("1", "300", "0"), *denied)))

        assert run.at_stake == "300.00"


def test_claim_that_was_split_keeps_what_its_first_part_lost(tmp_path: Path) -> None:
    """Each part is a CLP of its own, with the lines that it speaks of."""
    answer = remittance(
        clp("1", "900", "0", icn="ICN1"),
        svc("HC:L1960:RT:KX", "900", "0", "CAS*CO*50*900~", "REF*6R*A1~"),
        clp("1", "98.40", "98.40", icn="ICN2"),
        svc("HC:L2820:RT:KX", "98.40", "98.40", "REF*6R*A2~"),
        payment="98.40",
    )

    _, run = rejects(tmp_path, SENT, answer)

    assert run.at_stake == "900.00"


def test_amount_that_cannot_be_read_explains_nothing(tmp_path: Path) -> None:
    answer = remittance(
        clp("1", "900", "0"), svc("HC:L1960:RT:KX", "900", "0", "CAS*CO*16*x~", "REF*6R*A1~")
    )

    records, run = rejects(tmp_path, lay(BASE), answer)

    assert [one.outcome for one in records[:2]] == [Outcome.DENIED, Outcome.DENIED]
    assert run.at_stake == "900.00"


def test_line_that_is_not_paid_without_a_reason_is_one_to_ask_about(tmp_path: Path) -> None:
    answer = remittance(clp("1", "900", "0"), svc("HC:L1960:RT:KX", "900", "0", "REF*6R*A1~"))

    records, run = rejects(tmp_path, lay(BASE), answer)

    assert [one.outcome for one in records[:2]] == [Outcome.DENIED, Outcome.DENIED]
    assert [one.action for one in records[:2]] == [Action.ASK_PAYER, Action.ASK_PAYER]
    assert run.at_stake == "900.00"


def test_payment_that_is_not_said_is_no_payment(tmp_path: Path) -> None:
    answer = remittance(clp("1", "900", ""), svc("HC:L1960:RT:KX", "900", "", "REF*6R*A1~"))

    records, _ = rejects(tmp_path, lay(BASE), answer)

    assert [one.outcome for one in records[:2]] == [Outcome.PENDING, Outcome.PENDING]
    assert "what was paid is not said" in records[1].message
    assert records[1].action is Action.ASK_PAYER
