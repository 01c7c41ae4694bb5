"""Questions to the code tables, for `Reads`: what a code is, and on which list it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from claimline.codes import Attributes, CodeList, Role, Tables, UnitBasis

LEG_PROSTHESES = "L5"
LIMB_PROSTHESES = (LEG_PROSTHESES, "L6", "L7")
"""How the codes of artificial limbs begin, with their parts."""

_BREAST = "breast"


def of_attributes(holds: Callable[[Attributes], bool]) -> Callable[[Tables, str], bool]:
    """The question, for `Reads.is_a`, whether a code has attributes, and such ones."""

    def is_such(tables: Tables, code: str) -> bool:
        attributes = tables.attributes(code)
        return attributes is not None and holds(attributes)

    return is_such


def on_list(name: CodeList) -> Callable[[Tables, str, date], object]:
    """The question, for `Reads.listed`, whether a code stands on a list of the tables."""

    def is_listed(tables: Tables, code: str, on: date) -> object:
        return tables.listed(name, code, on)

    return is_listed


@of_attributes
def is_addition(attributes: Attributes) -> bool:
    """An addition to an orthosis or prosthesis."""
    return attributes.role is Role.ADDITION


@of_attributes
def is_repair(attributes: Attributes) -> bool:
    """Labour or a minor part of a repair."""
    return attributes.role is Role.REPAIR


@of_attributes
def is_labour(attributes: Attributes) -> bool:
    """Labour, counted in quarter hours."""
    return attributes.unit_basis is UnitBasis.QUARTER_HOUR


@of_attributes
def is_for_breast(attributes: Attributes) -> bool:
    """A breast prosthesis, or a garment that holds one."""
    return attributes.body_region == _BREAST
