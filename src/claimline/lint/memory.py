"""Memory: what was worked out lately, in bounded space."""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST = 1 << 12


class Memory(dict[Key, Value]):
    """A dictionary that holds `most` keys, and as many of those before them.

    `memory[key]` raises KeyError for what is not held. What is asked for is kept, what was not for
    long is forgotten; `in` asks for nothing, `knows` does. One of no size holds nothing.
    """

    def __init__(self, most: int = MOST) -> None:
        super().__init__()
        self._most = most
        self._earlier: dict[Key, Value] = {}

    def __missing__(self, key: Key) -> Value:
        return self.keep(key, self._earlier[key])

    def knows(self, key: Key) -> bool:
        """Whether a key is held."""
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keep(self, key: Key, value: Value) -> Value:
        """Hold a value, which is the answer."""
        if len(self) >= self._most:
            self._earlier = dict(self)
            self.clear()
        if self._most:
            self[key] = value
        return value
