"""Seen: whether a text came before, told from eight bytes of it."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from claimline.lint.seen import Seen


@given(st.lists(st.text(st.characters(max_codepoint=255), max_size=2), max_size=300))
def test_tells_what_a_set_of_the_texts_would(texts: list[str]) -> None:
    seen = Seen()

    told = [seen.before(text) for text in texts]

    assert told == [text in texts[:at] for at, text in enumerate(texts)]


def test_remembers_all_of_many_texts() -> None:
    seen = Seen()
    texts = [f"CLAIM-{number}" for number in range(20_000)]

    first = [seen.before(text) for text in texts]
    second = [seen.before(text) for text in texts]

    assert not any(first)
    assert all(second)


def test_holds_few_bytes_of_each_text() -> None:
    tracemalloc.start()
    seen = Seen()
    for number in range(20_000):
        seen.before(f"A CLAIM WITH A LONG NUMBER {number}")
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert held < 20 * 20_000
