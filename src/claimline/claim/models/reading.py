"""Reading: strict models of views as sent, made of their segments as the guide walked them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from claimline.claim import views
from claimline.claim.loop import Loop, Segment
from claimline.claim.models.claim import Claim
from claimline.claim.models.errors import ClaimError, Fault
from claimline.claim.models.generic import OtherLoop, OtherSegment
from claimline.claim.models.line import ServiceLine
from claimline.claim.models.model import LoopModel, Model
from claimline.claim.models.parties import (
    BillingProvider,
    Patient,
    Payer,
    Receiver,
    Submitter,
    Subscriber,
)
from claimline.claim.models.plan import (
    Fields,
    GroupSlot,
    Plan,
    Slot,
    plan_of,
    required_of,
    same_node,
)
from claimline.claim.models.written import Written, written_of
from claimline.claim.views import ClaimAsSent, Heading, Level, LineAsSent, Strict
from claimline.guide.nodes import LoopNode, SegmentNode

# Blanks at the end of a value are no part of it: they are read, and kept, without harm.
_HARMLESS = frozenset(("IGC021",))

M = TypeVar("M", bound=LoopModel)


class LoopSent:
    """A loop as it stands: its own segments, and the loops inside it."""

    def __init__(self, loop: str) -> None:
        self.loop = loop
        self.segments: list[Segment] = []
        self.loops: list[LoopSent] = []

    def find(self, loop: str) -> LoopSent | None:
        """The first loop of an id inside it, however deep."""
        for inner in self.loops:
            found = inner if inner.loop == loop else inner.find(loop)
            if found:
                return found
        return None


def loops_of(segments: Iterable[Segment]) -> LoopSent:
    """The loops that walked segments stand in, below a root that holds them all."""
    root = LoopSent("")
    path = [root]
    for segment in segments:
        if segment.node is None:
            continue
        loop = segment.node.loop
        if segment.node is loop.first:
            parents = _parents(loop)
            while path[-1].loop not in parents and len(path) > 1:
                path.pop()
            opened = LoopSent(loop.id)
            path[-1].loops.append(opened)
            path.append(opened)
        else:
            while path[-1].loop != loop.id and len(path) > 1:
                path.pop()
        path[-1].segments.append(segment)
    return root


def _parents(loop: LoopNode) -> frozenset[str]:
    found = set()
    above = loop.parent
    while above:
        found.add(above.id)
        above = above.parent
    return frozenset(found)


class _Faults:
    """Gathers what is wrong with a view, and tells its service line."""

    def __init__(self, view: Loop, loop: str | None = None) -> None:
        self._lines = view.lines if isinstance(view, ClaimAsSent) else []
        self._found: dict[tuple[str, str, str | None], Fault] = {}
        self._lacking: dict[tuple[str, str, str | None], Fault] = {}
        for deviation, position in view.deviations:
            if loop in (None, deviation.loop) and deviation.code not in _HARMLESS:
                place = deviation.designator or deviation.loop
                # What is missing was noticed at the first segment after the gap.
                gap = position - 1 if deviation.missing else position
                self.add(deviation.loop, place, deviation.message, gap)

    def add(self, loop: str, designator: str, reason: str, position: int) -> None:
        """One more, unless something was found wrong at its place before."""
        self._add(self._found, loop, designator, reason, position)

    def lack(self, loop: str, designator: str, position: int) -> None:
        """Something that a model needs: it counts where the guide was not asked what is missing.

        So it is where a claim breaks off, by an envelope that ends or begins in it.
        """
        reason = f"{designator} is missing, loop {loop} needs it"
        self._add(self._lacking, loop, designator, reason, position)

    def all(self, around: tuple[Fault, ...] = ()) -> tuple[Fault, ...]:
        """What was found, in the order it was, after what is wrong around it."""
        return (*around, *self._found.values()) or tuple(self._lacking.values())

    def _add(
        self,
        found: dict[tuple[str, str, str | None], Fault],
        loop: str,
        designator: str,
        reason: str,
        position: int,
    ) -> None:
        line = next((one for one in self._lines if _covers(one, position)), None)
        number = (line.number or "") if line else None
        found.setdefault((loop, designator, number), Fault(loop, designator, reason, number))


def _covers(line: LineAsSent, position: int) -> bool:
    return line.first <= position and (line.stop is None or position < line.stop)


def claim_model(view: ClaimAsSent) -> Claim:
    """The strict model of a claim as sent. Raises ClaimError, which lists all that is wrong."""
    faults = _Faults(view)
    values, around = _around(view)
    claim = _read(Claim, loops_of(view.segments()).find("2300"), values, faults)
    found = faults.all(around)
    if found or claim is None:
        raise ClaimError(view.identifier, found)
    return claim


def line_model(view: LineAsSent) -> ServiceLine:
    """The strict model of a service line as sent. Raises ClaimError, as for its claim."""
    faults = _Faults(view.claim)
    line = _read(ServiceLine, loops_of(view.segments()).find("2400"), {}, faults)
    found = tuple(one for one in faults.all() if one.service_line == (view.number or ""))
    if found or line is None:
        raise ClaimError(view.claim.identifier, found)
    return line


def submitter_model(view: Heading) -> Submitter:
    """The strict model of who sent a transaction set. Raises ClaimError, as for a claim."""
    faults = _Faults(view, "1000A")
    interchange, group = view.transaction_set.interchange, view.transaction_set.group
    values = {
        "sender_qualifier": interchange.sender_qualifier if interchange else None,
        "sender_identifier": interchange.sender_identifier if interchange else None,
        "sender_code": group.sender_code if group else None,
    }
    submitter = _read(Submitter, loops_of(view.segments()).find("1000A"), values, faults)
    if faults.all() or submitter is None:
        raise ClaimError(None, faults.all())
    return submitter


def _around(view: ClaimAsSent) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """The models of what stands around a claim, and what is wrong with it."""
    values: dict[str, Any] = {}
    found: tuple[Fault, ...] = ()
    for level in (view.transaction_set.heading, view.billing, view.subscriber, view.patient):
        if level is not None:
            if level.strict is None:
                level.strict = _strict(level)
            values.update((name, one) for name, one in level.strict[0].items() if one is not None)
            found += level.strict[1]
    return values, found


def _strict(view: Heading | Level) -> Strict:
    faults = _Faults(view, "1000B" if isinstance(view, Heading) else None)
    root = loops_of(view.segments())
    models: dict[str, LoopModel | None] = {}
    match view:
        case views.BillingProvider():
            models["billing_provider"] = _read(BillingProvider, root.find("2000A"), {}, faults)
        case views.Subscriber():
            level = root.find("2000B")
            payer = level.find("2010BB") if level else None
            if level and payer:
                level.loops.remove(payer)
            models["subscriber"] = _read(Subscriber, level, {}, faults)
            models["payer"] = _read(Payer, payer, {}, faults)
        case views.Patient():
            models["patient"] = _read(Patient, root.find("2000C"), {}, faults)
        case Heading():
            values = _receiver_values(view)
            models["receiver"] = _read(Receiver, root.find("1000B"), values, faults)
    return models, faults.all()


def _receiver_values(view: Heading) -> dict[str, Any]:
    """What the envelopes call the receiver."""
    interchange, group = view.transaction_set.interchange, view.transaction_set.group
    return {
        "receiver_qualifier": interchange.receiver_qualifier if interchange else None,
        "receiver_identifier": interchange.receiver_identifier if interchange else None,
        "receiver_code": group.receiver_code if group else None,
    }


def _read(
    model: type[M], sent: LoopSent | None, values: dict[str, Any], faults: _Faults
) -> M | None:
    """The model of a loop, beginning with some values; what cannot be read is a fault."""
    if sent is None:
        return None
    plan = plan_of(model, sent.loop)
    also = sent.find(plan.also.id) if plan.also else None
    inner = [*sent.loops, *(also.loops if also else ())]
    segments = [*sent.segments, *(also.segments if also else ())]
    lists: dict[str, list[Any]] = {}
    written = tuple(_segments(segments, plan, values, lists, faults))
    loops = [loop for loop in inner if loop is not also]
    for loop in loops:
        place = plan.inner.get(loop.loop)
        if place is None:
            lists.setdefault("other_loops", []).append(_other(loop))
        else:
            lists.setdefault(place.name, []).append(_read(place.model, loop, {}, faults))
    for name, part in plan.parts.items():
        if name in values:
            values[name] = part.made_of(values[name])
    single = {place.name for place in plan.inner.values() if not place.many}
    values.update(
        (name, items[0] if name in single else tuple(items)) for name, items in lists.items()
    )
    for name in required_of(model).keys() - values.keys():
        faults.lack(sent.loop, required_of(model)[name], segments[-1].position)
    return model.read_from(values, written, tuple(loop.loop for loop in loops))


def _segments(
    segments: Iterable[Segment],
    plan: Plan,
    values: dict[str, Any],
    lists: dict[str, list[Any]],
    faults: _Faults,
) -> Iterator[Written]:
    """The segments of a model; what they say is put to its values, or to lists of such."""
    for segment in segments:
        assert segment.node
        assert segment.chunk.header
        component = segment.chunk.header.delimiters.component
        node = same_node(segment.node)
        if node.id == "HL":
            continue
        written = written_of(node, segment.elements, component)
        yield written
        reader = _Reader(node, segment, component, faults)
        if node in plan.many:
            many = plan.many[node]
            lists.setdefault(many.name, []).append(reader.item(many.model, many.fields))
        elif node in plan.nodes and reader.holds(plan.nodes[node]):
            reader.fill(values, plan.nodes[node])
        elif node.id != "LX":
            lists.setdefault("other_segments", []).append(OtherSegment.of(written))


def _other(sent: LoopSent) -> OtherLoop:
    segments = []
    for segment in sent.segments:
        assert segment.node
        assert segment.chunk.header
        component = segment.chunk.header.delimiters.component
        one = written_of(same_node(segment.node), segment.elements, component)
        segments.append(OtherSegment.of(one))
    return OtherLoop.model_construct(
        loop=sent.loop, segments=tuple(segments), loops=tuple(map(_other, sent.loops))
    )


class _Reader:
    """Reads the fields of one segment."""

    def __init__(
        self, node: SegmentNode, segment: Segment, component: str, faults: _Faults
    ) -> None:
        self._node = node
        self._position = segment.position
        self._elements = elements = segment.elements
        self._component = component
        self._faults = faults
        self._qualifier = elements[1] if len(elements) > 1 else ""

    def holds(self, fields: Fields) -> bool:
        """Whether the fields of a node say what this segment says, by its qualifier."""
        return bool(fields.groups) or any(map(self._is_here, fields.slots))

    def fill(self, values: dict[str, Any], fields: Fields) -> None:
        """Add the values of these fields."""
        for slot in filter(self._is_here, fields.slots):
            value = self._value(slot, 0)
            if value is not None:
                held = values
                for name in slot.path[:-1]:
                    held = held.setdefault(name, {})
                held[slot.path[-1]] = value
        for group in fields.groups:
            values[group.name] = tuple(self._groups(group))

    def item(self, model: type[Model] | None, fields: Fields) -> Any:
        """The segment as a model of its own, or as the value of its one field."""
        values: dict[str, Any] = {}
        self.fill(values, fields)
        return model.made_of(values) if model else next(iter(values.values()), "")

    def _is_here(self, slot: Slot) -> bool:
        return slot.qualifier in (None, self._qualifier)

    def _groups(self, group: GroupSlot) -> Iterator[Model]:
        count = -(-(len(self._elements) - group.first) // group.size)
        for shift in range(0, count * group.size, group.size):
            start = group.first + shift
            if not any(self._elements[start : start + group.size]):
                self._fault(start, None, "is left out, and others follow")
                continue
            values = {}
            for slot in group.slots:
                value = self._value(slot, shift)
                if value is not None:
                    values[slot.path[0]] = value
            yield group.model.made_of(values)

    def _value(self, slot: Slot, shift: int) -> Any:
        """The value of a slot so many elements further on; None where nothing stands."""
        number = slot.number + shift
        if slot.last is None:
            return self._one(slot, number, slot.part)
        if slot.part is None:
            found = [self._one(slot, each, None) for each in range(number, slot.last + 1)]
        else:
            found = [self._one(slot, number, each) for each in range(slot.part, slot.last + 1)]
        while found and found[-1] is None:
            found.pop()
        return tuple("" if one is None else one for one in found) or None

    def _one(self, slot: Slot, number: int, part: int | None) -> Any:
        text = self._elements[number] if number < len(self._elements) else ""
        if part is not None:
            parts = text.split(self._component)
            text = parts[part - 1] if part <= len(parts) else ""
        if not text:
            return None
        value = slot.form.read(text)
        if value is None:
            self._fault(number, part, f"is no {slot.form.expected}")
        return value

    def _fault(self, number: int, part: int | None, reason: str) -> None:
        place = self._node.designator(number, part, self._qualifier)
        self._faults.add(self._node.loop.id, place, f"{place} {reason}", self._position)
