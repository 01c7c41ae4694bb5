"""The data a batch is drawn from: complete, and consistent with itself."""

from __future__ import annotations

import pytest

from claimline.sample.data_files import (
    Payer,
    Scenario,
    load_names,
    load_payers,
    load_scenarios,
)


@pytest.mark.parametrize("scenario", load_scenarios(), ids=lambda scenario: scenario.name)
def test_scenario_is_complete(scenario: Scenario) -> None:
    assert scenario.weight > 0
    assert scenario.sides in {"one", "both", "none"}
    assert scenario.patients in {"all", "adults", "women"}
    assert any(line.has_side for line in scenario.lines) == (scenario.sides != "none")


@pytest.mark.parametrize("scenario", load_scenarios(), ids=lambda scenario: scenario.name)
def test_each_side_has_a_diagnosis(scenario: Scenario) -> None:
    for diagnoses in scenario.diagnoses:
        assert bool(diagnoses.right) == bool(diagnoses.left)
        assert diagnoses.right or diagnoses.general


@pytest.mark.parametrize("scenario", load_scenarios(), ids=lambda scenario: scenario.name)
def test_lines_can_be_billed(scenario: Scenario) -> None:
    for line in scenario.lines:
        least, most = line.charge

        assert 0 < least < most <= 9_999_999_999
        assert line.units > 0
        assert len(line.modifiers) <= 4
        assert (line.description is None) == (line.note is None)


@pytest.mark.parametrize("payer", load_payers(), ids=lambda payer: payer.identifier)
def test_payer_names_known_states_and_payers(payer: Payer) -> None:
    others = {other.identifier for other in load_payers()} - {payer.identifier}

    assert set(payer.states) <= set(load_names()["postal_prefixes"])
    assert payer.pays_first in others


def test_weights_of_payers_are_percentages() -> None:
    assert sum(payer.weight for payer in load_payers()) == 100
