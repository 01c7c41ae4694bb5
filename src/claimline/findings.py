"""What a rule says (Problem), what a report shows (Finding), and how bad it is (Severity)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Literal


class Severity(StrEnum):
    """How bad a finding is: an error bounces the line, a warning may cost, info advises."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for info."""
        return _RANKS[self]

    def at_least(self, threshold: Severity) -> bool:
        """Whether this severity is as bad as the threshold, or worse."""
        return self.rank <= threshold.rank


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Source:
    """A publication a finding can be defended with.

    `title` names publisher, subject and date in our own words; `url` is None where none is public.
    """

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair rendered as the segments that would replace the ones found.

    `safe` is mechanical and never changes what is attested; `suggested` is advice, never applied.
    """

    kind: Literal["safe", "suggested"]
    title: str
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands: a designator in a loop of a view.

    `view` is the loop view the designator is looked up in; None means the service line or claim
    the rule was asked about. `loop` narrows it to a sub-loop of the view (`2420E`). `missing` says
    that the whole segment is absent, so that the place is where it belongs. `position` picks one
    segment of several, or for an absent one the segment at which that was noticed.
    """

    designator: str
    view: Any = None
    loop: str | None = None
    missing: bool = False
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One fact a rule states about the claim in hand.

    `help` replaces the rule's remedy; `severity` may lower the rule's, never raise it; `related`
    names other places; `fix` makes the repair from the view when the finding is placed;
    `acknowledgment` replaces the rule's 999 code; `code` names the number of a structure table.
    """

    place: Place
    message: str
    help: str | None = None
    severity: Severity | None = None
    related: tuple[Place, ...] = ()
    fix: Callable[[Any], Fix | None] | None = None
    acknowledgment: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another place a finding speaks of; `offset` counts bytes from 0."""

    service_line: str | None
    designator: str
    offset: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One judgement about one place of one file, in the keys every report carries.

    `offset` counts bytes from 0; `line` and `column` count from 1, the column in bytes from the
    last LF; `segment_position` counts in the transaction set with ST = 1. Identifiers are strings
    as they stand in the file. None means "does not apply" or "could not be read".
    """

    rule: str
    name: str
    severity: Severity
    message: str
    help: str
    sources: tuple[Source, ...]
    file: str
    offset: int | None
    line: int | None
    column: int | None
    interchange: str | None
    group: str | None
    transaction_set: str | None
    segment_position: int | None
    loop: str | None
    segment: str | None
    designator: str | None
    claim: str | None
    service_line: str | None
    value: str | None
    profile: str | None
    acknowledgment: str | None
    related: tuple[Related, ...]
    fix: Fix | None

    def as_json(self) -> dict[str, Any]:
        """The finding as plain JSON values, every key present, in the documented order."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, (Source, Fix, Related)):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Severity):
        return value.value
    return value
