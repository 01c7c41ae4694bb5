"""Service lines by what a unit counts: sides, units, charges, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.claim.models.line import ServiceLine
from claimline.claim.profile import Conventions, SideReporting
from claimline.claim.units import (
    BOTH,
    LEFT,
    NO_SIDE,
    RIGHT,
    Sides,
    UnitsError,
    bars,
    device,
    joints,
    labor,
    pairs,
    pieces,
    sets,
)
from claimline.codes import Certainty, Role, Sidedness, UnitBasis, load_tables

ON = date(2026, 1, 8)
Constructor = Callable[..., tuple[ServiceLine, ...]]
SIDED = (Sidedness.REQUIRED, Sidedness.SIDED)


def lines(constructor: Constructor, *arguments: Any, **details: Any) -> tuple[ServiceLine, ...]:
    """The lines of a constructor, charged $100 where nothing else is said."""
    usual: dict[str, Any] = {"service_dates": ON, "diagnosis_pointers": (1,)}
    if not {"charge", "charge_per_side"} & details.keys():
        usual["charge"] = Decimal(100)
    return constructor(*arguments, **{**usual, **details})


def services(made: tuple[ServiceLine, ...]) -> list[str]:
    """SV101 to SV104 of each line."""
    return [line.to_x12().split("~")[1].rpartition("***")[0] for line in made]


def test_two_joints_on_each_side_are_two_lines_of_two_units() -> None:
    made = lines(joints, "L2387", per_side=2, sides=BOTH, charge_per_side=Decimal("431.50"))

    assert services(made) == ["SV1*HC:L2387:RT*431.5*UN*2", "SV1*HC:L2387:LT*431.5*UN*2"]


@pytest.mark.parametrize(
    ("constructor", "arguments", "written"),
    [
        (device, ("L1960", RIGHT), ["SV1*HC:L1960:RT*100*UN*1"]),
        (device, ("L1960", BOTH), ["SV1*HC:L1960:RT*50*UN*1", "SV1*HC:L1960:LT*50*UN*1"]),
        (device, ("L0650",), ["SV1*HC:L0650*100*UN*1"]),
        (device, ("L1690",), ["SV1*HC:L1690*100*UN*1"]),
        (device, ("L2300", RIGHT), ["SV1*HC:L2300:RT*100*UN*1"]),
        (bars, ("L2760", 2, LEFT), ["SV1*HC:L2760:LT*100*UN*2"]),
        (pairs, ("L0980",), ["SV1*HC:L0980*100*UN*1"]),
        (pairs, ("L5676", 1, RIGHT), ["SV1*HC:L5676:RT*100*UN*1"]),
        (sets, ("L0982",), ["SV1*HC:L0982*100*UN*1"]),
        (pieces, ("L2405", 2, RIGHT), ["SV1*HC:L2405:RT*100*UN*2"]),
        (pieces, ("L2755", 3, RIGHT), ["SV1*HC:L2755:RT*100*UN*3"]),
        (pieces, ("L3300", 2, RIGHT), ["SV1*HC:L3300:RT*100*UN*2"]),
        (pieces, ("L4210",), ["SV1*HC:L4210*100*UN*1"]),
        (labor, ("L4205", 45, RIGHT), ["SV1*HC:L4205:RT*100*UN*3"]),
        (labor, ("L4205", 46), ["SV1*HC:L4205*100*UN*4"]),
    ],
)
def test_units_count_what_the_tables_say(
    constructor: Constructor, arguments: tuple[Any, ...], written: list[str]
) -> None:
    assert services(lines(constructor, *arguments)) == written


@pytest.mark.parametrize(
    ("constructor", "arguments", "details", "reason"),
    [
        (device, ("L0650", RIGHT), {}, "L0650 lies on the midline and takes no side"),
        (device, ("L2640", BOTH), {}, "L2640 lies on both sides with one unit and takes no side"),
        (joints, ("L2387", 3, RIGHT), {}, "3 joints of L2387 on one side: there are a medial"),
        (joints, ("L2387", 4, BOTH), {}, "4 joints of L2387 on one side"),
        (joints, ("L2387", 2, NO_SIDE), {}, "is for one side: say RIGHT, LEFT or BOTH"),
        (joints, ("L2387", 0, RIGHT), {}, "0 units of L2387 are none to bill"),
        (device, ("L1960",), {}, "is for one side: say RIGHT, LEFT or BOTH"),
        (device, ("L6030",), {}, "is for one side: say RIGHT, LEFT or BOTH"),
        (device, ("L2387", RIGHT), {}, "a unit of L2387 is a joint: use joints()"),
        (joints, ("L2405", 1, LEFT), {}, "a unit of L2405 is a piece: use pieces()"),
        (joints, ("L1960", 1, RIGHT), {}, "a unit of L1960 is a device: use device()"),
        (pieces, ("L4205", 1), {}, "a unit of L4205 is a quarter hour: use labor()"),
        (device, ("L9999", RIGHT), {}, "L9999 is not in the code tables"),
        (device, ("L1960", RIGHT), {"service_dates": ()}, "L1960 needs its service_dates"),
        (device, ("E0110",), {}, "what a unit of E0110 counts is not in the tables"),
        (device, ("L1960", RIGHT), {"modifiers": ("RT",)}, "RT on L1960 is said by the sides"),
        (device, ("L1960", RIGHT), {"modifiers": ("50",)}, "50 on L1960 is said by the sides"),
        (
            device,
            ("L1960", RIGHT),
            {"modifiers": ("KX", "RA", "CR", "GZ")},
            "L1960 with RT, KX, RA, CR, GZ: a line holds four modifiers",
        ),
        (device, ("L1960", RIGHT), {"charge": None}, "either a charge or a charge_per_side"),
        (
            device,
            ("L1960", RIGHT),
            {"charge": Decimal(1), "charge_per_side": Decimal(1)},
            "either a charge or a charge_per_side",
        ),
        (device, ("L1960", RIGHT), {"charge": Decimal("1.005")}, "is not in whole cents"),
        (device, ("L1960", "RT"), {}, "'RT' of L1960 is no side: say RIGHT, LEFT or BOTH"),
        (device, ("L1960", None), {}, "None of L1960 is no side"),
        (device, ("L1960", RIGHT), {"modifiers": "KX"}, "modifiers of L1960 are a list: ['KX']"),
        (device, ("L1960", RIGHT), {"service_dates": "2026-01-08"}, "of L1960 are no dates: '2026"),
    ],
)
def test_what_cannot_be_counted_so_is_refused(
    constructor: Constructor, arguments: tuple[Any, ...], details: dict[str, Any], reason: str
) -> None:
    with pytest.raises(UnitsError) as raised:
        lines(constructor, *arguments, **details)

    assert reason in str(raised.value)


@pytest.mark.parametrize(
    ("reporting", "written"),
    [
        (SideReporting.TWO_LINES, ["L2387:RT:KX*50*UN*2", "L2387:LT:KX*50*UN*2"]),
        (SideReporting.MODIFIER_50, ["L2387:50:KX*100*UN*2"]),
        (SideReporting.TWO_UNITS, ["L2387:RT:LT:KX*100*UN*4"]),
    ],
)
def test_both_sides_are_billed_as_the_payer_asks(
    reporting: SideReporting, written: list[str]
) -> None:
    conventions = Conventions(side_reporting=reporting)

    made = lines(joints, "L2387", 2, BOTH, modifiers=("KX",), conventions=conventions)

    assert services(made) == [f"SV1*HC:{service}" for service in written]


def test_one_side_is_billed_alike_by_every_convention() -> None:
    made = {
        services(lines(device, "L1960", LEFT, conventions=Conventions(reporting)))[0]
        for reporting in SideReporting
    }

    assert made == {"SV1*HC:L1960:LT*100*UN*1"}


def test_pair_is_two_units_where_the_payer_counts_so() -> None:
    made = lines(pairs, "L0980", conventions=Conventions(units_of_a_pair=2))

    assert services(made) == ["SV1*HC:L0980*100*UN*2"]


def test_side_stands_behind_what_prices_and_before_coverage() -> None:
    (line,) = lines(device, "L1960", RIGHT, modifiers=("KX", "NU", "RA"))

    assert line.modifiers == ("NU", "RT", "KX", "RA")


def test_lines_share_what_they_are_given() -> None:
    right, left = lines(device, "L2999", BOTH, description="ANKLE CUFF", note="ANKLE CUFF PL $50")

    assert right.replace(modifiers=("LT",)) == left
    assert (right.description, right.note) == ("ANKLE CUFF", "ANKLE CUFF PL $50")


@pytest.mark.parametrize(
    ("sides", "reporting", "pointers"),
    [
        (BOTH, SideReporting.TWO_LINES, [(1, 2), (1, 3)]),
        (BOTH, SideReporting.MODIFIER_50, [(1, 2, 3)]),
        (BOTH, SideReporting.TWO_UNITS, [(1, 2, 3)]),
        (LEFT, SideReporting.TWO_LINES, [(1, 3)]),
    ],
)
def test_pointers_may_differ_by_side(
    sides: Sides, reporting: SideReporting, pointers: list[tuple[int, ...]]
) -> None:
    made = lines(
        device,
        "L1960",
        sides,
        diagnosis_pointers={"RT": (1, 2), "LT": (1, 3)},
        conventions=Conventions(reporting),
    )

    assert [line.diagnosis_pointers for line in made] == pointers


@pytest.mark.parametrize(
    ("code", "sides", "told"), [("L1960", BOTH, "LT"), ("L0650", NO_SIDE, "no side")]
)
def test_pointers_by_side_are_told_for_each(code: str, sides: Sides, told: str) -> None:
    with pytest.raises(UnitsError, match=f"{code} needs diagnosis_pointers for {told}"):
        lines(device, code, sides, diagnosis_pointers={"RT": (1,)})


@given(
    st.integers(0, 99_999_999),
    st.sampled_from([RIGHT, LEFT, BOTH]),
    st.sampled_from(SideReporting),
    st.booleans(),
)
def test_charge_is_split_to_the_cent_with_nothing_lost(
    cents: int, sides: Sides, reporting: SideReporting, by_side: bool
) -> None:
    charge = Decimal(cents) / 100
    said = {"charge_per_side" if by_side else "charge": charge}

    made = lines(device, "L1960", sides, conventions=Conventions(reporting), **said)

    charges = [line.charge for line in made]
    assert sum(charges) == (charge * len(sides) if by_side else charge)
    assert max(charges) - min(charges) <= (0 if by_side else Decimal("0.01"))
    assert charges == sorted(charges, reverse=True)


def one_unit(code: str, basis: UnitBasis, sides: Sides) -> tuple[ServiceLine, ...]:
    """The least there can be of a code, by the constructor for its unit basis."""
    match basis:
        case UnitBasis.DEVICE:
            return lines(device, code, sides)
        case UnitBasis.JOINT:
            return lines(joints, code, 1, sides)
        case UnitBasis.BAR:
            return lines(bars, code, 1, sides)
        case UnitBasis.PAIR:
            return lines(pairs, code, 1, sides)
        case UnitBasis.SET:
            return lines(sets, code, 1, sides)
        case UnitBasis.QUARTER_HOUR:
            return lines(labor, code, 15, sides)
        case _:
            return lines(pieces, code, 1, sides)


def test_every_code_can_be_billed_on_its_side_and_no_addition_without() -> None:
    tables = load_tables()
    billed = set()
    for code in tables.codes():
        attributes = tables.attributes(code)
        if attributes is None or not tables.procedure(code, ON):
            continue
        sides = RIGHT if attributes.side in SIDED else NO_SIDE
        (line,) = one_unit(code, attributes.unit_basis, sides)
        assert line.modifiers == tuple(side.value for side in sides)
        assert line.units == 1
        billed.add(attributes.unit_basis)
        settled = attributes.checked is not Certainty.UNSURE
        if settled and sides and attributes.role is Role.ADDITION:
            with pytest.raises(UnitsError, match="is for one side"):
                one_unit(code, attributes.unit_basis, NO_SIDE)

    assert billed == set(UnitBasis)
