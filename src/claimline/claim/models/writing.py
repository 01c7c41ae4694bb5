"""Writing: the segments that the fields of a model make, canonical and in guide order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from claimline.claim.models.plan import Fields, GroupSlot, Plan, Slot
from claimline.claim.models.written import Text, Written, composite, trimmed
from claimline.guide.conformance import PERIOD, PERIOD_FORMAT
from claimline.guide.nodes import ElementNode, SegmentNode
from claimline.x12.types import D8, RD8

if TYPE_CHECKING:
    from claimline.claim.models.model import Model

# What stands in a segment: by the number of the element, and of its component.
_Texts = dict[tuple[int, int | None], str]


def segments_of(model: Model, plan: Plan) -> Iterator[Written]:
    """The segments of the model's own loops that its fields say; HL and LX are its owner's."""
    for node in plan.own_nodes():
        fields = plan.nodes.get(node)
        if fields:
            yield from _single(model, node, fields)
        many = plan.many.get(node)
        if many and not _is_said_before(plan, node):
            for item in getattr(model, many.name):
                holder = item if many.model else None
                texts = _texts(many.fields.slots, holder, item)
                _add_groups(texts, node, many.fields.groups, holder)
                place = _narrowest(plan, node, texts)
                yield Written(place, _elements(place, texts, _only(place)))


def _single(model: Model, node: SegmentNode, fields: Fields) -> Iterator[Written]:
    """The segments of a node whose fields are the model's: one for each qualifier they have."""
    opens = node is node.loop.first
    for qualifier in dict.fromkeys(slot.qualifier for slot in fields.slots) or (None,):
        slots = [slot for slot in fields.slots if slot.qualifier == qualifier]
        texts = _texts(slots, model)
        _add_groups(texts, node, fields.groups, model)
        if texts or opens:
            yield Written(node, _elements(node, texts, qualifier or _only(node)))


def _is_said_before(plan: Plan, node: SegmentNode) -> bool:
    """Whether a field that several nodes share was written at an earlier one."""
    return next(other for other in plan.many if plan.many[other] is plan.many[node]) is not node


def _narrowest(plan: Plan, node: SegmentNode, texts: _Texts) -> SegmentNode:
    """Of the nodes that share a field, the one that these texts are of."""
    many = plan.many[node]
    for other in plan.many:
        if plan.many[other] is many and _fits(other, texts):
            return other
    return node


def _fits(node: SegmentNode, texts: _Texts) -> bool:
    return all(
        key is None or texts.get(key) in qualifiers
        for key, qualifiers in (
            (node.key, node.qualifiers),
            (node.second_key, node.second_qualifiers),
        )
    )


def _only(node: SegmentNode) -> str | None:
    return node.qualifiers[0] if len(node.qualifiers) == 1 else None


def _texts(slots: Iterable[Slot], holder: Any, value: Any = None) -> _Texts:
    """The texts of slots; of the one slot of a plain value where there is no model to hold it."""
    texts: _Texts = {}
    for slot in slots:
        found = value if holder is None else _value(holder, slot.path)
        if found is None:
            continue
        if slot.last is None:
            texts[slot.number, slot.part] = slot.form.write(found)
            continue
        for offset, item in enumerate(found):
            if item != "":
                texts[_shifted(slot, offset)] = slot.form.write(item)
    return texts


def _shifted(slot: Slot, offset: int) -> tuple[int, int | None]:
    if slot.part is None:
        return slot.number + offset, None
    return slot.number, slot.part + offset


def _value(model: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if model is None:
            return None
        model = getattr(model, name)
    return model


def _add_groups(
    texts: _Texts, node: SegmentNode, groups: Iterable[GroupSlot], holder: Model | None
) -> None:
    for group in groups:
        for position, item in enumerate(getattr(holder, group.name)):
            for (number, part), text in _texts(group.slots, item).items():
                texts[number + position * group.size, part] = text


def _elements(node: SegmentNode, texts: _Texts, qualifier: str | None) -> tuple[Text, ...]:
    if qualifier and node.key:
        texts.setdefault(node.key, qualifier)
    _add_formats(node, texts)
    _add_constants(node, texts)
    last = max((number for number, _ in texts), default=0)
    found: list[Text] = []
    for number in range(1, last + 1):
        element = node.element(number)
        if element and element.parts and (number, None) not in texts:
            parts = [part for at, part in texts if at == number and part]
            ends = range(1, max(parts, default=0) + 1)
            found.append(composite(texts.get((number, part), "") for part in ends))
        else:
            found.append(texts.get((number, None), ""))
    return trimmed(found)


def _add_formats(node: SegmentNode, texts: _Texts) -> None:
    """Say of each date or period in which form it is."""
    for element in node.elements:
        text = texts.get((element.number, None))
        before = node.element(element.number - 1)
        is_told = before is not None and before.data_element == PERIOD_FORMAT
        if text and element.data_element == PERIOD and before and is_told:
            texts[before.number, None] = RD8.name if RD8.read(text) else D8.name


def _add_constants(node: SegmentNode, texts: _Texts) -> None:
    """Fill in what the guide leaves no choice about."""
    for element in node.elements:
        if element.parts:
            if any(number == element.number for number, _ in texts):
                for part in element.parts:
                    if part.usage == "R" and (constant := _constant(part)):
                        texts.setdefault((element.number, part.number), constant)
        elif (constant := _constant(element)) and (
            element.usage == "R" or _is_paired(node, element, texts)
        ):
            texts.setdefault((element.number, None), constant)


def _constant(element: ElementNode) -> str | None:
    return next(iter(element.codes)) if element.codes and len(element.codes) == 1 else None


def _is_paired(node: SegmentNode, element: ElementNode, texts: _Texts) -> bool:
    """Whether another element stands that goes with this one or not at all."""
    return any(
        note.kind == "P"
        and element.number in note.elements
        and any((number, None) in texts for number in note.elements)
        for note in node.syntax
    )
