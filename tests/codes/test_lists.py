"""Lists and limits of policies, asked for a date of service."""

from datetime import date
from decimal import Decimal

import pytest

from claimline.codes import (
    AdditionVerdict,
    CodeList,
    DiagnosisSide,
    Fabrication,
    LimitPeriod,
    Strength,
    Tables,
    UnitEdit,
    Validity,
    load_tables,
)

DAY = date(2026, 1, 8)
LATER = date(2026, 10, 28)
L2387_BASES = "L2000 L2005 L2006 L2010 L2020 L2030 L2034 L2036 L2037 L2038 L2126 L2128"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def test_polycentric_joint_goes_on_its_twelve_bases_alone(tables: Tables) -> None:
    bases = [code for code in tables.codes() if tables.may_carry(code, "L2387", DAY)]

    assert " ".join(bases) == L2387_BASES


@pytest.mark.parametrize(
    ("base", "addition", "on", "answer"),
    [
        ("L1960", "L2820", DAY, True),
        ("L1960", "L2830", DAY, False),
        ("L2036", "L2830", DAY, True),
        ("L1932", "L2755", DAY, False),
        ("L5301", "L5673", DAY, True),
        ("L5301", "L5651", DAY, False),
        ("L5321", "L5651", DAY, True),
        ("L5701", "L5651", DAY, True),
        ("L2820", "L2275", DAY, False),
        ("L0700", "L1010", DAY, True),
        ("L1200", "L1010", DAY, True),
        ("L0464", "L1010", DAY, False),
        ("L1960", "L1970", DAY, None),
        ("L2999", "L2820", DAY, None),
        ("E0143", "L2820", DAY, None),
        ("L1960", "K0108", DAY, None),
        ("L1933", "L2820", date(2025, 3, 31), None),
        ("L1933", "L2820", date(2025, 4, 1), True),
    ],
)
def test_bases_that_may_carry_an_addition(
    tables: Tables, base: str, addition: str, on: date, answer: bool | None
) -> None:
    assert tables.may_carry(base, addition, on) is answer


@pytest.mark.parametrize(
    ("code", "on", "twin"),
    [
        ("L1932", date(2025, 3, 31), None),
        ("L1932", date(2025, 4, 1), "L1933"),
        ("L4386", DAY, "L4387"),
        ("L4387", DAY, "L4386"),
        ("L1960", DAY, None),
        ("L9999", DAY, None),
    ],
)
def test_fitting_twin(tables: Tables, code: str, on: date, twin: str | None) -> None:
    assert tables.fitting_twin(code, on) == twin


@pytest.mark.parametrize(
    ("base", "addition", "on", "verdict"),
    [
        ("L1832", "L2397", DAY, AdditionVerdict.ELIGIBLE),
        ("L1832", "L2405", DAY, AdditionVerdict.DENIED),
        ("L1832", "L2390", DAY, AdditionVerdict.NOT_LISTED),
        ("L1846", "L2800", DAY, AdditionVerdict.ELIGIBLE),
        ("L1860", "L2397", DAY, AdditionVerdict.DENIED),
        ("L1860", "L2405", DAY, AdditionVerdict.NOT_LISTED),
        ("L1821", "L2397", date(2024, 9, 30), None),
        ("L1821", "L2397", date(2024, 10, 1), AdditionVerdict.DENIED),
        ("L1832", "L4205", DAY, None),
        ("L1960", "L2397", DAY, None),
    ],
)
def test_addition_to_a_knee_orthosis(
    tables: Tables, base: str, addition: str, on: date, verdict: AdditionVerdict | None
) -> None:
    assert tables.knee_addition(base, addition, on) is verdict


def test_no_knee_base_takes_the_six_additions_of_no_column(tables: Tables) -> None:
    bases = [code for code in tables.codes() if tables.knee_addition(code, "L2320", DAY)]

    assert len(bases) == 21
    for addition in ("L2320", "L2330", "L2750", "L2780", "L2820", "L2830"):
        verdicts = {tables.knee_addition(base, addition, DAY) for base in bases}
        assert verdicts == {AdditionVerdict.NOT_LISTED}


@pytest.mark.parametrize(
    ("base", "addition", "denied"),
    [
        ("L5540", "L5704", True),
        ("L5535", "L5629", True),
        ("L5540", "L5705", False),
        ("L5600", "L5705", True),
        ("L5585", "L5652", True),
        ("L5301", "L5704", False),
    ],
)
def test_addition_denied_with_a_preparatory_prosthesis(
    tables: Tables, base: str, addition: str, denied: bool
) -> None:
    assert (tables.denied_addition(base, addition, DAY) is not None) is denied


@pytest.mark.parametrize(
    ("code", "on", "level", "on_criteria"),
    [
        ("L5856", date(2024, 8, 31), "K3", None),
        ("L5856", date(2024, 9, 1), "K3", "K2"),
        ("L5859", DAY, "K3", None),
        ("L5970", DAY, "K1", None),
        ("L5930", DAY, "K4", None),
    ],
)
def test_lowest_functional_level(
    tables: Tables, code: str, on: date, level: str, on_criteria: str | None
) -> None:
    row = tables.functional_level(code, on)

    assert row is not None
    assert (row.level, row.on_criteria) == (level, on_criteria)


@pytest.mark.parametrize("code", ["L5971", "L5827", "L5301", "L1960"])
def test_component_without_a_published_level_has_none(tables: Tables, code: str) -> None:
    assert tables.functional_level(code, DAY) is None


def test_sixty_one_codes_want_the_functional_level(tables: Tables) -> None:
    members = tables.members(CodeList.FUNCTIONAL_LEVEL, DAY)

    assert len(members) == 61
    assert tables.functional_level_required("L5971", DAY)
    assert not tables.functional_level_required("L5969", DAY)


@pytest.mark.parametrize(
    ("code", "on", "state", "wanted"),
    [
        ("L1960", DAY, "NY", False),
        ("L0648", date(2022, 4, 12), "NY", False),
        ("L0648", date(2022, 4, 13), "NY", True),
        ("L0648", date(2022, 4, 13), "OH", False),
        ("L0648", date(2022, 7, 12), "OH", True),
        ("L0648", date(2022, 7, 12), None, False),
        ("L0648", date(2022, 10, 10), None, True),
        ("L1833", date(2024, 8, 11), None, True),
        ("L1833", date(2024, 8, 12), None, False),
        ("L1833", LATER, None, True),
        ("L1932", date(2026, 4, 12), None, False),
        ("L1932", date(2026, 4, 13), None, True),
        ("L3916", LATER, "FL", True),
        ("L3916", LATER, "TX", False),
        ("L3916", date(2027, 1, 26), "TX", True),
        ("L3916", date(2027, 4, 26), None, True),
        ("K0861", date(2017, 7, 17), None, True),
    ],
)
def test_prior_authorization(
    tables: Tables, code: str, on: date, state: str | None, wanted: bool
) -> None:
    assert (tables.prior_authorization(code, on, state) is not None) is wanted


@pytest.mark.parametrize(
    ("code", "on", "strength"),
    [
        ("L1960", date(2023, 4, 16), None),
        ("L1960", date(2023, 4, 17), Strength.REQUIRED),
        ("L1833", date(2024, 8, 11), Strength.REQUIRED),
        ("L1833", date(2024, 8, 12), None),
        ("L1833", LATER, Strength.LIKELY),
        ("L1933", DAY, Strength.LIKELY),
        ("L5856", DAY, None),
    ],
)
def test_face_to_face(tables: Tables, code: str, on: date, strength: Strength | None) -> None:
    row = tables.face_to_face(code, on)

    assert (row and row.strength) == strength


@pytest.mark.parametrize(
    ("code", "units", "edit"),
    [
        ("L2387", 4, UnitEdit.BY_POLICY),
        ("L2820", 2, UnitEdit.BY_CLINICAL),
        ("L6700", 2, UnitEdit.BY_POLICY),
        ("L8721", 2, UnitEdit.BY_CLINICAL),
        ("L2840", 0, UnitEdit.BY_CLINICAL),
    ],
)
def test_medically_unlikely_edit(tables: Tables, code: str, units: int, edit: UnitEdit) -> None:
    limit = tables.unit_limit(code, DAY)

    assert limit is not None
    assert (limit.units, limit.edit) == (units, edit)


@pytest.mark.parametrize("code", ["L8010", "L3999", "L2999", "E0143"])
def test_code_without_a_published_edit(tables: Tables, code: str) -> None:
    assert tables.unit_limit(code, DAY) is None


def test_quarter_of_the_edits_is_told(tables: Tables) -> None:
    release = tables.release("unit_limits", DAY)

    assert release.release == "2026-10"
    assert not release.covers(DAY)
    assert release.covers(date(2026, 10, 1))


def test_fee_row_has_ceiling_floor_and_range(tables: Tables) -> None:
    (row,) = tables.fee_rows("L1960", DAY)

    assert (row.category, row.jurisdiction, row.modifier) == ("PO", "D", None)
    assert (row.ceiling, row.floor) == (Decimal("849.26"), Decimal("636.95"))
    assert row.lowest is not None
    assert row.highest is not None
    assert row.lowest <= row.highest


def test_price_from_bidding_has_no_ceiling(tables: Tables) -> None:
    (row,) = tables.fee_rows("L0648", DAY)

    assert (row.ceiling, row.floor) == (None, None)


@pytest.mark.parametrize(
    ("code", "modifiers"),
    [
        ("E0143", {"NU", "RR", "UE"}),
        ("E0260", {"RR"}),
        ("L1960", set()),
        ("E0785", set()),
        ("A4217", set()),
        ("L9999", set()),
    ],
)
def test_equipment_wants_one_of_its_modifiers(
    tables: Tables, code: str, modifiers: set[str]
) -> None:
    assert tables.equipment_modifiers(code, DAY) == modifiers


@pytest.mark.parametrize(
    ("code", "units", "period", "months", "shared"),
    [
        ("L5620", 2, LimitPeriod.PROSTHESIS, None, "test-socket"),
        ("L5673", 2, LimitPeriod.PROSTHESIS, None, None),
        ("L4392", 1, LimitPeriod.MONTHS, 6, None),
        ("K0672", 2, LimitPeriod.MONTHS, 12, None),
        ("L8030", 1, LimitPeriod.MONTHS, 24, None),
        ("A5512", 3, LimitPeriod.CALENDAR_YEAR, None, "diabetic-insert"),
    ],
)
def test_policy_limit(
    tables: Tables,
    code: str,
    units: int,
    period: LimitPeriod,
    months: int | None,
    shared: str | None,
) -> None:
    limit = tables.policy_limit(code, DAY)

    assert limit is not None
    assert (limit.units, limit.period, limit.months, limit.shared) == (
        units,
        period,
        months,
        shared,
    )


@pytest.mark.parametrize(
    ("code", "months"),
    [
        ("L1960", 60),
        ("L0650", 60),
        ("L8030", 24),
        ("L8032", 3),
        ("L1832", None),
        ("L5301", None),
        ("L2387", None),
        ("L4392", None),
        ("L2999", None),
        ("E0143", None),
    ],
)
def test_useful_lifetime(tables: Tables, code: str, months: int | None) -> None:
    assert tables.useful_lifetime(code, DAY) == months


def test_insert_that_the_exact_list_leaves_out_has_no_limit(tables: Tables) -> None:
    assert tables.policy_limit("L5657", DAY) is None


@pytest.mark.parametrize(
    ("name", "code", "on", "listed"),
    [
        (CodeList.NON_BRACE, "A4467", DAY, True),
        (CodeList.NON_BRACE, "L1960", DAY, False),
        (CodeList.NEVER_NECESSARY, "L4398", DAY, True),
        (CodeList.NONCOVERED, "L4398", DAY, False),
        (CodeList.COMPETITIVE_BID, "L1833", date(2023, 12, 31), True),
        (CodeList.COMPETITIVE_BID, "L1833", date(2024, 1, 1), False),
        (CodeList.VERIFIED_PRODUCT, "L1951", date(2024, 11, 30), False),
        (CodeList.VERIFIED_PRODUCT, "L1951", date(2024, 12, 1), True),
        (CodeList.VERIFIED_CENTRAL, "A5514", DAY, True),
        (CodeList.KNEE_FEATURE, "L5926", DAY, False),
    ],
)
def test_place_on_a_list(tables: Tables, name: CodeList, code: str, on: date, listed: bool) -> None:
    assert (tables.listed(name, code, on) is not None) is listed


@pytest.mark.parametrize("name", list(CodeList))
def test_every_list_has_members(tables: Tables, name: CodeList) -> None:
    assert tables.members(name, date(2023, 6, 1)) or tables.members(name, LATER)


@pytest.mark.parametrize(
    ("codes", "fabrication"),
    [
        (
            "L0452 L0480 L0482 L0484 L0486 L0622 L0624 L0629 L0632 L0634 L0636 L0638 L0640",
            Fabrication.CUSTOM_FABRICATED,
        ),
        (
            "L0454 L0456 L0458 L0460 L0462 L0464 L0466 L0468 L0470 L0472 L0488 L0490 L0491 L0492 "
            "L0626 L0627 L0630 L0631 L0633 L0635 L0637 L0639",
            Fabrication.CUSTOM_FITTED,
        ),
    ],
)
def test_fabrication_of_the_spine_is_that_of_its_article(
    tables: Tables, codes: str, fabrication: Fabrication
) -> None:
    for code in codes.split():
        attributes = tables.attributes(code)
        assert attributes is not None
        assert attributes.fabrication is fabrication, code


@pytest.mark.parametrize(
    ("code", "on", "validity"),
    [
        ("G35", date(2025, 9, 30), Validity.VALID),
        ("G35", date(2025, 10, 1), Validity.ENDED),
        ("G35", DAY, Validity.ENDED),
        ("G35D", DAY, Validity.VALID),
        ("G35D", date(2025, 9, 30), Validity.PAST_TABLE),
        ("S301XXA", date(2025, 9, 30), Validity.VALID),
        ("S301XXA", DAY, Validity.ENDED),
        ("M21371", DAY, Validity.VALID),
        ("M21371", date(2026, 10, 1), Validity.PAST_TABLE),
        ("M2137X", DAY, Validity.UNKNOWN),
        ("M2137X", date(2026, 10, 1), Validity.PAST_TABLE),
        ("M21.371", DAY, Validity.UNKNOWN),
        ("", DAY, Validity.UNKNOWN),
    ],
)
def test_validity_of_a_diagnosis(tables: Tables, code: str, on: date, validity: Validity) -> None:
    assert tables.diagnosis_validity(code, on) is validity


@pytest.mark.parametrize(
    ("code", "billable", "side"),
    [
        ("M21371", True, DiagnosisSide.RIGHT),
        ("M21372", True, DiagnosisSide.LEFT),
        ("M21379", True, DiagnosisSide.UNSPECIFIED),
        ("M2137", False, None),
        ("M170", True, DiagnosisSide.BILATERAL),
        ("M1710", True, DiagnosisSide.UNSPECIFIED),
        ("S92352A", True, DiagnosisSide.LEFT),
        ("S40019A", True, DiagnosisSide.UNSPECIFIED),
        ("M24573", True, DiagnosisSide.UNSPECIFIED),
        ("M93271", True, DiagnosisSide.RIGHT),
        ("G8191", True, DiagnosisSide.RIGHT),
        ("G8190", True, DiagnosisSide.UNSPECIFIED),
        ("L97519", True, DiagnosisSide.RIGHT),
        ("I501", True, None),
        ("T81524A", True, None),
        ("E11621", True, None),
        ("M722", True, None),
        ("M751", False, None),
        ("Z9661", False, None),
        ("G35", True, None),
    ],
)
def test_diagnosis(tables: Tables, code: str, billable: bool, side: DiagnosisSide | None) -> None:
    fact = tables.diagnosis(code, DAY)

    assert fact is not None
    assert (fact.billable, fact.side) == (billable, side)


@pytest.mark.parametrize(
    ("group", "code", "on", "belongs"),
    [
        ("ankle-contracture", "M722", DAY, True),
        ("ankle-contracture", "M24573", DAY, False),
        ("diabetes", "E1142", DAY, True),
        ("diabetes", "M722", DAY, False),
        ("foot-amputation", "S98011A", DAY, True),
        ("foot-amputation", "S98011S", DAY, False),
        ("mastectomy", "Z9011", DAY, True),
        ("knee-osteoarthritis", "M1711", date(2026, 1, 24), False),
        ("knee-osteoarthritis", "M1711", date(2026, 1, 25), True),
        ("nothing", "M722", DAY, False),
    ],
)
def test_diagnosis_group(tables: Tables, group: str, code: str, on: date, belongs: bool) -> None:
    assert tables.diagnosis_group(group, code, on) is belongs


def test_diagnoses_a_policy_wants(tables: Tables) -> None:
    wanted = tables.covered_diagnoses("L4397", DAY)

    assert wanted is not None
    assert wanted.groups == ("ankle-contracture",)
    assert tables.covered_diagnoses("L1832", DAY) is None
