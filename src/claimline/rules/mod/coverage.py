"""The modifiers by which a line states whether the payer's coverage criteria are met."""

from __future__ import annotations

# KX: met. GA and GZ: denial expected, with and without an ABN. GY: never a benefit.
COVERAGE_MODIFIERS = ("KX", "GA", "GZ", "GY")
