"""Element: a declaration of where a view's attribute stands on the wire and how its text reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar, overload

from claimline.x12.designator import Designator

T = TypeVar("T")


class Element(Generic[T]):
    """An attribute's designator and reading.

    `SV101-3..6` names a run of components, by the first of them; `last` is the number of the last,
    None outside a run. On the class an Element is itself: a name for a finding's place and an
    annotation for strict models. On an instance it is None until the loop it stands in was read,
    then the value `reading` gives for the text; what cannot be read stays None.
    """

    name: str

    def __init__(self, designator: str, reading: Callable[..., T | None]) -> None:
        first, _, last = designator.partition("..")
        self.designator = Designator.parse(first)
        self.last = int(last) if last else None
        self.reading = reading

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Element[T]: ...
    @overload
    def __get__(self, instance: Any, owner: type) -> T | None: ...
    def __get__(self, instance: Any, owner: type) -> Element[T] | T | None:
        return self if instance is None else None

    def __str__(self) -> str:
        return str(self.designator)


class CompositeElement(Element[T]):
    """An Element whose `reading` gets a whole composite and the component separator in use."""


class Readable(Protocol):
    """A view that can say what stands at an Element."""

    def text(self, element: Element[Any]) -> str | None: ...


class OnDemand(Element[T]):
    """An Element that is looked up in its view's segments each time it is asked for.

    For what only strict models want: reading a file spends nothing on it, asking costs a look over
    the segments. What a rule asks for is an Element: one of a segment that is absent costs nothing
    either. Its `reading` gets a simple element, a component, or a whole composite, as
    written; what is absent or cannot be read is None.
    """

    @overload
    def __get__(self, instance: None, owner: type) -> OnDemand[T]: ...
    @overload
    def __get__(self, instance: Readable, owner: type) -> T | None: ...
    def __get__(self, instance: Readable | None, owner: type) -> OnDemand[T] | T | None:
        if instance is None:
            return self
        text = instance.text(self)
        return self.reading(text) if text else None
