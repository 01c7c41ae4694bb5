"""Checking: a model held to the guide by the walker and the exact element loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from claimline.claim.models.plan import Plan, elements_of, field_at, plan_of
from claimline.claim.models.transliteration import transliterated
from claimline.claim.models.written import Written
from claimline.claim.refusal import reason
from claimline.guide.conformance import Checker
from claimline.guide.deviations import Deviation
from claimline.guide.nodes import LoopNode
from claimline.guide.tables import load_guide
from claimline.guide.walker import Walker
from claimline.x12.delimiters import Delimiters

if TYPE_CHECKING:
    from claimline.claim.models.model import LoopModel, Model

# No data can hold these: which delimiters it is written with is found out later.
_COMPONENT = "\x1f"
_APART = Delimiters(element="\x1d", component=_COMPONENT, repetition="\x1e", terminator="\x1c")
_CLOSING = ["SE"]
_MISSING = "IGC002"
_TYPE = "field"
# What marks an error that was put in our words before.
_MESSAGE = "message"
_VERBS = ("is ", "has ")


def check(model: LoopModel) -> None:
    """Raise ValidationError where the guide finds fault with a model of a loop."""
    plan = plan_of(type(model), model.loops[0])
    try:
        deviations = [*_deviations(plan, [*model.segments()])]
    except ValueError as error:
        raise _error(type(model), [_details(_TYPE, str(error), ())]) from None
    if deviations:
        raise _error(
            type(model),
            [_details(one.code, one.message, _location(type(model), one)) for one in deviations],
        )


def named(model: type[Model], error: ValidationError) -> ValidationError:
    """pydantic's error in the words of a finding, with each designator said."""
    designators = {name: str(element) for name, element in elements_of(model)}
    details = []
    errors = error.errors(include_url=False, include_input=False)
    # That a list is too short, when its items are refused, is no fault of its own.
    inside = {one["loc"][:end] for one in errors for end in range(len(one["loc"]))}
    for one in errors:
        location = one["loc"]
        if one["type"] == "too_short" and location in inside:
            continue
        designator = designators.get(str(location[0])) if location else None
        if _MESSAGE in one.get("ctx", {}):
            details.append(_details(one["type"], one["msg"], location))
        elif designator and one["type"] == "missing":
            details.append(_details(_MISSING, f"{designator} is missing", location))
        else:
            text = reason(one, model.model_fields)
            separator = "" if not designator else " " if text.startswith(_VERBS) else ": "
            details.append(_details(one["type"], f"{designator or ''}{separator}{text}", location))
    return _error(model, details)


def _deviations(plan: Plan, segments: list[Written]) -> Iterator[Deviation]:
    walker, checker = _tools()
    covered = {plan.loop.id, *_ids_inside(plan)}
    state = walker.inside(plan.loop)
    for written in segments:
        texts = [transliterated(text) for text in written.texts(_COMPONENT)]
        if written.node is not plan.loop.first:
            step = walker.step(state, texts, _COMPONENT)
            state = step.after
            yield from (one for one in step.deviations if one.loop in covered)
        yield from checker.check(written.node, texts)
    step = walker.step(state, _CLOSING, _COMPONENT)
    yield from (one for one in step.deviations if one.loop in covered)


def _ids_inside(plan: Plan) -> Iterator[str]:
    """The loops whose segments the model is to say."""
    held = {*plan.inner} | ({plan.also.id} if plan.also else set())
    for loop in plan.loop.loops():
        if loop.id in held or plan.also is None:
            yield loop.id
            yield from _below(loop)


def _below(loop: LoopNode) -> Iterator[str]:
    for inner in loop.loops():
        yield inner.id
        yield from _below(inner)


@cache
def _tools() -> tuple[Walker, Checker]:
    return Walker(load_guide("837")), Checker(_APART)


def _location(model: type[Model], deviation: Deviation) -> tuple[str, ...]:
    name = field_at(model, deviation.designator)
    return () if name is None else (name,)


def _details(kind: str, message: str, location: Iterable[int | str]) -> InitErrorDetails:
    # A message is no template: braces in it are its own.
    return InitErrorDetails(
        type=PydanticCustomError(kind, "{message}", {_MESSAGE: message}),
        loc=tuple(location),
        input=None,
    )


def _error(model: type[Any], details: list[InitErrorDetails]) -> ValidationError:
    return ValidationError.from_exception_data(model.__name__, details, hide_input=True)
