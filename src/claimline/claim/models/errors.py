"""What stands in the way of a strict model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One element or segment that a strict model cannot take, and why, in a finding's words.

    `service_line` is LX01 as text, None outside a line.
    """

    loop: str
    designator: str
    reason: str
    service_line: str | None = None

    def __str__(self) -> str:
        line = "" if self.service_line is None else f"line {self.service_line}, "
        return f"{line}loop {self.loop}: {self.reason}"


class ClaimError(ValueError):
    """A claim as sent that no strict model can be made of; `faults` say all that is wrong."""

    def __init__(self, claim: str | None, faults: tuple[Fault, ...]) -> None:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        head = f"claim {claim or '(without an identifier)'} cannot be typed, {count}"
        super().__init__("\n  ".join((head, *map(str, faults))))
        self.claim = claim
        self.faults = faults
