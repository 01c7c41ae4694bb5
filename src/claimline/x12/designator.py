"""Designators: the names of segments, elements and components, such as `SV101-7`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_DESIGNATOR = re.compile(
    r"(?P<segment>[A-Z][A-Z0-9]{1,2})"
    r"(?:\[(?P<qualifier>[^\[\]\s]+)\])?"
    r"(?:(?P<element>0[1-9]|[1-9][0-9])(?:-(?P<component>[1-9][0-9]?))?)?"
)


@dataclass(frozen=True, slots=True)
class Designator:
    """The name of a segment, of an element of it, or of a component of that element.

    `qualifier` is the code that tells segments of one id apart: `6R` in `REF[6R]02`. Elements and
    components count from 1. A designator says nothing of the loop its segment stands in.
    """

    segment: str
    qualifier: str | None = None
    element: int | None = None
    component: int | None = None

    @classmethod
    def parse(cls, text: str) -> Designator:
        """The designator that `str` writes as `text`; ValueError if there is none."""
        return _parse(text)

    def __str__(self) -> str:
        qualifier = "" if self.qualifier is None else f"[{self.qualifier}]"
        element = "" if self.element is None else f"{self.element:02}"
        component = "" if self.component is None else f"-{self.component}"
        return f"{self.segment}{qualifier}{element}{component}"


@lru_cache(maxsize=1024)
def _parse(text: str) -> Designator:
    match = _DESIGNATOR.fullmatch(text)
    if match is None:
        raise ValueError(
            f"{text!r} is no designator; write it like SV1, SV104, SV101-7, DTP[472] or REF[6R]02"
        )
    element, component = match["element"], match["component"]
    return Designator(
        match["segment"],
        match["qualifier"],
        int(element) if element else None,
        int(component) if component else None,
    )
