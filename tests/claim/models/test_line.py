"""ServiceLine: what it writes, and what it refuses in which words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

import claimline
from claimline.claim.models.adjustments import Adjustment, AdjustmentGroup
from claimline.claim.models.line import (
    Answer,
    Certification,
    Equipment,
    Form,
    LineAdjudication,
    Measurement,
    Product,
    ServiceLine,
)
from claimline.claim.models.parts import (
    Attachment,
    Condition,
    Contract,
    PayerReference,
    Procedure,
)
from claimline.claim.models.providers import OrderingProvider
from claimline.x12.delimiters import Delimiters
from claimline.x12.writer import X12WriteError

LINE = ServiceLine(
    code="L1960",
    modifiers=("RT", "KX"),
    charge=Decimal("900.50"),
    units=Decimal(1),
    diagnosis_pointers=(1, 2),
    service_dates=(date(2026, 1, 8),),
    control_number="A1-1",
)


def segments(line: ServiceLine) -> list[str]:
    return line.to_x12().removesuffix("~").split("~")


def written(**fields: Any) -> list[str]:
    """What a line writes beyond the usual, with these fields."""
    usual = set(segments(LINE))
    return [segment for segment in segments(LINE.replace(**fields)) if segment not in usual]


def test_line_writes_its_segments_in_guide_order() -> None:
    assert segments(LINE) == [
        "LX*1",
        "SV1*HC:L1960:RT:KX*900.5*UN*1***1:2",
        "DTP*472*D8*20260108",
        "REF*6R*A1-1",
    ]


def test_number_and_delimiters_are_the_callers() -> None:
    delimiters = Delimiters(element="|", component=">", terminator="\n")

    assert LINE.to_x12(delimiters, number=7).splitlines()[:2] == [
        "LX|7",
        "SV1|HC>L1960>RT>KX|900.5|UN|1|||1>2",
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"modifiers": ("RT", "", "KX")}, ["SV1*HC:L1960:RT::KX*900.5*UN*1***1:2"]),
        (
            {"modifiers": (), "description": "ankle strut"},
            ["SV1*HC:L1960:::::ankle strut*900.5*UN*1***1:2"],
        ),
        (
            {"place_of_service": "11", "copay_exempt": "0"},
            ["SV1*HC:L1960:RT:KX*900.5*UN*1*11**1:2********0"],
        ),
        (
            {"service_dates": (date(2026, 1, 8), date(2026, 1, 9))},
            ["DTP*472*RD8*20260108-20260109"],
        ),
        (
            {"service_dates": (date(2026, 1, 8), date(2026, 1, 8))},
            ["DTP*472*RD8*20260108-20260108"],
        ),
        (
            {
                "equipment": Equipment(
                    code="E1390",
                    days=Decimal(30),
                    rental_price=Decimal("50.10"),
                    purchase_price=Decimal(0),
                    rental_period="4",
                )
            },
            ["SV5*HC:E1390*DA*30*50.1*0*4"],
        ),
        (
            {
                "attachments": (
                    Attachment(report_type="CT", transmission="AD"),
                    Attachment(report_type="OZ", transmission="BM", control_number="N1"),
                )
            },
            ["PWK*CT*AD", "PWK*OZ*BM***AC*N1"],
        ),
        (
            {"certification": Certification(certification_type="I", months=Decimal(12))},
            ["CR3*I*MO*12"],
        ),
        (
            {"conditions": (Condition(category="09", applies="Y", codes=("38", "ZV")),)},
            ["CRC*09*Y*38*ZV"],
        ),
        (
            {"measurements": (Measurement(reference="TR", qualifier="HT", value=Decimal(70)),)},
            ["MEA*TR*HT*70"],
        ),
        ({"contract": Contract(contract_type="02", amount=Decimal(5))}, ["CN1*02*5"]),
        (
            {
                "authorizations": (
                    PayerReference(number="U1"),
                    PayerReference(number="U2", payer_identifier="P1"),
                )
            },
            ["REF*G1*U1", "REF*G1*U2**2U:P1"],
        ),
        ({"sales_tax": Decimal("1.10"), "postage": Decimal(2)}, ["AMT*T*1.1", "AMT*F4*2"]),
        (
            {"fixed_formats": ("ONE", "TWO"), "note": "PL 900.50", "third_party_note": "X"},
            ["K3*ONE", "K3*TWO", "NTE*ADD*PL 900.50", "NTE*TPO*X"],
        ),
        (
            {
                "product": Product(
                    qualifier="UP",
                    identifier="012345",
                    quantity=Decimal(1),
                    prescription_number="7",
                )
            },
            ["LIN**UP*012345", "CTP****1*UN", "REF*XZ*7"],
        ),
        (
            {
                "ordering_provider": OrderingProvider(
                    last_name="O", first_name="P", npi="1222222220"
                )
            },
            ["NM1*DK*1*O*P****XX*1222222220"],
        ),
        (
            {
                "adjudications": (
                    LineAdjudication(
                        payer_identifier="PLAN",
                        paid=Decimal(560),
                        procedure=Procedure(code="L1960", modifiers=("RT",)),
                        units=Decimal(1),
                        adjustments=(
                            AdjustmentGroup(
                                group_code="CO",
                                adjustments=(
                                    Adjustment(reason_code="45", amount=Decimal(300)),
                                    Adjustment(
                                        reason_code="96",
                                        amount=Decimal("40.5"),
                                        quantity=Decimal(1),
                                    ),
                                ),
                            ),
                        ),
                        adjudication_date=date(2026, 1, 20),
                        patient_owes=Decimal(0),
                    ),
                )
            },
            [
                "SVD*PLAN*560*HC:L1960:RT**1",
                "CAS*CO*45*300**96*40.5*1",
                "DTP*573*D8*20260120",
                "AMT*EAF*0",
            ],
        ),
        (
            {
                "forms": (
                    Form(
                        identifier="04.04",
                        answers=(
                            Answer(question="1", yes_or_no="Y"),
                            Answer(question="2", day=date(2026, 1, 2)),
                        ),
                    ),
                )
            },
            ["LQ*UT*04.04", "FRM*1*Y", "FRM*2***20260102"],
        ),
    ],
)
def test_field_writes_its_segment(fields: dict[str, Any], expected: list[str]) -> None:
    assert written(**fields) == expected


@pytest.mark.parametrize(
    ("fields", "location", "message"),
    [
        ({"code": "L" * 49}, "code", "SV101-2 has 49 characters, at most 48 fit"),
        ({"modifiers": ("RT", "KXX")}, "modifiers", "SV101-4 has 3 characters, at most 2 fit"),
        ({"charge": "900,50"}, "charge", "SV102 is no decimal number"),
        ({"basis": "XX"}, "basis", "SV103 is XX, one of MJ, UN is expected"),
        ({"units": None}, "units", "SV104 is no decimal number"),
        (
            {"place_of_service": "AA"},
            "place_of_service",
            'SV105 is "AA", which is none',
        ),
        ({"diagnosis_pointers": (13,)}, "diagnosis_pointers", "SV107-1 is 13, one of"),
        (
            {"diagnosis_pointers": ()},
            "diagnosis_pointers",
            "SV107 has 0 items, at least 1 is needed",
        ),
        (
            {"service_dates": ("2026-02-30",)},
            "service_dates",
            "DTP[472]03 is no date like 2026-01-08",
        ),
        ({"note": "x" * 81}, "note", "NTE[ADD]02 has 81 characters, at most 80 fit"),
        ({"note": "a\nb"}, "note", "NTE[ADD]02 holds a character outside"),
        ({"note": "a", "goals_note": "b"}, "", "NTE[ADD] or NTE[DCP] stands more than once in"),
        ({"fixed_formats": ("x",) * 11}, "", "K3 stands more than 10 times in loop 2400"),
        ({"colour": "red"}, "colour", "is not known"),
    ],
)
def test_wrong_value_is_refused_by_field_designator_and_reason(
    fields: dict[str, Any], location: str, message: str
) -> None:
    with pytest.raises(ValidationError) as raised:
        LINE.replace(**fields)

    (error,) = raised.value.errors()
    assert ".".join(map(str, error["loc"][:1])) == location
    assert error["msg"].startswith(message)
    assert "input_value" not in str(raised.value)


@pytest.mark.parametrize("note", ["a~b", "a*b", "a:b", "a^b", "\N{GRINNING FACE}"])
def test_data_that_holds_a_delimiter_is_not_written_with_it(note: str) -> None:
    line = LINE.replace(note=note)

    with pytest.raises(X12WriteError, match=r"^NTE\[ADD\]02 holds '.', the "):
        line.to_x12()
    assert "NTE+ADD+" in line.to_x12(Delimiters("+", ">", "}", "|"))


def test_missing_fields_are_refused_together() -> None:
    with pytest.raises(ValidationError) as raised:
        ServiceLine.model_validate({"code": "L1960", "units": "1"})

    assert [error["msg"] for error in raised.value.errors()] == [
        "SV102 is missing",
        "SV107 is missing",
        "DTP[472]03 is missing",
    ]


def test_line_does_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        LINE.code = "L1970"


def test_line_is_made_again_from_its_json() -> None:
    assert ServiceLine.model_validate_json(LINE.model_dump_json()) == LINE
    assert hash(ServiceLine.model_validate_json(LINE.model_dump_json())) == hash(LINE)


def test_money_and_units_are_strings_in_json() -> None:
    plain = LINE.model_dump(mode="json")

    assert (plain["charge"], plain["units"]) == ("900.50", "1")


def test_accents_are_counted_and_written_without() -> None:
    line = LINE.replace(note="Kniegelenk nach Maß")

    assert "NTE*ADD*Kniegelenk nach Mass~" in line.to_x12()


def test_public_name() -> None:
    assert claimline.ServiceLine is ServiceLine
