"""Reading TA1, 999, 277CA and 835: every fact, whatever real files leave out or write oddly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import islice

import pytest

import claimline
from claimline.guide.tables import GuideName, load_guide
from claimline.responses.answer import Answer
from claimline.responses.claim_status import (
    BatchStatus,
    ClaimStatus,
    LineStatus,
    ProviderStatus,
    Source,
)
from claimline.responses.functional import Context, ElementError, GroupAnswer, SetAnswer
from claimline.responses.reading import read_responses
from claimline.responses.remittance import (
    Adjustment,
    ClaimPayment,
    ProviderAdjustment,
    Remittance,
    ServicePayment,
)
from claimline.responses.ta1 import InterchangeAnswer
from claimline.rules.example import lay
from claimline.x12.errors import X12Error
from tests.responses.wire import claim_status, isa, remittance, response, ta1

FUNCTIONAL = """
AK1*HC*107*005010X222A1~AK2*837*0001*005010X222A1~
IK3*SV1*32*2400*8~CTX*SITUATIONAL TRIGGER*CLM*43**5:3*1328~CTX*CLM01:KAFO-0011~
IK4*1:7:2*352*5*TOO LONG~IK4*3*355*7*EA~IK3*DTP*40*2400*3~IK5*R*5*I5~
AK2*837*0002~IK5*A~AK9*P*2*2*1*5~
"""
CLAIM = """
TRN*2*A1~STC*A7:562:85*20260116*U*900******A7:507*A3:21*READ THE MANUAL~STC*A8:306~
REF*1K*ICN1~REF*D9*TRACE~DTP*472*RD8*20260108-20260109~
SVC*HC:L1960:RT:KX*900*****2~STC*A7:507**U~REF*FJ*A1-1~DTP*472*D8*20260108~
SVC*HC:L2820*50~
"""
PAYMENT = """
CLP*A1*1*950*600*100*MB*ICN1*12*1~CAS*CO*45*10*1*253*5~NM1*QC*1*TESTPATIENT*ADA~
MOA***MA01*N210~DTM*232*20260108~DTM*050*20260110~AMT*AU*700~
SVC*HC:L1960:RT:KX*900*600**1*HC:L1970:RT*2~DTM*150*20260108~DTM*151*20260109~
CAS*PR*1*100**2*150~CAS*OA*23*35~REF*6R*A1-1~REF*0K*L33686~AMT*B6*700~LQ*HE*M51~LQ*RX*75~
"""
PROVIDER = "PLB*1999999000*20261231*WO:ICN0*20*L6*-1.5~"


def only(kind: type[Answer], data: bytes) -> Answer:
    (found,) = [one for one in read_responses(data) if type(one) is kind]
    return found


def test_ta1_says_which_interchange() -> None:
    answer = only(InterchangeAnswer, ta1("000000108", "250915", "0930", "R", "022"))

    assert isinstance(answer, InterchangeAnswer)
    assert (answer.control_number, answer.date, answer.time) == ("000000108", "250915", "0930")
    assert (answer.code, answer.note) == ("R", "022")
    assert answer.offset == len(isa())


def test_999_says_where_and_what() -> None:
    first, second, group = read_responses(response("999", FUNCTIONAL))

    assert isinstance(first, SetAnswer)
    assert isinstance(second, SetAnswer)
    assert isinstance(group, GroupAnswer)
    assert (first.control_number, first.code, first.codes) == ("0001", "R", ["5", "I5"])
    assert (second.control_number, second.code, second.errors) == ("0002", "A", [])
    assert (group.control_number, group.code, group.codes) == ("107", "P", ["5"])
    assert (group.included, group.received, group.accepted) == (2, 2, 1)
    service, gap = first.errors
    assert (service.segment, service.position, service.loop, service.code) == (
        *("SV1", 32, "2400", "8"),
    )
    assert service.claim == "KAFO-0011"
    assert service.contexts[0] == Context(None, None, "CLM", 43, 5)
    assert service.elements == [
        ElementError(1, 7, 2, "5", "TOO LONG"),
        ElementError(3, None, None, "7", "EA"),
    ]
    assert (gap.segment, gap.position, gap.code, gap.elements) == ("DTP", 40, "3", [])


def test_277ca_says_it_level_by_level() -> None:
    batch, provider, claim = read_responses(claim_status(CLAIM, batch="B1"))

    assert isinstance(batch, BatchStatus)
    assert isinstance(provider, ProviderStatus)
    assert isinstance(claim, ClaimStatus)
    assert (batch.batch, batch.submitter) == ("B1", "TESTSUB01")
    assert batch.source
    assert (batch.source.payer_identifier, batch.source.received) == ("17013", date(2026, 1, 16))
    assert provider.provider == "1999999000"
    assert claim.batch is batch
    assert (claim.identifier, claim.payer_claim_number) == ("A1", "ICN1")
    assert (claim.clearinghouse_number, claim.charge) == ("TRACE", 90000)
    assert claim.service_dates == (date(2026, 1, 8), date(2026, 1, 9))
    first, second = claim.statuses
    assert [str(code) for code in first.codes] == ["A7:562:85", "A7:507", "A3:21"]
    assert (first.date, first.action, first.text) == (date(2026, 1, 16), "U", "READ THE MANUAL")
    assert (str(second.codes[0]), second.date, second.action) == ("A8:306", None, None)
    service, silent = claim.lines
    assert service.procedure
    assert (service.procedure.code, service.procedure.modifiers) == ("L1960", ("RT", "KX"))
    assert (service.charge, service.units, service.control_number) == (90000, Decimal(2), "A1-1")
    assert str(service.statuses[0].codes[0]) == "A7:507"
    assert (silent.charge, silent.statuses) == (5000, [])


def test_835_says_what_was_paid_and_why_not_more() -> None:
    claim, *adjusted, whole = read_responses(
        remittance(PAYMENT, payment="581.5", provider=PROVIDER)
    )

    assert isinstance(claim, ClaimPayment)
    assert isinstance(whole, Remittance)
    assert (claim.identifier, claim.status, claim.payer_claim_number) == ("A1", "1", "ICN1")
    assert (claim.charge, claim.paid, claim.patient_share, claim.allowed) == (
        *(95000, 60000, 10000, 70000),
    )
    assert claim.adjustments == [
        Adjustment("CO", "45", 1000, "1"),
        Adjustment("CO", "253", 500, None),
    ]
    assert claim.remarks == ["MA01", "N210"]
    assert (claim.first_date, claim.received) == (date(2026, 1, 8), date(2026, 1, 10))
    (service,) = claim.services
    assert service.adjudicated
    assert service.changed_from
    assert (service.adjudicated.code, service.changed_from.code) == ("L1960", "L1970")
    assert (service.units, service.submitted_units) == (Decimal(1), Decimal(2))
    assert (service.first_date, service.last_date) == (date(2026, 1, 8), date(2026, 1, 9))
    assert [(one.group, one.reason, one.amount) for one in service.adjustments] == [
        *(("PR", "1", 10000), ("PR", "2", 15000), ("OA", "23", 3500)),
    ]
    assert (service.control_number, service.policy, service.allowed) == ("A1-1", "L33686", 70000)
    assert service.remarks == ["M51"]
    assert [
        (one.reason, one.reference, one.amount, one.provider)
        for one in adjusted
        if isinstance(one, ProviderAdjustment)
    ] == [("WO", "ICN0", 2000, "1999999000"), ("L6", None, -150, "1999999000")]
    assert (whole.payment, whole.number, whole.payer, whole.claims) == (
        *(58150, "EFT1", "TEST PAYER", 1),
    )
    assert (whole.claims_paid, whole.provider_adjusted) == (60000, 1850)
    assert not list(whole.imbalances())


def test_amounts_that_do_not_add_up_are_imbalances() -> None:
    claim, whole = read_responses(
        remittance("CLP*A1*1*100*50~SVC*HC:L1960*100*50~CAS*CO*45*40~", payment="60")
    )

    assert isinstance(claim, ClaimPayment)
    assert isinstance(whole, Remittance)
    (service,) = claim.services
    assert [(one.stated, one.computed) for one in service.imbalances()] == [(5000, 6000)]
    assert [(one.subject, one.stated) for one in claim.imbalances()] == [("CLP04", 5000)]
    assert [(one.subject, one.computed) for one in whole.imbalances()] == [("BPR02", 5000)]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("*", "|").replace("~", "\n"),
        lambda text: text.replace("~", "~\r\n"),
        lambda text: text.replace(":", ">"),
        lambda text: "\ufeff" + text,
    ],
    ids=["bar and newline", "crlf", "component separator", "byte order mark"],
)
def test_odd_separators_read_the_same(change: object) -> None:
    assert callable(change)
    data = claim_status(CLAIM)
    odd = change(data.decode()).encode("utf-8")

    codes = [
        [str(code) for status in one.statuses for code in status.codes]
        for one in read_responses(odd)
        if isinstance(one, ClaimStatus)
    ]

    assert codes == [["A7:562:85", "A7:507", "A3:21", "A8:306"]]


def test_several_sets_and_kinds_in_one_file() -> None:
    data = ta1("1", "250915", "0930", "A", "000") + response("999", FUNCTIONAL, FUNCTIONAL)
    data += claim_status(CLAIM) + remittance(PAYMENT) + lay("")

    kinds = [one.kind for one in read_responses(data)]

    assert kinds == ["TA1", *["999"] * 6, *["277CA"] * 3, *["835"] * 2]


def test_what_a_277_leaves_out_is_none() -> None:
    (claim,) = read_responses(response("277", "BHT*0085*08~HL*1**PT~TRN*2*A1~SVC*HC~"))

    assert isinstance(claim, ClaimStatus)
    assert (claim.batch, claim.charge, claim.statuses) == (None, None, [])
    assert claim.lines[0].statuses == []


def test_answer_to_an_enquiry_is_no_acknowledgment() -> None:
    data = response("277", CLAIM, guide="005010X212")

    assert list(read_responses(data)) == []


def test_reading_is_lazy_and_raises_where_it_ends() -> None:
    data = response("999", FUNCTIONAL)[:-40] + b"*"
    found = read_responses(BytesIO(data))

    assert len(list(islice(found, 2))) == 2
    with pytest.raises(X12Error, match="ends before IEA"):
        list(found)


def test_it_is_public() -> None:
    assert claimline.read_responses is read_responses


@pytest.mark.parametrize(
    ("guide", "views"),
    [
        ("999", [GroupAnswer, SetAnswer]),
        ("277", [Source, BatchStatus, ProviderStatus, ClaimStatus, LineStatus]),
        ("835", [ClaimPayment, ServicePayment, ProviderAdjustment, Remittance]),
    ],
)
def test_elements_are_those_of_the_guide(guide: GuideName, views: list[type[Answer]]) -> None:
    for view in views:
        for segment, fields in view.fields.items():
            for qualifier, read in fields.items():
                numbers = [index for _, index, _ in (*read.simple, *read.composites)]
                bare = f"{segment}[{qualifier}]" if qualifier else segment
                assert load_guide(guide).find_segments(bare), bare
                for number in numbers:
                    assert load_guide(guide).find(f"{bare}{number:02}"), f"{bare}{number:02}"
