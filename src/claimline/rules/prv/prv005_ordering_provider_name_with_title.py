"""PRV005: an ordering provider whose name holds a title."""

from __future__ import annotations

from datetime import date

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent, Party
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_LINE = "SV1*HC:L1960:RT:KX*900*UN*1***1~"
# DO and PA are names as well, and count with their points alone.
_TITLES = frozenset(
    ("MD", "M.D", "D.O", "DPM", "P.A", "PA-C", "PAC", "NP", "NP-C", "FNP", "APRN", "ARNP", "DR")
)


@line_rule(
    "PRV005",
    Severity.WARNING,
    sources=[sources.CGS_ORD, sources.NOR_DENIALG],
    profiles=[Profile.MEDICARE_DME],
    since=date(2014, 1, 6),
    remittance=["16 N264", "16 N575", "16 MA13"],
    reads=Reads(letters="AEKLV"),
    examples=[
        Bad(f"{_LINE}NM1*DK*1*EXAMPLE MD*TEST****XX*1234567893~", at="NM103"),
        Bad(f"{_LINE}NM1*DK*1*EXAMPLE*DR TEST****XX*1234567893~", at="NM104"),
        Bad(f"{_LINE}NM1*DK*1*EXAMPLE, M.D.*TEST****XX*1234567893~", at="NM103"),
        Good(f"{_LINE}NM1*DK*1*EXAMPLE*TEST****XX*1234567893~"),
        Good(f"{_LINE}NM1*DK*1*EXAMPLE-O'TEST*PA DO****XX*1234567893~"),
    ],
)
def ordering_provider_name_with_title(line: LineAsSent, context: Context) -> Problems:
    """The ordering provider's last or first name holds a title or credential.

    ## Why
    Medicare compares the name letter by letter with the enrolment record of the NPI, which has no
    titles in its names, and denies the line where they differ.

    ## Fix
    Send last and first name as they are enrolled, the title in neither.
    """
    provider = line.ordering_provider
    if provider is None or provider.kind != "1":
        return ()
    last, first = provider.last_name or "", provider.first_name or ""
    if last.isalpha() and first.isalpha():
        return ()
    return [
        Problem(provider.at(element), f"the ordering provider's name holds {title}")
        for element, name in ((Party.last_name, last), (Party.first_name, first))
        if (title := _title(name))
    ]


def _title(name: str) -> str | None:
    """The title at either end of a name of several words."""
    words = [word.rstrip(".") for word in name.upper().replace(",", " ").split()]
    if len(words) < 2:
        return None
    return next((word for word in (words[-1], words[0]) if word in _TITLES), None)
