"""Whole interchanges of batches: envelopes, levels, delimiters and characters."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

import claimline
from claimline import (
    Batch,
    BillingProvider,
    Claim,
    Patient,
    Payer,
    Receiver,
    ServiceLine,
    Submitter,
    Subscriber,
    TransliterationWarning,
)
from claimline.claim.generate import Notice, generate
from claimline.claim.models.parts import Contact, ContactNumber
from claimline.x12.writer import X12WriteError

SUBMITTER = Submitter(
    name="TEST SUPPLY",
    identifier="TESTSUB01",
    contacts=(Contact(name="EDI", numbers=(ContactNumber(qualifier="TE", number="5555550100"),)),),
)
RECEIVER = Receiver(name="TEST MAC B", identifier="17013")
OTHER = Receiver(name="TEST MAC C", identifier="18003", receiver_code="MACC")
BILLING = BillingProvider(
    taxonomy="335E00000X",
    name="TEST SUPPLY",
    npi="1999999000",
    employer_identification_number="990000001",
    street="100 TEST STREET",
    city="ALBANY",
    state="NY",
    postal_code="122079998",
)
SUBSCRIBER = Subscriber(
    last_name="TESTPATIENT",
    first_name="ADA",
    identifier="1TE5TE5TT00",
    identifier_qualifier="MI",
    filing_indicator="MB",
    street="200 SAMPLE AVE",
    city="ALBANY",
    state="NY",
    postal_code="122080001",
    birth_date=date(1950, 4, 12),
    sex="F",
)
PATIENT = Patient(
    relationship="19",
    last_name="TESTCHILD",
    first_name="BO",
    street="200 SAMPLE AVE",
    city="ALBANY",
    state="NY",
    postal_code="122080001",
    birth_date=date(2015, 4, 12),
    sex="M",
)
LINE = ServiceLine(
    code="L1960",
    modifiers=("RT", "KX"),
    charge=Decimal("900.50"),
    units=Decimal(1),
    diagnosis_pointers=(1,),
    service_dates=(date(2026, 1, 8),),
)


def claim(identifier: str, **fields: Any) -> Claim:
    usual: dict[str, Any] = {
        "billing_provider": BILLING,
        "subscriber": SUBSCRIBER,
        "payer": Payer(name="TEST MAC B", identifier="17013"),
        "identifier": identifier,
        "place_of_service": "12",
        "provider_signature": "Y",
        "assignment": "A",
        "benefits_assigned": "Y",
        "release_of_information": "Y",
        "diagnoses": ("M21371",),
        "lines": (LINE,),
    }
    return Claim(**{**usual, **fields})


def batch(*claims: Claim, **fields: Any) -> Batch:
    usual: dict[str, Any] = {
        "submitter": SUBMITTER,
        "receiver": RECEIVER,
        "batch_number": "B1",
        "created": date(2026, 1, 15),
        "created_at": time(9, 30),
        "usage": "T",
    }
    return Batch(claims=claims, **{**usual, **fields})


def segments(data: bytes, *ids: str) -> list[str]:
    found = data.decode("ascii").rstrip("~").split("~")
    return [one for one in found if one.split("*")[0] in ids]


def test_batch_is_one_whole_interchange() -> None:
    data = generate(batch(claim("A1"), control_number=42))

    assert data.decode("ascii").split("~")[:8] == [
        "ISA*00*          *00*          *ZZ*TESTSUB01      *ZZ*17013          "
        "*260115*0930*^*00501*000000042*0*T*:",
        "GS*HC*TESTSUB01*17013*20260115*0930*42*X*005010X222A1",
        "ST*837*0001*005010X222A1",
        "BHT*0019*00*B1*20260115*0930*CH",
        "NM1*41*2*TEST SUPPLY*****46*TESTSUB01",
        "PER*IC*EDI*TE*5555550100",
        "NM1*40*2*TEST MAC B*****46*17013",
        "HL*1**20*1",
    ]
    assert segments(data, "SE", "GE", "IEA") == ["SE*24*0001", "GE*1*42", "IEA*1*000000042"]
    assert [finding.rule for finding in claimline.lint(data) if finding.severity == "error"] == [
        "PRV001"
    ]


def test_same_batch_gives_the_same_bytes() -> None:
    assert generate(batch(claim("A1"))) == generate(batch(claim("A1")))


def test_each_receiver_gets_an_interchange() -> None:
    data = generate(batch(claim("A1"), claim("A2", receiver=OTHER), claim("A3"), control_number=7))

    assert segments(data, "GS", "BHT", "CLM", "IEA") == [
        "GS*HC*TESTSUB01*17013*20260115*0930*7*X*005010X222A1",
        "BHT*0019*00*B1*20260115*0930*CH",
        "CLM*A1*900.5***12:B:1*Y*A*Y*Y",
        "CLM*A3*900.5***12:B:1*Y*A*Y*Y",
        "IEA*1*000000007",
        "GS*HC*TESTSUB01*MACC*20260115*0930*8*X*005010X222A1",
        "BHT*0019*00*B1-2*20260115*0930*CH",
        "CLM*A2*900.5***12:B:1*Y*A*Y*Y",
        "IEA*1*000000008",
    ]


def test_claims_share_the_levels_they_have_in_common() -> None:
    other = SUBSCRIBER.replace(first_name="EVE")
    claims = (
        claim("A1"),
        claim("A2"),
        claim("A3", patient=PATIENT, subscriber=other),
        claim("A4", patient=PATIENT, subscriber=other),
        claim("A5", billing_provider=BILLING.replace(name="SECOND SUPPLY")),
    )

    assert segments(generate(batch(*claims)), "HL", "SBR", "CLM") == [
        "HL*1**20*1",
        "HL*2*1*22*0",
        "SBR*P*18*******MB",
        "CLM*A1*900.5***12:B:1*Y*A*Y*Y",
        "CLM*A2*900.5***12:B:1*Y*A*Y*Y",
        "HL*3*1*22*1",
        "SBR*P********MB",
        "HL*4*3*23*0",
        "CLM*A3*900.5***12:B:1*Y*A*Y*Y",
        "CLM*A4*900.5***12:B:1*Y*A*Y*Y",
        "HL*5**20*1",
        "HL*6*5*22*0",
        "SBR*P*18*******MB",
        "CLM*A5*900.5***12:B:1*Y*A*Y*Y",
    ]


def test_level_holds_a_hundred_claims() -> None:
    data = generate(batch(*(claim(f"A{number}") for number in range(101))))

    assert segments(data, "HL") == ["HL*1**20*1", "HL*2*1*22*0", "HL*3*1*22*0"]


def test_lines_are_numbered_in_their_claim() -> None:
    data = generate(batch(claim("A1", lines=(LINE, LINE)), claim("A2")))

    assert segments(data, "LX", "CLM") == [
        "CLM*A1*1801***12:B:1*Y*A*Y*Y",
        "LX*1",
        "LX*2",
        "CLM*A2*900.5***12:B:1*Y*A*Y*Y",
        "LX*1",
    ]


def test_delimiters_are_such_that_no_data_holds_one() -> None:
    line = LINE.replace(note="a*b:c~d^e\\|")

    data = generate(batch(claim("A1", lines=(line,))))

    (view,) = claimline.read(data).claims()
    assert view.model().lines[0].note == "a*b:c~d^e\\|"
    assert (chr(data[3]), chr(data[104]), chr(data[105]), chr(data[82])) == ("+", ">", "\n", "}")


def test_data_that_holds_every_delimiter_is_refused() -> None:
    line = LINE.replace(fixed_formats=("~|!", "*+`", ":>\\<;"), description="\\|!", note="~")

    with pytest.raises(X12WriteError, match="every character that could be"):
        generate(batch(claim("A1", lines=(line.replace(goals_note=None),)), batch_number="\n"))


def test_accents_are_transliterated_and_said() -> None:
    notices: list[Notice] = []
    subscriber = SUBSCRIBER.replace(last_name="Muñoz")

    data = generate(batch(claim("A1", subscriber=subscriber, note="Größe 5")), notices)

    assert b"NM1*IL*1*Munoz*ADA" in data
    assert [str(notice) for notice in notices] == [
        "claim A1, 2300 NTE[ADD]02 is written with ö as o, ß as ss",
        "2010BA NM103 is written with ñ as n",
    ]


def test_accents_warn_where_nobody_asks_for_notices() -> None:
    with pytest.warns(TransliterationWarning, match=r"NTE\[ADD\]02 is written with é as e"):
        generate(batch(claim("A1", note="é")))


def test_claim_without_receiver_is_refused() -> None:
    with pytest.raises(ValueError, match="claim A1 names no receiver, nor does the batch"):
        generate(batch(claim("A1"), receiver=None))


def test_charge_is_the_sum_of_the_lines_unless_given() -> None:
    two = claim("A1", lines=(LINE, LINE.replace(charge=Decimal("99.50"))))

    assert two.charge == Decimal(1000)
    assert two.replace(lines=(LINE,)).charge == Decimal("900.50")
    assert two.replace(charge=Decimal(5)).replace(lines=(LINE,)).charge == Decimal(5)


def test_diagnoses_are_codes_the_first_of_them_principal() -> None:
    made = claim("A1", diagnoses=("M21371", "M21372"))

    assert "HI*ABK:M21371*ABF:M21372~" in made.to_x12()
    assert [one.code for one in made.replace(diagnoses=made.diagnoses[::-1]).diagnoses] == [
        "M21372",
        "M21371",
    ]
    assert "HI*ABK:M21372*ABF:M21371~" in made.replace(diagnoses=made.diagnoses[::-1]).to_x12()


def test_levels_that_were_read_apart_stay_apart() -> None:
    one = generate(batch(claim("A1"), claim("A2", subscriber=SUBSCRIBER.replace(sex="M"))))
    apart = claimline.read(one.replace(b"*19500412*M", b"*19500412*F"))

    views = [view.model() for view in apart.claims()]
    data = generate(batch(*views))

    assert views[0].subscriber == views[1].subscriber
    assert len(segments(data, "HL")) == 3
    assert len(segments(generate(batch(views[0], views[0].replace(identifier="B")), []), "HL")) == 2
