"""Procedure codes in free text."""

from __future__ import annotations

import re

CODE = r"[A-CE-V][0-9]{4}"
"""A HCPCS Level II code; D codes are dental."""

_NAMED = re.compile(rf"\b{CODE}\b", re.ASCII)


def codes_in(*texts: str | None) -> list[str]:
    """What has the form of a HCPCS Level II code in the texts, upper case, in their order."""
    return _NAMED.findall(" ".join(filter(None, texts)).upper())
