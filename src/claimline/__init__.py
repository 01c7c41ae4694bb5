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
    from claimline.claim.views import ClaimAsSent, LineAsSent
    from claimline.findings import Finding, Severity
    from claimline.lint import lint
    from claimline.x12.errors import X12Error

__all__ = [
    "AmountWord",
    "ClaimAsSent",
    "Document",
    "Finding",
    "LineAsSent",
    "NarrativeError",
    "NocNarrative",
    "Price",
    "ServiceLine",
    "Severity",
    "WrittenNarrative",
    "X12Error",
    "__version__",
    "lint",
    "read",
    "read_narrative",
    "write_narrative",
]

_HOMES = {
    "AmountWord": "claimline.claim.narrative.amounts",
    "ClaimAsSent": "claimline.claim.views",
    "Document": "claimline.claim.document",
    "Finding": "claimline.findings",
    "LineAsSent": "claimline.claim.views",
    "NarrativeError": "claimline.claim.narrative.parts",
    "NocNarrative": "claimline.claim.narrative.parts",
    "Price": "claimline.claim.narrative.parts",
    "ServiceLine": "claimline.claim.models.line",
    "Severity": "claimline.findings",
    "WrittenNarrative": "claimline.claim.narrative.writing",
    "X12Error": "claimline.x12.errors",
    "lint": "claimline.lint",
    "read": "claimline.claim.document",
    "read_narrative": "claimline.claim.narrative.reading",
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
