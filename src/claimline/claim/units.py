"""Service lines by what one unit of their code counts: devices, joints, bars, pairs, labor.

The code tables say what a unit counts and on which side of the body the item lies; the payer's
conventions say how both sides are billed. Medicare's DME MACs take each side on a line of its own
(CGS, RT and LT modifiers, 2019-03-01), so that two knee joints on each of two sides are

    SV1*HC:L2387:RT*431.5*UN*2~    SV1*HC:L2387:LT*431.5*UN*2~
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Required, TypeAlias, TypedDict, Unpack

from claimline.claim.models.line import ServiceLine
from claimline.claim.models.parts import Attachment, PayerReference
from claimline.claim.models.providers import OrderingProvider
from claimline.claim.profile import USUAL, Conventions, SideReporting
from claimline.claim.views import Side
from claimline.codes import Attributes, Certainty, Role, Sidedness, UnitBasis, load_tables

Sides: TypeAlias = tuple[Side, ...]

RIGHT: Sides = (Side.RIGHT,)
LEFT: Sides = (Side.LEFT,)
BOTH: Sides = (Side.RIGHT, Side.LEFT)
NO_SIDE: Sides = ()

_MOST_JOINTS = 2  # A medial and a lateral one (UNT004).
_MOST_MODIFIERS = 4
_QUARTER_HOUR = 15
_BOTH_SIDES = "50"
# New, rented, used, and the month of rental: what prices an item stands before its side.
_BEFORE_SIDE = frozenset({"NU", "RR", "UE", "KH", "KI", "KJ"})
_SPANNING = (Sidedness.MIDLINE, Sidedness.BILATERAL)
# Where no payer demands a side, a part or an hour of work may do without.
_SIDE_NEEDED = (Role.BASE, Role.ADDITION)
_SETTLED = {"charge", "charge_per_side", "modifiers", "conventions", "diagnosis_pointers"}
# What a unit is in words, and the constructor that counts it.
_COUNTED = {
    UnitBasis.DEVICE: ("a device", "device"),
    UnitBasis.JOINT: ("a joint", "joints"),
    UnitBasis.BAR: ("a bar", "bars"),
    UnitBasis.PAIR: ("a pair", "pairs"),
    UnitBasis.SET: ("a set", "sets"),
    UnitBasis.QUARTER_HOUR: ("a quarter hour", "labor"),
    UnitBasis.EACH: ("a piece", "pieces"),
    UnitBasis.SEGMENT: ("a segment", "pieces"),
    UnitBasis.MONTH: ("a month", "pieces"),
    UnitBasis.OTHER: ("a measure of its own", "pieces"),
}


class UnitsError(ValueError):
    """An item that its code cannot count, or cannot have on that side, with the reason."""


class Details(TypedDict, total=False):
    """What the lines of one item share.

    - `charge`, or `charge_per_side`: dollars for all lines, split evenly to the cent, the odd cent
      on the first; or dollars for each side
    - `service_dates`: the day, or the first and last one
    - `diagnosis_pointers`: for every line, or by side: `{"RT": (1, 2), "LT": (1, 3)}`
    - `modifiers`: those beside the side, which is put where it belongs
    - `conventions`: the payer's; else each side has its own line

    The others are fields of `ServiceLine`; for what is not here there is `line.replace`.
    """

    charge: Decimal
    charge_per_side: Decimal
    service_dates: Required[date | tuple[date, ...]]
    diagnosis_pointers: Required[tuple[int, ...] | Mapping[str, tuple[int, ...]]]
    modifiers: Sequence[str]
    conventions: Conventions
    description: str | None
    note: str | None
    place_of_service: str | None
    attachments: tuple[Attachment, ...]
    authorizations: tuple[PayerReference, ...]
    ordering_provider: OrderingProvider | None


def device(
    code: str, sides: Sides = NO_SIDE, **details: Unpack[Details]
) -> tuple[ServiceLine, ...]:
    """A device, one for each side: for BOTH two lines of one unit.

    `details` are the fields of `Details`, here as for the others: charge, service_dates,
    diagnosis_pointers, modifiers, conventions, description, note and so on.

    Raises UnitsError where the tables do not count the code by the device, for a side on a midline
    code, for none on one that is made for a side, and for a charge given twice or not at all.
    """
    return _lines("device", code, 1, sides, details)


def joints(
    code: str, per_side: int, sides: Sides, **details: Unpack[Details]
) -> tuple[ServiceLine, ...]:
    """One or two joints, the medial and the lateral one, on each side.

    Raises UnitsError as `device` does, and for more than two joints a side.
    """
    if per_side > _MOST_JOINTS:
        raise UnitsError(
            f"{per_side} joints of {code} on one side: there are a medial and a lateral one, and "
            "those of the other side go on its own line"
        )
    return _lines("joints", code, per_side, sides, details)


def bars(
    code: str, per_side: int, sides: Sides, **details: Unpack[Details]
) -> tuple[ServiceLine, ...]:
    """Side bars of an orthosis, as many on each side. Raises UnitsError as `device` does."""
    return _lines("bars", code, per_side, sides, details)


def pairs(
    code: str, count: int = 1, sides: Sides = NO_SIDE, **details: Unpack[Details]
) -> tuple[ServiceLine, ...]:
    """Pairs, as many on each side where they have one: a pair is one unit, or what the payer says.

    Raises UnitsError as `device` does.
    """
    conventions = details.get("conventions", USUAL)
    units = count * conventions.units_of_a_pair
    return _lines("pairs", code, units, sides, details)


def sets(
    code: str, count: int = 1, sides: Sides = NO_SIDE, **details: Unpack[Details]
) -> tuple[ServiceLine, ...]:
    """Sets of one unit, as many on each side where they have one. Raises as `device` does."""
    return _lines("sets", code, count, sides, details)


def pieces(
    code: str, count: int = 1, sides: Sides = NO_SIDE, **details: Unpack[Details]
) -> tuple[ServiceLine, ...]:
    """What is counted singly, by the segment, inch or month: as many on each side.

    Raises UnitsError as `device` does, and for a code that another constructor counts.
    """
    return _lines("pieces", code, count, sides, details)


def labor(
    code: str, minutes: int, sides: Sides = NO_SIDE, **details: Unpack[Details]
) -> tuple[ServiceLine, ...]:
    """Repair work in quarter hours, of which one that is begun counts (UNT008), on each side.

    Raises UnitsError as `device` does.
    """
    return _lines("labor", code, -(-minutes // _QUARTER_HOUR), sides, details)


def _lines(
    constructor: str, code: str, units: int, sides: Sides, details: Details
) -> tuple[ServiceLine, ...]:
    """The lines of `units` of a code on each side."""
    sides = _known(code, sides)
    on = _first_day(code, details)
    attributes = _attributes(code, on)
    _refuse_count(attributes, constructor, units)
    _refuse_side(attributes, sides, on)
    reporting = details.get("conventions", USUAL).side_reporting
    billed = [*_billed(sides, units, reporting)]
    charges = _charges(code, details, len(sides) or 1, len(billed))
    modifiers = details.get("modifiers", ())
    if isinstance(modifiers, str):
        raise UnitsError(f"modifiers of {code} are a list: [{modifiers!r}]")
    fields: dict[str, Any] = {
        name: value for name, value in details.items() if name not in _SETTLED
    }
    return tuple(
        ServiceLine(
            code=code,
            modifiers=_with_sides(code, tuple(modifiers), marks),
            units=Decimal(counted),
            charge=charge,
            diagnosis_pointers=_pointers(code, details, marks, sides),
            **fields,
        )
        for (marks, counted), charge in zip(billed, charges, strict=True)
    )


def _known(code: str, sides: Sides) -> Sides:
    try:
        return tuple(map(Side, sides))
    except (TypeError, ValueError):
        raise UnitsError(f"{sides!r} of {code} is no side: say RIGHT, LEFT or BOTH") from None


def _first_day(code: str, details: Details) -> date:
    dates = details.get("service_dates", ())
    if not dates:
        raise UnitsError(f"{code} needs its service_dates: tables hold for a day")
    first = dates if isinstance(dates, date) else dates[0]
    if not isinstance(first, date):
        raise UnitsError(f"service_dates of {code} are no dates: {dates!r}")
    return first


def _attributes(code: str, on: date) -> Attributes:
    tables = load_tables()
    if not tables.procedure(code, on):
        raise UnitsError(f"{code} is not in the code tables")
    attributes = tables.attributes(code)
    if attributes is None:
        raise UnitsError(f"what a unit of {code} counts is not in the tables: make its line itself")
    return attributes


def _refuse_count(attributes: Attributes, constructor: str, units: int) -> None:
    if units < 1:
        raise UnitsError(f"{units} units of {attributes.code} are none to bill")
    words, right = _COUNTED[attributes.unit_basis]
    if constructor != right and attributes.checked is not Certainty.UNSURE:
        raise UnitsError(f"a unit of {attributes.code} is {words}: use {right}()")


def _refuse_side(attributes: Attributes, sides: Sides, on: date) -> None:
    code, lies = attributes.code, attributes.side
    if attributes.checked is Certainty.UNSURE:
        return
    if sides and lies in _SPANNING and not load_tables().side_required(code, on):
        where = "on the midline" if lies is Sidedness.MIDLINE else "on both sides with one unit"
        raise UnitsError(f"{code} lies {where} and takes no side")
    needed = lies is Sidedness.REQUIRED or (
        lies is Sidedness.SIDED and attributes.role in _SIDE_NEEDED
    )
    if needed and not sides:
        raise UnitsError(f"{code} ({attributes.label}) is for one side: say RIGHT, LEFT or BOTH")


def _billed(
    sides: Sides, units: int, reporting: SideReporting
) -> Iterator[tuple[tuple[str, ...], int]]:
    """The modifiers for the sides and the units of each line."""
    named = tuple(side.value for side in sides)
    if len(sides) < len(Side):
        yield named, units
    elif reporting is SideReporting.MODIFIER_50:
        yield (_BOTH_SIDES,), units
    elif reporting is SideReporting.TWO_UNITS:
        yield named, units * len(Side)
    else:
        for name in named:
            yield (name,), units


def _with_sides(code: str, modifiers: tuple[str, ...], marks: tuple[str, ...]) -> tuple[str, ...]:
    for modifier in modifiers:
        if modifier in (*Side, _BOTH_SIDES):
            raise UnitsError(f"{modifier} on {code} is said by the sides, not among the modifiers")
    before = [modifier for modifier in modifiers if modifier in _BEFORE_SIDE]
    behind = [modifier for modifier in modifiers if modifier not in _BEFORE_SIDE]
    together = (*before, *marks, *behind)
    if len(together) > _MOST_MODIFIERS:
        raise UnitsError(f"{code} with {', '.join(together)}: a line holds four modifiers")
    return together


def _pointers(code: str, details: Details, marks: tuple[str, ...], sides: Sides) -> tuple[int, ...]:
    """The pointers of a line; one for both sides has those of each, every one once."""
    pointers = details.get("diagnosis_pointers", ())
    if not isinstance(pointers, Mapping):
        return pointers
    told = [side.value for side in sides if side in marks] or [side.value for side in sides]
    if not told or not pointers.keys() >= {*told}:
        raise UnitsError(f"{code} needs diagnosis_pointers for {' and '.join(told) or 'no side'}")
    return tuple(dict.fromkeys(one for side in told for one in pointers[side]))


def _charges(code: str, details: Details, sides: int, lines: int) -> list[Decimal]:
    """The charge of each line."""
    match details.get("charge"), details.get("charge_per_side"):
        case Decimal() as charge, None:
            return _split(charge, lines)
        case None, Decimal() as charge:
            return _split(charge * sides, lines)
    raise UnitsError(f"{code} needs either a charge or a charge_per_side, a Decimal in dollars")


def _split(charge: Decimal, lines: int) -> list[Decimal]:
    """The charge in parts that differ by a cent at most, larger ones first, with nothing lost."""
    cents = charge * 100
    if cents != cents.to_integral_value():
        raise UnitsError(f"a charge of {charge} is not in whole cents")
    share, odd = divmod(int(cents), lines)
    return [Decimal(share + (line < odd)).scaleb(-2) for line in range(lines)]
