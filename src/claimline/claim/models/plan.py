"""Plans: where each field of a strict model stands in the guide, worked out from its annotations.

A field is annotated with an Element of a view, or with what says how it repeats: Segments, Groups,
InLoop. A field whose type is a model and that has no annotation is part of its owner's segments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeAlias, Union, get_args, get_origin

from claimline.claim.models.forms import Form, form_of, run_of
from claimline.guide.nodes import LoopNode, SegmentNode
from claimline.guide.tables import load_guide
from claimline.x12.designator import Designator
from claimline.x12.element import Element

if TYPE_CHECKING:
    from claimline.claim.models.model import Model


@dataclass(frozen=True, slots=True)
class Segments:
    """Says of a field that each of its items is a segment; the designator tells which."""

    designator: str


@dataclass(frozen=True, slots=True)
class Groups:
    """Says of a field that each of its items is so many elements of one segment.

    The designator tells which, where the id does not.
    """

    size: int
    designator: str | None = None


@dataclass(frozen=True, slots=True)
class InLoop:
    """Says of a field that its value, or each item of it, is a loop of this id."""

    loop: str


@dataclass(frozen=True, slots=True)
class Around:
    """Says of a field that it says where it stands itself, or stands outside the model's loop."""


Note: TypeAlias = Segments | Groups | InLoop | Around


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the value of one field stands: the field, maybe within a part, and its element.

    `last` is the number of the last element or component of a run.
    """

    path: tuple[str, ...]
    element: Element[Any]
    qualifier: str | None
    number: int
    part: int | None
    last: int | None
    form: Form

    def holds(self, designator: Designator) -> bool:
        """Whether a designator names it, or an item of its run."""
        here = self.element.designator
        if (here.segment, self.qualifier) != (designator.segment, designator.qualifier):
            return False
        if self.part is None:
            return self.number <= (designator.element or 0) <= (self.last or self.number)
        last = self.last or self.part
        inside = self.part <= (designator.component or 0) <= last
        return self.number == designator.element and inside


@dataclass(frozen=True, slots=True)
class GroupSlot:
    """A field whose items are groups of elements, and where those of the first group stand."""

    name: str
    model: type[Model]
    size: int
    first: int
    slots: tuple[Slot, ...]


@dataclass(slots=True)
class Fields:
    """The fields of one segment: single ones and groups."""

    slots: list[Slot] = field(default_factory=list)
    groups: list[GroupSlot] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Many:
    """A field whose items are segments: models, or where `model` is None the values of one slot."""

    name: str
    model: type[Model] | None
    fields: Fields


@dataclass(frozen=True, slots=True)
class Inner:
    """A field that holds a loop, or several."""

    name: str
    model: type[Model]
    many: bool


@dataclass(slots=True)
class Plan:
    """Where the fields of a model of a loop stand: by segment, and by loop inside."""

    loop: LoopNode
    nodes: dict[SegmentNode, Fields] = field(default_factory=dict)
    many: dict[SegmentNode, Many] = field(default_factory=dict)
    inner: dict[str, Inner] = field(default_factory=dict)
    parts: dict[str, type[Model]] = field(default_factory=dict)
    # The loop inside whose segments are the model's own, such as 2010BA of 2000B.
    also: LoopNode | None = None

    def own_nodes(self) -> list[SegmentNode]:
        """The segments of the model's own loops, in the order of the guide."""
        also = self.also.segments() if self.also else ()
        return [*self.loop.segments(), *also]


@cache
def loop_node(loop: str) -> LoopNode:
    """The loop of an id; of 2300, which stands twice in the guide, the first."""
    return load_guide("837").loop(loop)


@cache
def same_node(node: SegmentNode) -> SegmentNode:
    """The node that stands for a node of either loop 2300 in plans."""
    copies = zip(node.loop.segments(), loop_node(node.loop.id).segments(), strict=True)
    return next(ours for theirs, ours in copies if theirs is node)


@cache
def plan_of(model: type[Model], loop: str) -> Plan:
    """The plan of a model as that loop."""
    plan = Plan(loop_node(loop))
    own = model.loops
    if len(own) > 1 and own[0] == loop:
        plan.also = loop_node(own[1])
    nodes = plan.own_nodes()
    for name, annotation, note, element in _annotated(model):
        inside = _model_in(annotation)
        match note:
            case InLoop():
                assert inside
                plan.inner[note.loop] = Inner(name, inside, get_origin(annotation) is tuple)
            case Segments():
                fields = _fields(inside) if inside else Fields()
                if element:
                    fields.slots.append(_slot((name,), element))
                many = Many(name, inside, fields)
                plan.many.update(dict.fromkeys(_named(nodes, note.designator), many))
            case Groups():
                assert inside
                group = _group(name, note, inside)
                for node in _named(nodes, note.designator or _segment_of(group.slots[0])):
                    plan.nodes.setdefault(node, Fields()).groups.append(group)
            case None if element:
                _add(plan, nodes, _slot((name,), element))
            case None if inside:
                plan.parts[name] = inside
                for slot in _slots(inside, (name,)):
                    _add(plan, nodes, slot)
    return plan


def elements_of(model: type[Model]) -> Iterator[tuple[str, Element[Any]]]:
    """The fields of a model that are elements, and those elements."""
    for name, _, _, element in _annotated(model):
        if element:
            yield name, element


@cache
def required_of(model: type[Model]) -> dict[str, str]:
    """The fields that a model needs, and what stands for each in the guide: its designator."""
    found = {}
    for name, annotation, note, element in _annotated(model):
        if model.model_fields[name].is_required():
            inside = _model_in(annotation)
            match note:
                case Around() if inside and inside.loops:
                    found[name] = loop_node(inside.loops[-1]).first.designator()
                case InLoop():
                    found[name] = loop_node(note.loop).first.designator()
                case Segments() | Groups() if note.designator:
                    found[name] = note.designator
                case _:
                    found[name] = str(element) if element else name
    return found


def field_at(model: type[Model], designator: str) -> str | None:
    """The field that a designator is of; None where it is of none, or of one of several."""
    wanted = Designator.parse(designator)
    for name, element in elements_of(model):
        if str(element) == designator or _slot((), element).holds(wanted):
            return name
    return None


def _add(plan: Plan, nodes: list[SegmentNode], slot: Slot) -> None:
    for node in _named(nodes, _segment_of(slot)):
        plan.nodes.setdefault(node, Fields()).slots.append(slot)


def _segment_of(slot: Slot) -> str:
    return str(Designator(slot.element.designator.segment, slot.qualifier))


def _named(nodes: list[SegmentNode], designator: str) -> list[SegmentNode]:
    wanted = Designator.parse(designator)
    return [
        node
        for node in nodes
        if node.id == wanted.segment
        and (wanted.qualifier is None or wanted.qualifier in node.qualifiers)
    ]


def _fields(model: type[Model]) -> Fields:
    """The fields of a model that is one segment."""
    fields = Fields()
    for name, annotation, note, element in _annotated(model):
        if element:
            fields.slots.append(_slot((name,), element))
        elif isinstance(note, Groups):
            inside = _model_in(annotation)
            assert inside
            fields.groups.append(_group(name, note, inside))
    return fields


def _group(name: str, note: Groups, model: type[Model]) -> GroupSlot:
    slots = tuple(_slots(model, ()))
    return GroupSlot(name, model, note.size, min(slot.number for slot in slots), slots)


def _slots(model: type[Model], path: tuple[str, ...]) -> Iterator[Slot]:
    for name, element in elements_of(model):
        yield _slot((*path, name), element)


def _slot(path: tuple[str, ...], element: Element[Any]) -> Slot:
    designator = element.designator
    assert designator.element is not None
    part, last = run_of(element)
    return Slot(
        path, element, designator.qualifier, designator.element, part, last, form_of(element)
    )


def _annotated(
    model: type[Model],
) -> Iterator[tuple[str, Any, Note | None, Element[Any] | None]]:
    """Name and type of each field, how it repeats, and its element."""
    for name, info in model.model_fields.items():
        notes = (
            one for one in info.metadata if isinstance(one, (Segments, Groups, InLoop, Around))
        )
        elements = (one for one in info.metadata if isinstance(one, Element))
        yield name, info.annotation, next(notes, None), next(elements, None)


def _model_in(annotation: Any) -> type[Model] | None:
    """The model that a type is, holds, or is a union with."""
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType):
        return next(filter(None, map(_model_in, get_args(annotation))), None)
    return None
