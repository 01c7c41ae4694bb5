"""Model: the base of the strict models, frozen and held to the guide when they are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from claimline.claim.models import checking
from claimline.claim.models.generic import OtherLoop, OtherSegment
from claimline.claim.models.plan import Around, Plan, plan_of
from claimline.claim.models.schema import describe
from claimline.claim.models.writing import segments_of
from claimline.claim.models.written import Written, joined
from claimline.x12.delimiters import Delimiters

USUAL_DELIMITERS = Delimiters()


class Model(BaseModel):
    """A part of a claim. Unknown fields are refused, and it does not change once it is made.

    Making one raises pydantic's ValidationError, which names field, designator and reason in the
    words of a finding, without the value.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, json_schema_extra=describe
    )

    loops: ClassVar[tuple[str, ...]] = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    @classmethod
    def made_of(cls, values: dict[str, Any]) -> Self:
        """The model of values that are known to be right."""
        return cls.model_construct(set(values), **{**_defaults(cls), **values})

    def replace(self, **changes: Any) -> Self:
        """The same with other values in some fields, validated as a new one is."""
        return type(self)(**{**self.__dict__, **changes})

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy; what it updates is validated, as `replace` does."""
        return self.replace(**update) if update else super().model_copy(deep=deep)

    @model_validator(mode="wrap")
    @classmethod
    def _strictly(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(value, cls):
            return value
        try:
            return handler(value)
        except ValidationError as error:
            raise checking.named(cls, error) from None


class LoopModel(Model):
    """A model of a loop; segments and loops inside it that it has no field for are carried."""

    other_segments: Annotated[tuple[OtherSegment, ...], Around()] = ()
    other_loops: Annotated[tuple[OtherLoop, ...], Around()] = ()

    # What it was read from: its own segments as they stood, and the order of the loops inside.
    _sent: tuple[Written, ...] | None = PrivateAttr(default=None)
    _order: tuple[str, ...] = PrivateAttr(default=())
    # The model read from a file that this one was made from by replacing.
    _origin: Self | None = PrivateAttr(default=None)

    @classmethod
    def read_from(
        cls, values: dict[str, Any], sent: tuple[Written, ...], order: tuple[str, ...]
    ) -> Self:
        """The model of segments that the guide finds nothing wrong with."""
        model = cls.made_of(values)
        model._sent = sent
        model._order = order
        return model

    def replace(self, **changes: Any) -> Self:
        """The same with other values in some fields, validated as a new one is.

        What was read from a file keeps the way it was written there where its value stays.
        """
        made = super().replace(**changes)
        made._origin = self._origin or (self if self._sent is not None else None)
        return made

    @property
    def was_read(self) -> bool:
        """Whether it was read from a file, or made by replacing from one that was."""
        return self._sent is not None or self._origin is not None

    def to_x12(self, delimiters: Delimiters = USUAL_DELIMITERS) -> str:
        """Its segments as text, each with its terminator.

        Raises X12WriteError, a ValueError, where its data holds one of the delimiters.
        """
        return "".join(joined(self.segments(), delimiters))

    def segments(self, loop: str | None = None, number: int = 1) -> Iterator[Written]:
        """Its segments in the order of the guide, as the loop of an id and so manieth there."""
        plan = plan_of(type(self), loop or self.loops[0])
        yield from self._own(plan)
        yield from self._inside(plan)

    @model_validator(mode="wrap")
    @classmethod
    def _by_the_guide(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        model = handler(value)
        if model is not value:
            checking.check(model)
        return model

    def _own(self, plan: Plan) -> tuple[Written, ...]:
        """The segments of its own loops, as they were read where their values are the same."""
        if self._sent is not None:
            return self._sent
        found = self._canonical(plan)
        if self._origin is None or self._origin._sent is None:
            return found
        return _as_sent(found, self._origin._canonical(plan), self._origin._sent)

    def _canonical(self, plan: Plan) -> tuple[Written, ...]:
        nodes = {node: rank for rank, node in enumerate(plan.own_nodes())}
        found = [*segments_of(self, plan)]
        found += [_place(other, plan) for other in self.other_segments]
        found.sort(key=lambda one: nodes[one.node])
        return tuple(found)

    def _inside(self, plan: Plan) -> Iterator[Written]:
        """The segments of the loops inside: of one position as they were read, then others."""
        order = (self._origin or self)._order
        read = {(loop, order[:at].count(loop)): at for at, loop in enumerate(order)}
        places = {
            loop.id: (loop.position, len(order) + rank)
            for rank, loop in enumerate(plan.loop.loops())
        }
        counts: Counter[str] = Counter()
        held = []
        for loop, segments in self._loops_inside(plan):
            position, rank = places.get(loop, (0, 0))
            held.append((position, read.get((loop, counts[loop]), rank), segments))
            counts[loop] += 1
        held.sort(key=lambda one: one[:2])
        for _, _, segments in held:
            yield from segments

    def _loops_inside(self, plan: Plan) -> Iterator[tuple[str, Iterator[Written]]]:
        for loop, inner in plan.inner.items():
            value = getattr(self, inner.name)
            items = value if inner.many else filter(None, (value,))
            for number, item in enumerate(items, 1):
                yield loop, item.segments(loop, number)
        for other in self.other_loops:
            yield other.loop, other.written()


@cache
def _defaults(model: type[Model]) -> dict[str, Any]:
    fields = model.model_fields.items()
    return {name: field.default for name, field in fields if not field.is_required()}


def _place(other: OtherSegment, plan: Plan) -> Written:
    try:
        return other.written(plan.loop)
    except ValueError:
        if plan.also is None:
            raise
        return other.written(plan.also)


def _as_sent(
    found: tuple[Written, ...], before: tuple[Written, ...], sent: tuple[Written, ...]
) -> tuple[Written, ...]:
    """What was found, written and ordered as it was sent where it was the same before."""
    at: dict[tuple[Any, str], list[int]] = {}
    for index, one in enumerate(sent):
        at.setdefault((one.node, one.qualifier), []).append(index)
    same: dict[Written, list[int]] = {}
    for one in before:
        indices = at.get((one.node, one.qualifier))
        if indices:
            same.setdefault(one, []).append(indices.pop(0))
    placed = []
    for one in found:
        if same.get(one):
            place = same[one].pop(0)
            placed.append((sent[place], place))
        else:
            placed.append((one, len(sent)))
    placed.sort(key=lambda entry: (entry[0].node.loop.id, entry[0].node.position, entry[1]))
    return tuple(written for written, _ in placed)
