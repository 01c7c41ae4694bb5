"""Plain: strict models as JSON values, with what identifies a patient masked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from claimline.claim.models.generic import OtherLoop, OtherSegment
from claimline.claim.models.model import LoopModel, Model
from claimline.claim.models.plan import Plan, Slot, plan_of
from claimline.claim.phi import MASK, is_phi
from claimline.guide.nodes import SegmentNode
from claimline.x12.designator import Designator

_LAST = ("other_segments", "other_loops")


def plain(model: LoopModel, loop: str | None = None, *, show_phi: bool = False) -> dict[str, Any]:
    """The fields that are there, as JSON holds them: money and other numbers as strings.

    Values that hold PHI read `***` unless `show_phi`. With `show_phi` the model can be made again
    of it.
    """
    loop = loop or model.loops[0]
    plan = plan_of(type(model), loop)
    masked = frozenset() if show_phi else _masked(type(model), loop)
    loops = {inner.name: inner_loop for inner_loop, inner in plan.inner.items()}
    found: dict[str, Any] = {}
    for name, value in _fields(model):
        if name in loops:
            found[name] = _inner(value, loops[name], show_phi)
        elif name == "other_segments":
            found[name] = [_segment(one, loop, show_phi) for one in value]
        elif name == "other_loops":
            found[name] = [_loop(one, show_phi) for one in value]
        elif isinstance(value, LoopModel):
            found[name] = plain(value, show_phi=show_phi)
        else:
            found[name] = _value(value, (name,), masked)
    return found


def _fields(model: Model) -> Iterator[tuple[str, Any]]:
    """Names and values of the fields that are there; what no field names comes last."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if value is not None and value != () and name not in _LAST:
            yield name, value
    for name in _LAST:
        if value := getattr(model, name, None):
            yield name, value


def _inner(value: Any, loop: str, show_phi: bool) -> Any:
    if isinstance(value, tuple):
        return [plain(one, loop, show_phi=show_phi) for one in value]
    return plain(value, loop, show_phi=show_phi)


def _value(value: Any, path: tuple[str, ...], masked: frozenset[tuple[str, ...]]) -> Any:
    if path in masked:
        return MASK
    if isinstance(value, Model):
        return {name: _value(one, (*path, name), masked) for name, one in _fields(value)}
    if isinstance(value, tuple):
        return [_value(one, path, masked) for one in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def _segment(other: OtherSegment, loop: str, show_phi: bool) -> dict[str, Any]:
    first = other.elements[0] if isinstance(other.elements[0], str) else None
    elements = [
        MASK
        if not show_phi and _holds_phi(loop, other.segment, first, number)
        else text
        if isinstance(text, str)
        else list(text)
        for number, text in enumerate(other.elements, 1)
    ]
    return {"segment": other.segment, "elements": elements}


def _loop(other: OtherLoop, show_phi: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "loop": other.loop,
        "segments": [_segment(one, other.loop, show_phi) for one in other.segments],
    }
    if other.loops:
        found["loops"] = [_loop(one, show_phi) for one in other.loops]
    return found


def _holds_phi(loop: str, segment: str, qualifier: str | None, number: int) -> bool:
    return is_phi(loop, Designator(segment, None, number)) or is_phi(
        loop, Designator(segment, qualifier, number)
    )


@cache
def _masked(model: type[LoopModel], loop: str) -> frozenset[tuple[str, ...]]:
    """The paths of the fields of a model that hold PHI where it is that loop."""
    return frozenset(_phi_paths(plan_of(model, loop)))


def _phi_paths(plan: Plan) -> Iterator[tuple[str, ...]]:
    for node, fields in plan.nodes.items():
        yield from _phi_of(node, fields.slots, ())
        for group in fields.groups:
            yield from _phi_of(node, group.slots, (group.name,))
    for node, many in plan.many.items():
        yield from _phi_of(node, many.fields.slots, (many.name,) if many.model else ())
        for group in many.fields.groups:
            yield from _phi_of(node, group.slots, (many.name, group.name))


def _phi_of(
    node: SegmentNode, slots: Iterable[Slot], around: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    loop = node.loop.id
    for slot in slots:
        qualifiers = (slot.qualifier,) if slot.qualifier else (None, *node.qualifiers)
        if any(is_phi(loop, Designator(node.id, one, slot.number)) for one in qualifiers):
            yield (*around, *slot.path)
