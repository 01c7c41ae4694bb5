"""The data a batch is drawn from: complete, and consistent with itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claimline.codes import Validity, load_tables
from claimline.sample.claims import FIRST_SERVICE_DATE
from claimline.sample.data_files import (
    Payer,
    PlannedLine,
    Scenario,
    load_charges,
    load_names,
    load_payers,
    load_scenarios,
)

FAMILIES = {
    "ankle_foot_orthoses",
    "arm_orthoses",
    "arm_prostheses",
    "boots_and_positioning",
    "breast_prostheses",
    "equipment",
    "face_and_eye_prostheses",
    "fracture_orthoses",
    "hip_orthoses",
    "knee_ankle_foot_orthoses",
    "knee_orthoses",
    "leg_prostheses",
    "repairs",
    "shoes",
    "spinal_orthoses",
    "unlisted_codes",
}


def planned_lines(scenario: Scenario) -> Iterator[PlannedLine]:
    """The lines of every alternative."""
    return (line for choice in scenario.lines for lines in choice for line in lines)


def test_every_family_has_scenarios_of_their_own_names() -> None:
    scenarios = load_scenarios()

    assert {scenario.family for scenario in scenarios} == FAMILIES
    assert len({scenario.name for scenario in scenarios}) == len(scenarios)


@pytest.mark.parametrize("scenario", load_scenarios(), ids=lambda scenario: scenario.name)
def test_scenario_is_complete(scenario: Scenario) -> None:
    assert scenario.weight > 0
    assert scenario.payers in {"all", "medicare", "others"}
    assert scenario.patients in {"all", "adults", "women", "men", "children", "infants"}
    assert scenario.patients not in {"children", "infants"} or scenario.payers == "others"
    assert any(lines for choice in scenario.lines for lines in choice[:1])


@pytest.mark.parametrize("scenario", load_scenarios(), ids=lambda scenario: scenario.name)
def test_each_side_has_a_diagnosis(scenario: Scenario) -> None:
    for diagnoses in scenario.diagnoses:
        assert len(diagnoses.right) == len(diagnoses.left)
        assert diagnoses.right or diagnoses.general


@pytest.mark.parametrize("scenario", load_scenarios(), ids=lambda scenario: scenario.name)
def test_diagnoses_can_be_billed_from_the_first_service_date(scenario: Scenario) -> None:
    for diagnoses in scenario.diagnoses:
        for code in (*diagnoses.right, *diagnoses.left, *diagnoses.general):
            fact = load_tables().diagnosis(code, FIRST_SERVICE_DATE)

            assert fact
            assert fact.billable, code


@pytest.mark.parametrize("scenario", load_scenarios(), ids=lambda scenario: scenario.name)
def test_lines_can_be_billed(scenario: Scenario) -> None:
    for line in planned_lines(scenario):
        assert 0 < line.charge.least < line.charge.most <= 9_999_999_999
        assert line.units > 0
        assert len(line.right) == len(line.left) <= 4
        assert line.description is None or line.note is not None


def test_every_code_is_in_use_on_the_first_service_date_and_has_a_charge() -> None:
    codes = {line.code for scenario in load_scenarios() for line in planned_lines(scenario)}
    tables = load_tables()

    assert {tables.validity(code, FIRST_SERVICE_DATE) for code in codes} == {Validity.VALID}
    assert codes == load_charges().keys()


def test_side_units_and_description_are_read_from_a_line() -> None:
    lines = {line.code: line for scenario in load_scenarios() for line in planned_lines(scenario)}

    assert (lines["A5514"].right, lines["A5514"].left) == (("RT", "KX"), ("LT", "KX"))
    assert lines["L8507"].units == 1
    assert lines["L8507"].right == ()
    assert lines["L7510"].description == "ANKLE BOLT AND BUSHING"
    assert lines["L2387"].units == 2
    assert lines["L3933"].left == ("LT", "F2")


@pytest.mark.parametrize("payer", load_payers(), ids=lambda payer: payer.identifier)
def test_payer_names_known_states_and_payers(payer: Payer) -> None:
    others = {other.identifier for other in load_payers()} - {payer.identifier}

    assert set(payer.states) <= set(load_names()["postal_prefixes"])
    assert payer.pays_first in others


def test_weights_of_payers_are_percentages() -> None:
    assert sum(payer.weight for payer in load_payers()) == 100
