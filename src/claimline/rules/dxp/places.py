"""How many diagnoses and pointers the guide has places for (005010X222A1)."""

from __future__ import annotations

MOST_DIAGNOSES = 12
"""HI01 to HI12 of loop 2300."""

MOST_POINTERS = 4
"""SV107-1 to SV107-4 of loop 2400."""
