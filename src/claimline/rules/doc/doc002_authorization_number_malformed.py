"""DOC002: a prior authorization number that is not formed like a UTN."""

from __future__ import annotations

import re

from claimline.claim.profile import Profile
from claimline.claim.views import LineAsSent
from claimline.codes import Tables
from claimline.findings import Problem, Severity
from claimline.rules import sources
from claimline.rules.rule import Bad, Context, Good, Problems, Reads, line_rule

_LENGTH = 14
# The third character names the programme: A or H at Part A, another letter elsewhere.
_PATTERN = re.compile("[A-Z0-9]{3}[0-9]{11}")
_LINE = "SV1*HC:L0650*900*UN*1***1~REF*G1*{}~"


@line_rule(
    "DOC002",
    Severity.ERROR,
    sources=[sources.NOR_197, sources.NOR_UTN],
    profiles=[Profile.MEDICARE_DME],
    remittance=["197 N210"],
    reads=Reads(listed=Tables.prior_authorization, present={"authorization"}),
    examples=[
        Bad(_LINE.format("PA12345"), at="REF[G1]02"),
        Bad(
            _LINE.format("12A3456789O123"),
            at="REF[G1]02",
            severity=Severity.WARNING,
        ),
        Good(_LINE.format("12A34567890123")),
        Good(_LINE.format("12D34567890123")),
    ],
)
def authorization_number_malformed(line: LineAsSent, context: Context) -> Problems:
    """REF*G1 of a code that wants a prior authorization is no unique tracking number.

    ## Why
    The UTN of a decision has fourteen characters; a line with another number is denied as though it
    had none. Its last eleven are digits; the pattern comes from another kind of contractor, so that
    not fitting it is a warning.

    ## Fix
    Copy the number from the decision letter.
    """
    number = line.authorization or ""
    if len(number) != _LENGTH:
        message = f"the number has {len(number)} characters, a UTN {_LENGTH}"
        yield Problem(line.at(LineAsSent.authorization), message)
    elif not _PATTERN.fullmatch(number.upper()):
        message = "the number is not formed like a UTN"
        yield Problem(line.at(LineAsSent.authorization), message, severity=Severity.WARNING)
