"""claimline: lint, read and write the service lines of X12 837P claims (005010X222A1).

The public names are below; they are imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from claimline._version import __version__

if TYPE_CHECKING:
    from claimline.claim.document import Document, read
    from claimline.claim.models.line import ServiceLine
    from claimline.claim.narrative.amounts import AmountWord
    from claimline.claim.narrative.parts import NarrativeError, NocNarrative, Price
    from claimline.claim.narrative.reading import read_narrative
    from claimline.claim.narrative.writing import WrittenNarrative, write_narrative
    from claimline.claim.profile import Conventions, SideReporting
    from claimline.claim.units import (
        BOTH,
        LEFT,
        RIGHT,
        UnitsError,
        bars,
        device,
        joints,
        labor,
        pairs,
        pieces,
        sets,
    )
    from claimline.claim.views import ClaimAsSent, LineAsSent
    from claimline.findings import Finding, Severity
    from claimline.lint import lint
    from claimline.responses.reading import read_responses
    from claimline.x12.errors import X12Error

__all__ = [
    "BOTH",
    "LEFT",
    "RIGHT",
    "AmountWord",
    "ClaimAsSent",
    "Conventions",
    "Document",
    "Finding",
    "LineAsSent",
    "NarrativeError",
    "NocNarrative",
    "Price",
    "ServiceLine",
    "Severity",
    "SideReporting",
    "UnitsError",
    "WrittenNarrative",
    "X12Error",
    "__version__",
    "bars",
    "device",
    "joints",
    "labor",
    "lint",
    "pairs",
    "pieces",
    "read",
    "read_narrative",
    "read_responses",
    "sets",
    "write_narrative",
]

_HOMES = {
    "BOTH": "claimline.claim.units",
    "LEFT": "claimline.claim.units",
    "RIGHT": "claimline.claim.units",
    "AmountWord": "claimline.claim.narrative.amounts",
    "ClaimAsSent": "claimline.claim.views",
    "Conventions": "claimline.claim.profile",
    "Document": "claimline.claim.document",
    "Finding": "claimline.findings",
    "LineAsSent": "claimline.claim.views",
    "NarrativeError": "claimline.claim.narrative.parts",
    "NocNarrative": "claimline.claim.narrative.parts",
    "Price": "claimline.claim.narrative.parts",
    "ServiceLine": "claimline.claim.models.line",
    "Severity": "claimline.findings",
    "SideReporting": "claimline.claim.profile",
    "UnitsError": "claimline.claim.units",
    "WrittenNarrative": "claimline.claim.narrative.writing",
    "X12Error": "claimline.x12.errors",
    "bars": "claimline.claim.units",
    "device": "claimline.claim.units",
    "joints": "claimline.claim.units",
    "labor": "claimline.claim.units",
    "lint": "claimline.lint",
    "pairs": "claimline.claim.units",
    "pieces": "claimline.claim.units",
    "read": "claimline.claim.document",
    "read_narrative": "claimline.claim.narrative.reading",
    "read_responses": "claimline.responses.reading",
    "sets": "claimline.claim.units",
    "write_narrative": "claimline.claim.narrative.writing",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'claimline' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
