"""Hypothesis strategies for batches, built from the models' annotations and the guide's tables.

A field gets values of the lengths and codes that the guide has at its element, so that a field
that is added is tried without more ado. What elements say of each other is in `_RELATED`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar, cast

from hypothesis import strategies as st

from claimline.claim.models.batch import Batch
from claimline.claim.models.claim import Claim
from claimline.claim.models.generic import OtherLoop, OtherSegment
from claimline.claim.models.model import LoopModel, Model
from claimline.claim.models.parties import (
    BillingProvider,
    Patient,
    Payer,
    Receiver,
    Submitter,
    Subscriber,
)
from claimline.claim.models.plan import Fields, GroupSlot, Plan, Slot, loop_node, plan_of
from claimline.claim.models.providers import Addressed
from claimline.claim.models.written import trimmed
from claimline.guide.nodes import ElementNode, SegmentNode
from claimline.guide.tables import external_codes

M = TypeVar("M", bound=Model)

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_SIGNS = _LETTERS + "abcxyz .,'/#()-&"
_DAYS = st.dates(date(1940, 1, 1), date(2026, 1, 15))
_LONGEST = 40
_NUMBERED = frozenset(("HL", "LX"))
# Of lists that pyx12 has older: some that it knows.
_KNOWN_TO_PYX12 = {"states": ("CA", "NY", "OH", "PR", "TX"), "country": ("CA", "DE", "MX")}
# Remark codes that pyx12's list has.
_REMARKS = ("MA01", "M76", "N362")


def batches() -> st.SearchStrategy[Batch]:
    """Batches of a few claims to one or two receivers."""
    return st.builds(
        Batch,
        submitter=models(Submitter, "1000A"),
        receiver=models(Receiver, "1000B"),
        batch_number=st.text(_LETTERS, min_size=1, max_size=30),
        created=st.dates(date(2000, 1, 1), date(2060, 1, 1)),
        created_at=st.builds(time, st.integers(0, 23), st.integers(0, 59)),
        usage=st.sampled_from("PT"),
        control_number=st.integers(1, 999_999_000),
        claims=st.lists(claims(), min_size=1, max_size=3).map(tuple),
    )


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Claims of subscribers and of patients."""
    patient = draw(st.none() | models(Patient, "2000C"))
    subscriber = draw(models(Subscriber, "2000B", relationship=st.just(None if patient else "18")))
    around = {
        "receiver": draw(st.none() | models(Receiver, "1000B")),
        "billing_provider": draw(models(BillingProvider, "2000A")),
        "subscriber": subscriber,
        "payer": draw(models(Payer, "2010BB")),
        "patient": patient,
    }
    return draw(models(Claim, "2300", **{name: st.just(one) for name, one in around.items()}))


def models(model: type[M], loop: str, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[M]:
    """Models of a loop: each optional field is there or not."""
    return _models(model, loop, tuple(given.items()))


@st.composite
def _models(draw: st.DrawFn, model: type[M], loop: str, given: tuple[tuple[str, Any], ...]) -> M:
    plan = plan_of(cast("type[LoopModel]", model), loop)
    values = {name: draw(strategy) for name, strategy in given}
    for node, fields in plan.nodes.items():
        values |= _segment(draw, model, node, fields, set(values))
    for node, many in plan.many.items():
        if node.usage != "R" and draw(st.integers(0, 2)):
            continue
        count = draw(st.integers(1, min(node.maximum or 2, 3)))
        items = values.setdefault(many.name, ())
        values[many.name] = (*items, *(_item(draw, plan, node) for _ in range(count)))
    for inner, place in plan.inner.items():
        inside = loop_node(inner)
        required = model.model_fields[place.name].is_required()
        limit = min(inside.repeat or 2, 2) if place.many else 1
        count = draw(st.integers(int(required), limit))
        made = tuple(draw(_models(place.model, inner, ())) for _ in range(count))
        if made:
            values[place.name] = made if place.many else made[0]
    values = {name: value for name, value in values.items() if value is not None}
    related = next((_RELATED[one] for one in model.__mro__ if one in _RELATED), None)
    if related:
        values = related(draw, values, loop)
    values |= _others(draw, plan)
    for name, part in plan.parts.items():
        held = values.get(name)
        if held is not None:
            values[name] = part(**held)
    return model(**values)


def _segment(
    draw: st.DrawFn, model: type[Model], node: SegmentNode, fields: Fields, done: set[str]
) -> dict[str, Any]:
    """Values for the fields of one segment: of a situational one all or none are there."""
    slots = [slot for slot in fields.slots if slot.path[0] not in done]
    must = node.usage == "R" or any(
        model.model_fields[slot.path[0]].is_required() for slot in slots
    )
    if not must and not draw(st.booleans()):
        return {}
    values: dict[str, Any] = {}
    qualifiers = list(dict.fromkeys(slot.qualifier for slot in slots))
    if len(qualifiers) > 1:
        chosen = draw(st.sampled_from(qualifiers))
        slots = [slot for slot in slots if slot.qualifier == chosen]
    for slot in slots:
        element = node.element(slot.number, slot.part)
        assert element
        must = element.usage == "R"
        if must or (element.usage == "S" and draw(st.booleans())):
            held = values
            for name in slot.path[:-1]:
                held = held.setdefault(name, {})
            held[slot.path[-1]] = _value(draw, node, slot)
    for group in fields.groups:
        values[group.name] = _groups(draw, node, group)
    return values


def _groups(draw: st.DrawFn, node: SegmentNode, group: GroupSlot) -> tuple[Any, ...]:
    most = (len(node.elements) - group.first + 1) // group.size
    found: list[Model] = []
    for position in range(draw(st.integers(1, most))):
        values = {}
        for slot in group.slots:
            shifted = node.element(slot.number + position * group.size, slot.part)
            if shifted is None or shifted.usage == "N":
                return tuple(found)
            optional = not group.model.model_fields[slot.path[0]].is_required()
            if optional and shifted.usage == "S" and not draw(st.booleans()):
                continue
            values[slot.path[0]] = _text_or_number(draw, shifted, slot)
        found.append(group.model(**values))
    return tuple(found)


def _item(draw: st.DrawFn, plan: Plan, node: SegmentNode) -> Any:
    many = plan.many[node]
    if many.model is None:
        return _value(draw, node, many.fields.slots[0])
    values: dict[str, Any] = {}
    for slot in many.fields.slots:
        element = node.element(slot.number, slot.part)
        if element is None or element.usage == "N" or not _stands(node, slot):
            continue
        must = many.model.model_fields[slot.path[0]].is_required()
        if must or draw(st.booleans()):
            values[slot.path[0]] = _value(draw, node, slot)
    for group in many.fields.groups:
        values[group.name] = _groups(draw, node, group)
    if node.id == "FRM":
        answers = [name for name in values if name != "question"]
        kept = draw(st.sampled_from(answers)) if answers else "yes_or_no"
        values = {"question": values["question"], kept: values.get(kept, "Y")}
    return many.model(**values)


def _stands(node: SegmentNode, slot: Slot) -> bool:
    around = node.element(slot.number)
    return around is not None and around.usage != "N" and (slot.part is None or bool(around.parts))


def _value(draw: st.DrawFn, node: SegmentNode, slot: Slot) -> Any:
    element = node.element(slot.number, slot.part)
    assert element
    if slot.last is None:
        return _text_or_number(draw, element, slot)
    start = slot.part if slot.part is not None else slot.number
    most = slot.last - start + 1
    places = [
        node.element(slot.number, start + at) if slot.part is not None else node.element(start + at)
        for at in range(most)
    ]
    used = [place for place in places if place and place.usage != "N"]
    least = 1 if element.usage == "R" else 0
    count = draw(st.integers(least, len(used)))
    return tuple(_text_or_number(draw, place, slot) for place in used[:count])


def _text_or_number(draw: st.DrawFn, element: ElementNode, slot: Slot) -> Any:
    match slot.form.expected:
        case "amount in dollars and cents":
            return draw(st.integers(0, 10**8).map(lambda cents: Decimal(cents).scaleb(-2)))
        case "decimal number":
            digits = min(element.maximum, 6)
            return draw(st.integers(0, 10**digits - 1).map(Decimal))
        case "whole number":
            codes = sorted(element.codes or ())
            return int(draw(st.sampled_from(codes))) if codes else draw(st.integers(1, 999))
        case "day in the form D8":
            return draw(_DAYS)
        case "day or period in the forms D8 and RD8":
            return draw(st.lists(_DAYS, min_size=1, max_size=2).map(tuple))
    if slot.path[-1] == "remark_codes":
        return draw(st.sampled_from(_REMARKS))
    text = draw(texts(element))
    return text.upper() if slot.form.expected == "code" else text


def texts(element: ElementNode) -> st.SearchStrategy[str]:
    """Texts that the guide allows at an element."""
    if element.codes:
        return st.sampled_from(sorted(element.codes))
    if element.external in _KNOWN_TO_PYX12:
        return st.sampled_from(_KNOWN_TO_PYX12[element.external])
    if element.external:
        return st.sampled_from(sorted(external_codes(element.external)))
    if element.pattern:
        return st.text("0123456789", min_size=9, max_size=9)
    if element.type == "R":
        return st.integers(1, 99).map(str)
    alphabet = _SIGNS if element.type == "AN" else _LETTERS
    least = max(element.minimum, 1)
    most = min(element.maximum, _LONGEST)
    inner = st.text(alphabet, min_size=max(0, least - 2), max_size=max(0, most - 2))
    if most == 1:
        return st.text(_LETTERS, min_size=1, max_size=1)
    ends = st.text(_LETTERS, min_size=1, max_size=1)
    return st.tuples(ends, inner, ends).map("".join)


def _others(draw: st.DrawFn, plan: Plan) -> dict[str, Any]:
    """Segments and loops of the guide that the model has no fields for."""
    segments = []
    for node in plan.own_nodes():
        unnamed = node not in plan.nodes and node not in plan.many and node.id not in _NUMBERED
        if unnamed and draw(st.integers(0, 3)) == 0:
            segments.append(_other_segment(draw, node))
    loops = [
        OtherLoop(
            loop=loop.id,
            segments=tuple(
                _other_segment(draw, node) for node in loop.segments() if node.usage == "R"
            ),
        )
        for loop in plan.loop.loops()
        if plan.also is None and loop.id not in plan.inner and draw(st.integers(0, 3)) == 0
    ]
    return {"other_segments": tuple(segments), "other_loops": tuple(loops)}


def _other_segment(draw: st.DrawFn, node: SegmentNode) -> OtherSegment:
    elements: list[str | tuple[str, ...]] = []
    for element in node.elements:
        parts = tuple(draw(texts(part)) if part.usage == "R" else "" for part in element.parts)
        if element.usage != "R":
            elements.append("")
        elif parts:
            kept = trimmed(parts)
            elements.append(kept if len(kept) > 1 else kept[0])
        else:
            elements.append(draw(texts(element)))
    if node.key and node.key[1] is None:
        elements[node.key[0] - 1] = draw(st.sampled_from(node.qualifiers))
    if node.id == "N4":
        elements[3] = "MX"
    return OtherSegment(segment=node.id, elements=trimmed(elements))


# What elements say of each other


def _address(values: dict[str, Any], draw: st.DrawFn) -> dict[str, Any]:
    """State and postal code, or country: N4 has one or the other."""
    if draw(st.booleans()):
        values.pop("subdivision", None)
        values.pop("country", None)
        values.setdefault("state", "NY")
        values.setdefault("postal_code", "122089999")
    else:
        values.pop("state", None)
        if "subdivision" in values:
            values["country"] = "CA"
        values.setdefault("country", "MX")
    if "city" not in values:
        for name in ("state", "postal_code", "country", "subdivision"):
            values.pop(name, None)
    if "street" not in values:
        values.pop("street_2", None)
    return values


def _party(draw: st.DrawFn, values: dict[str, Any], loop: str) -> dict[str, Any]:
    """A member has a number, and a provider one tax number."""
    if loop == "2000B":
        # pyx12 wants the member's number of every subscriber.
        values["identifier"] = draw(st.text(_LETTERS, min_size=2, max_size=20))
        values.setdefault("identifier_qualifier", "MI")
    if loop == "2000A" and "social_security_number" not in values:
        values.setdefault("employer_identification_number", "990000001")
    return _address(values, draw)


def _envelope(draw: st.DrawFn, values: dict[str, Any], loop: str) -> dict[str, Any]:
    side = "sender" if loop == "1000A" else "receiver"
    values[f"{side}_qualifier"] = draw(st.sampled_from(("01", "14", "20", "27", "30", "ZZ")))
    values[f"{side}_identifier"] = draw(st.text(_LETTERS, min_size=1, max_size=15))
    values[f"{side}_code"] = draw(st.text(_LETTERS, min_size=2, max_size=15))
    return values


_Related = Callable[[st.DrawFn, dict[str, Any], str], dict[str, Any]]
_RELATED: dict[type[Any], _Related] = {
    Submitter: _envelope,
    Receiver: _envelope,
    Addressed: _party,
}
