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
    from claimline.claim.views import ClaimAsSent, LineAsSent
    from claimline.findings import Finding, Severity
    from claimline.lint import lint
    from claimline.x12.errors import X12Error

__all__ = [
    "ClaimAsSent",
    "Document",
    "Finding",
    "LineAsSent",
    "ServiceLine",
    "Severity",
    "X12Error",
    "__version__",
    "lint",
    "read",
]

_HOMES = {
    "ClaimAsSent": "claimline.claim.views",
    "Document": "claimline.claim.document",
    "Finding": "claimline.findings",
    "LineAsSent": "claimline.claim.views",
    "ServiceLine": "claimline.claim.models.line",
    "Severity": "claimline.findings",
    "X12Error": "claimline.x12.errors",
    "lint": "claimline.lint",
    "read": "claimline.claim.document",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'claimline' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
