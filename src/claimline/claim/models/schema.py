"""What the JSON Schema of a model says of its fields beyond their types."""

from __future__ import annotations

from typing import Any


def describe(schema: dict[str, Any], model: type[Any]) -> None:
    """Add to each property its designator, its name, and the guide's lengths and codes."""
