"""Views and models hold together: same names, each designator once, and a place in the guide."""

from __future__ import annotations

from collections import Counter

import pytest

from claimline.claim.models import batch, claim, line, other_payer, parties, parts, providers
from claimline.claim.models.model import LoopModel, Model
from claimline.claim.models.plan import elements_of, plan_of


def models() -> list[type[Model]]:
    found: set[type[Model]] = set()
    for module in (batch, claim, line, other_payer, parties, parts, providers):
        found.update(
            one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Model)
        )
    return sorted(found, key=lambda model: model.__name__)


MODELS = models()
LOOPS = [model for model in MODELS if issubclass(model, LoopModel) and model.loops]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_fields_have_the_names_of_the_views(model: type[Model]) -> None:
    named = {name: element.name for name, element in elements_of(model)}

    assert named == {name: name for name in named}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_designator_is_one_field(model: type[Model]) -> None:
    designators = Counter(str(element) for _, element in elements_of(model))

    assert [name for name, count in designators.items() if count > 1] == []


@pytest.mark.parametrize("model", LOOPS, ids=lambda model: model.__name__)
def test_each_element_is_one_of_the_guide(model: type[LoopModel]) -> None:
    plan = plan_of(model, model.loops[0])
    placed = {
        slot.path[0]
        for fields in (*plan.nodes.values(), *(many.fields for many in plan.many.values()))
        for slot in fields.slots
    }
    envelope = {"ISA", "GS"}

    for name, element in elements_of(model):
        assert name in placed or element.designator.segment in envelope, name


@pytest.mark.parametrize("model", LOOPS, ids=lambda model: model.__name__)
def test_what_the_guide_requires_the_model_does(model: type[LoopModel]) -> None:
    plan = plan_of(model, model.loops[0])

    for node, fields in plan.nodes.items():
        for slot in fields.slots:
            element = node.element(slot.number, slot.part)
            assert element
            field = model.model_fields[slot.path[0]]
            if field.is_required() and len(slot.path) == 1:
                assert (node.usage, element.usage) == ("R", "R"), str(slot.element)
