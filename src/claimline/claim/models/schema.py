"""What the JSON Schema of a model says of its fields beyond their types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimline.claim.models.plan import elements_of
from claimline.guide.names import load_names
from claimline.guide.nodes import ElementNode
from claimline.guide.tables import load_guide

if TYPE_CHECKING:
    from claimline.claim.models.model import Model


def describe(schema: dict[str, Any], model: type[Model]) -> None:
    """Add designator and name to each property, and to those of text the guide's codes or lengths.

    What stands in several places of the guide has them from the first; codes may differ by place,
    so that only models of loops have these.
    """
    properties = schema.get("properties", {})
    for name, element in elements_of(model):
        found = load_guide("837").find(str(element))
        places = [place for place in found if place[0].loop.id in model.loops] or found
        if name not in properties or not places:
            continue
        node, inside = places[0]
        number, part = element.designator.element, element.designator.component
        assert number is not None
        said = load_names("837").element(node, number, part)
        properties[name].setdefault("description", f"{element}: {said}")
        _limit(properties[name], inside, with_codes=bool(model.loops))


def _limit(schema: dict[str, Any], element: ElementNode, *, with_codes: bool) -> None:
    """Say the guide's codes or lengths of a text, or of each text of a list."""
    for one in (schema, *schema.get("anyOf", ())):
        target = one.get("items", one)
        if target.get("type") != "string" or "format" in target or "pattern" in target:
            continue
        if element.codes and with_codes:
            target["enum"] = sorted({*element.codes, *([""] if one is not target else [])})
        elif not element.external:
            target["maxLength"] = element.maximum
            if one is target:
                target["minLength"] = element.minimum
