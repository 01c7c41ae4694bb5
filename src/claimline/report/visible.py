"""Text from a file made fit for a terminal: nothing in it can move the cursor or hide."""

from __future__ import annotations


def visible(text: str) -> str:
    """The text with every character that does not print written as its escape."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )
