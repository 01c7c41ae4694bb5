"""What the balance rules say, and where; and what an adjustment reads as."""

from __future__ import annotations

import pytest

from claimline.claim.readings import adjustment
from claimline.lint.run import LintRun
from claimline.rules.example import lay

OTHER_PAYER = (
    "SBR*S*18***12****MB~CLM*A1*900***12:B:1*Y*A*Y*Y~SBR*P*18*******CI~AMT*D*{paid}~OI***Y***Y~"
    "NM1*IL*1*TESTPATIENT*ADA****MI*TEST123~NM1*PR*2*TEST PLAN*****PI*TESTPLAN~"
)
LINE = (
    "SV1*HC:L1960:RT:KX*900*UN*1***1~SVD*TESTPLAN*{paid}*HC:L1960:RT:KX**1~CAS*CO*45*{adjusted}~"
    "DTP*573*D8*20260112~"
)


def messages(paid: str, line_paid: str, adjusted: str) -> list[tuple[str, str | None, str]]:
    """Rule, service line and message of each balance finding."""
    data = lay(OTHER_PAYER.format(paid=paid) + LINE.format(paid=line_paid, adjusted=adjusted))
    found = [located.finding for located in LintRun(select=["IGC040", "IGC041"]).read(data)]
    return [(one.rule, one.service_line, one.message) for one in found]


@pytest.mark.parametrize(
    ("paid", "line_paid", "adjusted", "expected"),
    [
        ("600", "600", "300", []),
        (
            "600",
            "600",
            "290.5",
            [
                (
                    "IGC040",
                    "1",
                    "L1960 is charged at 900, TESTPLAN paid and adjusted 890.5",
                )
            ],
        ),
        (
            "640",
            "600",
            "300",
            [
                (
                    "IGC041",
                    None,
                    "TESTPLAN paid 640 on the claim, by its lines and claim adjustments 600",
                )
            ],
        ),
    ],
)
def test_balance_finding_shows_the_amounts(
    paid: str, line_paid: str, adjusted: str, expected: list[tuple[str, str | None, str]]
) -> None:
    assert messages(paid, line_paid, adjusted) == expected


def test_charge_that_payment_and_adjustments_do_not_reach_is_shown() -> None:
    fragment = OTHER_PAYER.format(paid="600").replace("AMT", "CAS*CO*45*200~AMT")

    (located,) = LintRun(select=["IGC041"]).read(lay(f"{fragment}SV1*HC:L1960:RT:KX*900*UN*1***1~"))

    assert located.finding.message == "CLM02 is 900, TESTPLAN paid 600 and adjusted 200"
    assert located.finding.loop == "2320"


@pytest.mark.parametrize(
    ("cas", "cents"),
    [
        ("CAS*CO*45*10", 1000),
        ("CAS*CO*45*10*1", 1000),
        ("CAS*CO*45*10**253*.5", 1050),
        ("CAS*CO*45*10*1*253*-2.25*1", 775),
        ("CAS*CO*45*10**", 1000),
        ("CAS*CO*45", None),
        ("CAS*CO*45**1", None),
        ("CAS*CO", None),
        ("CAS*CO*45*10**253", None),
        ("CAS*CO*45*1,0", None),
    ],
)
def test_adjustment_adds_the_amounts_of_its_triples(cas: str, cents: int | None) -> None:
    assert adjustment(cas.split("*")) == cents
