"""Questions to the tables, answered for a date of service."""

from datetime import date

import pytest

from claimline.codes import (
    Fabrication,
    NocStrength,
    PlacePolicy,
    Role,
    Sidedness,
    Strength,
    Tables,
    UnitBasis,
    Validity,
    load_tables,
)

DAY = date(2026, 1, 8)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


@pytest.mark.parametrize(
    ("code", "on", "validity"),
    [
        ("L1960", DAY, Validity.VALID),
        ("L2387", DAY, Validity.VALID),
        ("L3999", DAY, Validity.VALID),
        ("E0143", DAY, Validity.VALID),
        ("V2623", DAY, Validity.VALID),
        ("L4386", date(2014, 1, 1), Validity.VALID),
        ("L4387", date(2013, 12, 31), Validity.NOT_YET),
        ("L4387", date(2014, 1, 1), Validity.VALID),
        ("L1851", date(2016, 12, 31), Validity.NOT_YET),
        ("L1821", date(2024, 10, 1), Validity.VALID),
        ("L1933", date(2025, 3, 31), Validity.NOT_YET),
        ("L1933", date(2025, 4, 1), Validity.VALID),
        ("L2221", date(2026, 3, 31), Validity.NOT_YET),
        ("L2221", date(2026, 4, 1), Validity.VALID),
        ("L8010", date(2025, 3, 31), Validity.VALID),
        ("L8010", date(2025, 4, 1), Validity.ENDED),
        ("L6000", date(2026, 3, 31), Validity.VALID),
        ("L6000", date(2026, 4, 1), Validity.ENDED),
        ("K0901", date(2016, 12, 31), Validity.VALID),
        ("K0901", date(2017, 1, 1), Validity.ENDED),
        ("L1959", DAY, Validity.UNKNOWN),
        ("L1959", date(2015, 1, 1), Validity.UNKNOWN),
        ("L1959", date(2014, 12, 31), Validity.PAST_TABLE),
        ("L1959", date(2026, 9, 30), Validity.UNKNOWN),
        ("L1959", date(2026, 10, 1), Validity.PAST_TABLE),
        ("L1960", date(2026, 9, 30), Validity.VALID),
        ("L1960", date(2026, 10, 1), Validity.PAST_TABLE),
        ("L8010", date(2026, 10, 1), Validity.ENDED),
    ],
)
def test_validity_of_a_code(tables: Tables, code: str, on: date, validity: Validity) -> None:
    assert tables.validity(code, on) is validity


@pytest.mark.parametrize(
    ("modifier", "on", "validity"),
    [
        ("RT", DAY, Validity.VALID),
        ("KX", DAY, Validity.VALID),
        ("KX", date(2002, 6, 30), Validity.NOT_YET),
        ("K3", DAY, Validity.VALID),
        ("J5", date(2020, 9, 30), Validity.NOT_YET),
        ("V8", date(2012, 3, 31), Validity.VALID),
        ("V8", date(2012, 4, 1), Validity.ENDED),
        ("R1", DAY, Validity.UNKNOWN),
        ("R1", date(2026, 10, 1), Validity.PAST_TABLE),
        ("R", DAY, Validity.UNKNOWN),
        ("rt", DAY, Validity.UNKNOWN),
        ("99", DAY, Validity.VALID),
        ("50", DAY, Validity.VALID),
        ("P3", date(2001, 1, 1), Validity.VALID),
        ("8P", DAY, Validity.VALID),
        ("4P", DAY, Validity.UNKNOWN),
        ("P7", DAY, Validity.UNKNOWN),
    ],
)
def test_validity_of_a_modifier(
    tables: Tables, modifier: str, on: date, validity: Validity
) -> None:
    assert tables.modifier_validity(modifier, on) is validity


def test_procedure_tells_what_cms_publishes(tables: Tables) -> None:
    fact = tables.procedure("L8010", DAY)

    assert fact is not None
    assert (fact.added, fact.ended) == (date(1986, 1, 1), date(2025, 3, 31))
    assert (fact.coverage, fact.pricing, fact.betos) == ("D", ("00",), "D1F")
    assert fact.type_of_service == ("P",)
    assert tables.label("L8010") == "Mastectomy arm sleeve"


def test_successors_are_the_level_two_codes_of_the_cross_reference(tables: Tables) -> None:
    belt = tables.procedure("A4466", DAY)
    scan = tables.procedure("C8904", DAY)

    assert belt is not None
    assert belt.successors == ("A4467",)
    assert scan is not None
    assert scan.successors == ()


def test_code_outside_the_attributes_has_no_label(tables: Tables) -> None:
    assert tables.knows("E0143")
    assert tables.label("E0143") is None


@pytest.mark.parametrize("code", ["L1959", "l1960", " L1960", "L19600", "", "99213", "D0120"])
def test_unknown_code_has_no_answers(tables: Tables, code: str) -> None:
    assert tables.procedure(code, DAY) is None
    assert tables.attributes(code) is None
    assert tables.side(code) is None
    assert tables.unit_basis(code) is None
    assert tables.is_noc(code) is None
    assert tables.side_required(code, DAY) is None
    assert tables.coverage_family(code, DAY) is None
    assert tables.medicare_gap(code, DAY) is None
    assert tables.fee_categories(code, DAY) == ()


@pytest.mark.parametrize(
    ("code", "held"),
    [("L1959", True), ("V2623", True), ("D0120", False), ("W1234", False), ("99213", False)],
)
def test_table_holds_level_two_codes_other_than_dental(
    tables: Tables, code: str, held: bool
) -> None:
    assert tables.holds(code) is held


def test_modifier_tells_its_days_and_our_label(tables: Tables) -> None:
    modifier = tables.modifier("KX", DAY)

    assert modifier is not None
    assert (modifier.added, modifier.ended) == (date(2002, 7, 1), None)
    assert modifier.label == "The policy's conditions are met, records on file"


def test_attributes_are_typed(tables: Tables) -> None:
    joint = tables.attributes("L2387")

    assert joint is not None
    assert joint.role is Role.ADDITION
    assert joint.fabrication is Fabrication.NOT_APPLICABLE
    assert joint.unit_basis is UnitBasis.JOINT
    assert joint.side is Sidedness.REQUIRED
    assert joint.noc is False
    assert "L2036" in joint.attaches_to


def test_every_row_of_the_attributes_can_be_read(tables: Tables) -> None:
    read = [code for code in tables.codes() if tables.attributes(code)]

    assert len(read) == 964


def test_twins_of_the_walking_boot(tables: Tables) -> None:
    fitted, stock = tables.attributes("L4386"), tables.attributes("L4387")

    assert fitted is not None
    assert stock is not None
    assert (fitted.fabrication, fitted.twin) == (Fabrication.CUSTOM_FITTED, "L4387")
    assert (stock.fabrication, stock.twin) == (Fabrication.OFF_THE_SHELF, "L4386")


@pytest.mark.parametrize(
    ("code", "side"),
    [
        ("L1960", Sidedness.REQUIRED),
        ("L3670", Sidedness.SIDED),
        ("L8040", Sidedness.SIDED),
        ("L0650", Sidedness.MIDLINE),
        ("L2640", Sidedness.BILATERAL),
    ],
)
def test_side_of_a_code(tables: Tables, code: str, side: Sidedness) -> None:
    assert tables.side(code) is side


@pytest.mark.parametrize(
    ("code", "basis"),
    [
        ("L1960", UnitBasis.DEVICE),
        ("L2387", UnitBasis.JOINT),
        ("L2760", UnitBasis.BAR),
        ("L7520", UnitBasis.QUARTER_HOUR),
        ("L5676", UnitBasis.PAIR),
    ],
)
def test_unit_basis_of_a_code(tables: Tables, code: str, basis: UnitBasis) -> None:
    assert tables.unit_basis(code) is basis


@pytest.mark.parametrize(
    ("code", "noc"),
    [
        ("L3999", NocStrength.PUBLISHED),
        ("L8048", NocStrength.PUBLISHED),
        ("E1399", NocStrength.PUBLISHED),
        ("A9280", NocStrength.PUBLISHED),
        ("A6519", NocStrength.LIKELY),
        ("K0900", NocStrength.LIKELY),
        ("B4185", NocStrength.LIKELY),
        ("L3980", None),
        ("L9900", None),
        ("L7510", None),
        ("L1960", None),
    ],
)
def test_not_otherwise_classified_codes(tables: Tables, code: str, noc: NocStrength | None) -> None:
    assert tables.is_noc(code) is noc


@pytest.mark.parametrize(
    ("code", "dmepos"),
    [
        ("L1960", True),
        ("L1959", True),
        ("E0143", True),
        ("A4217", True),
        ("V2623", True),
        ("E1399", True),
        ("A9999", True),
        ("T1999", False),
        ("G0008", False),
        ("J1885", False),
        ("99213", False),
        ("LA123", False),
    ],
)
def test_dmepos_codes(tables: Tables, code: str, dmepos: bool) -> None:
    assert tables.is_dmepos(code) is dmepos


def test_fee_categories_of_a_code(tables: Tables) -> None:
    assert tables.fee_categories("A5120", DAY) == ("OS", "PO")


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("L1960", date(2019, 2, 28), None),
        ("L1960", date(2019, 3, 1), ("afo-kafo", Strength.REQUIRED)),
        ("L2300", DAY, ("afo-kafo", Strength.REQUIRED)),
        ("L2999", DAY, ("afo-kafo", Strength.REQUIRED)),
        ("A9283", DAY, ("afo-kafo", Strength.REQUIRED)),
        ("A4467", DAY, None),
        ("L4392", DAY, ("afo-kafo", Strength.LIKELY)),
        ("L1933", date(2025, 3, 31), None),
        ("L1933", DAY, ("afo-kafo", Strength.LIKELY)),
        ("L8030", DAY, ("breast", Strength.REQUIRED)),
        ("L8000", DAY, None),
        ("V2623", DAY, ("eye", Strength.REQUIRED)),
        ("L9900", DAY, None),
        ("L1832", DAY, ("knee", Strength.LIKELY)),
        ("K0672", DAY, ("knee", Strength.LIKELY)),
        ("L3000", DAY, ("footwear", Strength.LIKELY)),
        ("L3212", DAY, None),
        ("A5514", DAY, ("therapeutic-shoe", Strength.REQUIRED)),
        ("L8045", DAY, ("facial", Strength.REQUIRED)),
        ("L8040", DAY, None),
        ("L5301", date(2024, 8, 31), ("lower-limb-prosthesis", Strength.LIKELY)),
        ("L5301", date(2024, 9, 1), ("lower-limb-prosthesis", Strength.REQUIRED)),
        ("L5676", DAY, ("lower-limb-prosthesis", Strength.REQUIRED)),
        ("L8420", DAY, ("lower-limb-prosthesis", Strength.LIKELY)),
        ("L8415", DAY, None),
        ("L3908", date(2024, 10, 30), None),
        ("L3908", date(2024, 10, 31), ("hand", Strength.REQUIRED)),
        ("L3999", DAY, None),
        ("L0650", DAY, None),
        ("L4205", DAY, None),
    ],
)
def test_side_required(
    tables: Tables, code: str, on: date, expected: tuple[str, Strength] | None
) -> None:
    requirement = tables.side_required(code, on)

    assert (requirement and (requirement.list_name, requirement.strength)) == expected


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("L1960", DAY, ("afo-kafo", Strength.REQUIRED)),
        ("L1933", DAY, ("afo-kafo", Strength.REQUIRED)),
        ("L4392", DAY, ("afo-kafo", Strength.REQUIRED)),
        ("A4467", DAY, None),
        ("L2999", DAY, None),
        ("L2570", DAY, None),
        ("L4002", DAY, None),
        ("L1843", DAY, ("knee", Strength.REQUIRED)),
        ("K0672", DAY, ("knee", Strength.REQUIRED)),
        ("L3212", DAY, ("footwear", Strength.REQUIRED)),
        ("A5500", DAY, ("therapeutic-shoe", Strength.REQUIRED)),
        ("L5856", date(2024, 8, 31), None),
        ("L5856", date(2024, 9, 1), ("lower-limb-prosthesis", Strength.REQUIRED)),
        ("L5999", DAY, None),
        ("L0650", DAY, None),
        ("L3999", DAY, None),
        ("L8030", DAY, None),
    ],
)
def test_coverage_family(
    tables: Tables, code: str, on: date, expected: tuple[str, Strength] | None
) -> None:
    family = tables.coverage_family(code, on)

    assert (family and (family.name, family.strength)) == expected


@pytest.mark.parametrize(
    ("on", "gap"),
    [
        (date(2025, 9, 30), False),
        (date(2025, 10, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_code_in_the_set_that_medicare_did_not_take(tables: Tables, on: date, gap: bool) -> None:
    assert tables.validity("L6028", on) is Validity.VALID
    assert (tables.medicare_gap("L6028", on) is not None) is gap


@pytest.mark.parametrize(
    ("code", "policy"),
    [
        ("12", PlacePolicy.ACCEPTED),
        ("27", PlacePolicy.ACCEPTED),
        ("31", PlacePolicy.OWN_RULE),
        ("65", PlacePolicy.OWN_RULE),
        ("21", PlacePolicy.OWN_RULE),
        ("11", PlacePolicy.REFUSED),
        ("22", PlacePolicy.REFUSED),
        ("99", PlacePolicy.REFUSED),
    ],
)
def test_place_of_service(tables: Tables, code: str, policy: PlacePolicy) -> None:
    place = tables.place_of_service(code)

    assert place is not None
    assert place.dmepos is policy


def test_place_that_is_younger_than_the_tables_says_since_when(tables: Tables) -> None:
    street = tables.place_of_service("27")

    assert street is not None
    assert street.since == date(2023, 10, 1)


@pytest.mark.parametrize("code", ["28", "1", "", "XX"])
def test_place_that_is_not_assigned_is_none(tables: Tables, code: str) -> None:
    assert tables.place_of_service(code) is None


def test_releases_say_what_each_table_covers(tables: Tables) -> None:
    facts = tables.release("hcpcs", DAY)

    assert facts.release == "2026-07"
    assert (facts.covers_from, facts.covers_to) == (date(2015, 1, 1), date(2026, 9, 30))
    assert {release.table for release in tables.releases()} >= {"hcpcs", "sides", "families"}


def test_source_of_a_list_leads_to_its_publication(tables: Tables) -> None:
    requirement = tables.side_required("L8045", DAY)

    assert requirement is not None
    assert "A52463" in tables.citation(requirement.source).title


def test_tables_are_read_once() -> None:
    assert load_tables() is load_tables()
