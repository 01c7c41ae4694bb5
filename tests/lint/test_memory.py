"""Memory: bounded, and what is asked for stays."""

from __future__ import annotations

import pytest

from claimline.lint.memory import Memory


def test_what_is_kept_is_found() -> None:
    memory: Memory[str, int] = Memory(2)

    assert memory.keep("a", 1) == 1
    assert memory["a"] == 1
    with pytest.raises(KeyError):
        memory["b"]


def test_what_is_asked_for_outlives_what_is_not() -> None:
    memory: Memory[int, int] = Memory(4)
    for number in range(100):
        memory.keep(number, number)
        assert memory[0] == 0

    assert memory[99] == 99
    for number in range(1, 90):
        with pytest.raises(KeyError):
            memory[number]


def test_memory_is_bounded() -> None:
    memory: Memory[int, int] = Memory(8)
    for number in range(1_000):
        memory.keep(number, number)

    held = [number for number in range(1_000) if _holds(memory, number)]
    assert 8 <= len(held) <= 16
    assert held[-1] == 999


def test_memory_of_no_size_holds_nothing() -> None:
    memory: Memory[str, int] = Memory(0)

    assert memory.keep("a", 1) == 1
    assert not memory
    with pytest.raises(KeyError):
        memory["a"]


def _holds(memory: Memory[int, int], number: int) -> bool:
    # `in` looks at what came last alone, and moves nothing.
    return number in memory or number in memory._earlier
