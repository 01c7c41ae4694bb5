"""Questions about the attributes of a code, for `Reads`: what it is."""

from __future__ import annotations

from claimline.codes import Attributes, Role, UnitBasis

LEG_PROSTHESES = "L5"
LIMB_PROSTHESES = (LEG_PROSTHESES, "L6", "L7")
"""How the codes of artificial limbs begin, with their parts."""

_BREAST = "breast"


def is_described(attributes: Attributes) -> bool:
    """A code that we have read the attributes of, whatever they are."""
    return True


def is_addition(attributes: Attributes) -> bool:
    """An addition to an orthosis or prosthesis."""
    return attributes.role is Role.ADDITION


def is_repair(attributes: Attributes) -> bool:
    """Labour or a minor part of a repair."""
    return attributes.role is Role.REPAIR


def is_labour(attributes: Attributes) -> bool:
    """Labour, counted in quarter hours."""
    return attributes.unit_basis is UnitBasis.QUARTER_HOUR


def is_for_breast(attributes: Attributes) -> bool:
    """A breast prosthesis, or a garment that holds one."""
    return attributes.body_region == _BREAST
