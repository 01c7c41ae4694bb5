"""Our reading of the codes that matter most, each with the value and its reason."""

from __future__ import annotations

import pytest

from claimline.codes import Certainty, Fabrication, Role, Sidedness, Tables, UnitBasis, load_tables

CUSTOM = Fabrication.CUSTOM_FABRICATED
FITTED = Fabrication.CUSTOM_FITTED
STOCK = Fabrication.OFF_THE_SHELF
BASES = [
    # Custom KAFOs, which L2387 is made for.
    ("L2000", "KAFO", CUSTOM, "single upright with a free knee, worded custom"),
    ("L2005", "KAFO", CUSTOM, "stance control, worded custom; holds knee and ankle joint"),
    ("L2006", "KAFO", CUSTOM, "microprocessor device, worded custom and complete"),
    ("L2010", "KAFO", CUSTOM, "single upright without a knee joint, worded custom"),
    ("L2020", "KAFO", CUSTOM, "double upright with a free knee, worded custom"),
    ("L2030", "KAFO", CUSTOM, "double upright without a knee joint, worded custom"),
    ("L2034", "KAFO", CUSTOM, "full plastic, single upright, worded custom"),
    ("L2036", "KAFO", CUSTOM, "full plastic, double upright, worded custom"),
    ("L2037", "KAFO", CUSTOM, "full plastic, single upright, worded custom"),
    ("L2038", "KAFO", CUSTOM, "full plastic, multi-axis ankle, worded custom"),
    ("L2126", "fracture-LE", CUSTOM, "a fracture KAFO by wording, custom"),
    ("L2128", "fracture-LE", CUSTOM, "a fracture KAFO by wording, custom"),
    # KAFOs that are not.
    ("L2035", "KAFO", FITTED, "worded prefabricated with fitting: no L2387"),
    ("L2132", "fracture-LE", FITTED, "worded prefabricated with fitting: no L2387"),
    # AFOs.
    ("L1902", "AFO", STOCK, "worded off-the-shelf; no twin of L1904"),
    ("L1904", "AFO", CUSTOM, "worded custom"),
    ("L1906", "AFO", STOCK, "worded off-the-shelf"),
    ("L1907", "AFO", CUSTOM, "supramalleolar, worded custom"),
    ("L1930", "AFO", FITTED, "worded prefabricated with fitting, no twin"),
    ("L1932", "AFO", FITTED, "the custom-fitted half of a pair since 2025-04-01"),
    ("L1933", "AFO", STOCK, "the off-the-shelf half of a pair since 2025-04-01"),
    ("L1940", "AFO", CUSTOM, "worded custom"),
    ("L1951", "AFO", FITTED, "the custom-fitted half of a pair since 2025-04-01"),
    ("L1952", "AFO", STOCK, "the off-the-shelf half of a pair since 2025-04-01"),
    ("L1960", "AFO", CUSTOM, "posterior solid ankle, worded custom"),
    ("L1970", "AFO", CUSTOM, "with an ankle joint, worded custom"),
    ("L1971", "AFO", FITTED, "with an ankle joint, worded prefabricated with fitting"),
    ("L1990", "AFO", CUSTOM, "double upright, worded custom"),
    ("L2114", "fracture-LE", FITTED, "a fracture AFO by wording, prefabricated with fitting"),
    ("L4396", "AFO", FITTED, "positioning AFO, the custom-fitted half"),
    ("L4397", "AFO", STOCK, "positioning AFO, the off-the-shelf half"),
    ("L4631", "AFO", CUSTOM, "Charcot walker, worded custom"),
    # Boots: one of the seeds has the second pair swapped.
    ("L4360", "boot", FITTED, "pneumatic, the custom-fitted half"),
    ("L4361", "boot", STOCK, "pneumatic, the off-the-shelf half"),
    ("L4386", "boot", FITTED, "non-pneumatic, the custom-fitted half"),
    ("L4387", "boot", STOCK, "non-pneumatic, the off-the-shelf half"),
    # Knee orthoses.
    ("L1832", "KO", FITTED, "the custom-fitted half of a pair"),
    ("L1833", "KO", STOCK, "the off-the-shelf half of a pair"),
    ("L1843", "KO", FITTED, "twin of L1851 and not of L1844"),
    ("L1846", "KO", CUSTOM, "worded custom"),
    # Prostheses.
    ("L5301", "LE-prosthesis:BK", CUSTOM, "molded socket, endoskeletal"),
    ("L5312", "LE-prosthesis:knee-disarticulation", CUSTOM, "molded socket, endoskeletal"),
    ("L5321", "LE-prosthesis:AK", CUSTOM, "molded socket, endoskeletal"),
    ("L5540", "LE-prosthesis:BK", CUSTOM, "preparatory, socket over a model"),
    ("L5585", "LE-prosthesis:AK", Fabrication.PREFABRICATED, "preparatory, adjustable socket"),
]
PARTS = [
    # Ankle joints and knee joints.
    ("L2200", UnitBasis.JOINT, "ankle-control", "worded each joint"),
    ("L2210", UnitBasis.JOINT, "ankle-control", "worded each joint"),
    ("L2220", UnitBasis.JOINT, "ankle-control", "worded each joint"),
    ("L2221", UnitBasis.DEVICE, "ankle-control", "one ankle system, not worded each"),
    ("L2385", UnitBasis.JOINT, "knee-joint", "worded each joint"),
    ("L2387", UnitBasis.JOINT, "knee-joint", "worded each joint"),
    ("L2390", UnitBasis.JOINT, "knee-joint", "worded each joint"),
    ("L2395", UnitBasis.JOINT, "knee-joint", "worded each joint"),
    # Locks.
    ("L2405", UnitBasis.EACH, "knee-lock", "worded each"),
    ("L2415", UnitBasis.JOINT, "knee-lock", "worded each joint"),
    ("L2425", UnitBasis.JOINT, "knee-lock", "worded each joint"),
    ("L2430", UnitBasis.JOINT, "knee-lock", "worded each joint"),
    # What is counted otherwise than it seems.
    ("L2755", UnitBasis.SEGMENT, "material", "worded per segment"),
    ("L2820", UnitBasis.DEVICE, "calf-interface", "one below-knee section a side"),
    ("L2830", UnitBasis.DEVICE, "thigh-interface", "one above-knee section a side"),
    ("L5856", UnitBasis.DEVICE, "knee-unit", "a feature billed beside a knee"),
    ("L5981", UnitBasis.DEVICE, "foot", "one foot a side"),
]
UNSPECIFIED = [
    ("L0999", Role.ADDITION, "worded as an addition to a spinal orthosis"),
    ("L1499", Role.BASE, "a spinal orthosis or a part: the note tells"),
    ("L2999", Role.BASE, "a leg orthosis or a part: the note tells"),
    ("L3649", Role.BASE, "a shoe or work on one: the note tells"),
    ("L3999", Role.BASE, "an arm orthosis or a part: the note tells"),
    ("L5999", Role.BASE, "a leg prosthesis or a part: the note tells"),
    ("L7499", Role.BASE, "an arm prosthesis or a part: the note tells"),
    ("L8499", Role.PROCEDURE, "worded as a procedure"),
]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


@pytest.mark.parametrize(("code", "region", "fabrication", "why"), BASES)
def test_base(tables: Tables, code: str, region: str, fabrication: Fabrication, why: str) -> None:
    attributes = tables.attributes(code)

    assert attributes is not None
    assert attributes.body_region == region, why
    assert attributes.fabrication is fabrication, why
    assert attributes.role is Role.BASE
    assert attributes.unit_basis is UnitBasis.DEVICE
    assert attributes.side is Sidedness.REQUIRED
    assert attributes.checked is Certainty.SURE


@pytest.mark.parametrize(("code", "basis", "component", "why"), PARTS)
def test_part(tables: Tables, code: str, basis: UnitBasis, component: str, why: str) -> None:
    attributes = tables.attributes(code)

    assert attributes is not None
    assert attributes.unit_basis is basis, why
    assert attributes.component == component
    assert attributes.role is Role.ADDITION
    assert attributes.side is Sidedness.REQUIRED
    assert attributes.checked is Certainty.SURE


@pytest.mark.parametrize(("code", "role", "why"), UNSPECIFIED)
def test_not_otherwise_classified(tables: Tables, code: str, role: Role, why: str) -> None:
    attributes = tables.attributes(code)

    assert attributes is not None
    assert attributes.noc
    assert attributes.role is role, why


def test_the_pairs_are_the_published_thirty(tables: Tables) -> None:
    fitted = (
        "L0454 L0456 L0466 L0468 L0626 L0627 L0630 L0631 L0633 L0637 L0639 L1652 L1810 L1820 L1832 "
        "L1843 L1845 L1847 L1932 L1951 L3677 L3760 L3807 L3915 L3917 L3923 L3929 L4360 L4386 L4396"
    )
    stock = (
        "L0455 L0457 L0467 L0469 L0641 L0642 L0643 L0648 L0649 L0650 L0651 L1653 L1812 L1821 L1833 "
        "L1851 L1852 L1848 L1933 L1952 L3678 L3761 L3809 L3916 L3918 L3924 L3930 L4361 L4387 L4397"
    )

    for one, other in zip(fitted.split(), stock.split(), strict=True):
        halves = tables.attributes(one), tables.attributes(other)
        assert halves[0] is not None
        assert halves[1] is not None
        assert (halves[0].fabrication, halves[0].twin) == (FITTED, other)
        assert (halves[1].fabrication, halves[1].twin) == (STOCK, one)
