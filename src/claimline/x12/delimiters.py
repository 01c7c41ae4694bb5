"""The four delimiters an interchange declares in its ISA."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Delimiters:
    """The characters that part segments, elements, repetitions and components.

    `repetition` is None where ISA11 holds none, as before version 00501. Any values can be held;
    `collision` says whether an interchange can be read or written with them.
    """

    element: str = "*"
    component: str = ":"
    repetition: str | None = "^"
    terminator: str = "~"

    def by_name(self) -> dict[str, str]:
        """The delimiters in use, keyed by what the standard calls them."""
        names = {
            "element separator": self.element,
            "component separator": self.component,
            "repetition separator": self.repetition,
            "segment terminator": self.terminator,
        }
        return {name: character for name, character in names.items() if character is not None}

    def collision(self) -> str | None:
        """Why these cannot delimit an interchange, in words; None if they can.

        Each must be one character of one byte, no letter, digit or space, and differ from the
        others (ASC X12.5, interchange control structures). Line ends may stand after any segment,
        so CR and LF can be nothing but its terminator.
        """
        named = self.by_name()
        for name, character in named.items():
            if len(character) != 1 or character > "\xff":
                return f"the {name} {character!r} is not one Latin-1 character"
            if character.isalnum() or character == " ":
                return f"the {name} {character!r} is a letter, a digit or a space"
            if character in "\r\n" and name != "segment terminator":
                return f"the {name} {character!r} is a line end"
        for (name, character), (other_name, other) in combinations(named.items(), 2):
            if character == other:
                return f"the {name} and the {other_name} are both {character!r}"
        return None
