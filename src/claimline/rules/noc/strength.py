"""How far the rules on non-specific codes carry."""

from __future__ import annotations

from claimline.codes import Tables
from claimline.codes.facts import NocStrength
from claimline.findings import Severity


def severity_for(code: str, tables: Tables) -> Severity:
    """An error for codes that CMS lists as NOC, a warning for those that only read as NOC."""
    return Severity.ERROR if tables.is_noc(code) is NocStrength.PUBLISHED else Severity.WARNING
